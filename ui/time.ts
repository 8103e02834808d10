const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** "14:04", in the digits of the language and the clock of this device. */
export function clockTime(at: number, language: string): string {
  const date = new Date(at)
  const minutes = new Intl.NumberFormat(localeOf(language), { minimumIntegerDigits: 2 })
  return `${formatNumber(date.getHours(), language)}:${minutes.format(date.getMinutes())}`
}

/** "3 min", "2 hr", "4 days": at least one minute, in the largest unit that says enough. */
export function duration(ms: number, language: string): string {
  const [unit, count] =
    ms < 90 * minuteMs
      ? (['minute', ms / minuteMs] as const)
      : ms < 36 * hourMs
        ? (['hour', ms / hourMs] as const)
        : (['day', ms / dayMs] as const)
  // Shortened, these say little ("2 t"), or something else ("3 hr" are three days in Indonesian).
  const unitDisplay = /^(ar|id|nb|sv)$/.test(language) ? 'long' : 'short'
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay }).format(
    Math.max(1, Math.round(count)),
  )
}

/** How many midnights lie between: 0 is today, 1 tomorrow, -1 yesterday. */
export function daysBetween(now: number, at: number): number {
  const midnight = (instant: number) => new Date(instant).setHours(0, 0, 0, 0)
  return Math.round((midnight(at) - midnight(now)) / dayMs)
}

/** "Monday" within the next six days, else "12 March". */
export function dayName(now: number, at: number, language: string): string {
  const near = Math.abs(daysBetween(now, at)) < 7
  const options = near ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const)
  const locale = language === 'en' ? 'en-GB' : localeOf(language) // The day before the month.
  return new Intl.DateTimeFormat(locale, options).format(at)
}

export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(value)
}

/** "Ada and Ben". */
export function joinNames(names: string[], language: string): string {
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names)
}

/** The form of a sentence that the language uses with this number. `other` serves where a form is missing. */
export function plural(
  count: number,
  language: string,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return forms[new Intl.PluralRules(localeOf(language)).select(count)] ?? forms.other
}

/** Arabic is written with its own digits here. */
function localeOf(language: string): string {
  return language === 'ar' ? 'ar-EG' : language
}
