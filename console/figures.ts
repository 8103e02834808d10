import type { Instant } from '../protocol/conversation.ts'
import { clockTime, dayName, daysBetween } from '../ui/time.ts'

/** "14:06" for today, else "Monday", "12 March" or "12 March 2024". */
export function whenText(at: Instant, now: Instant, language: string): string {
  return daysBetween(now, at) === 0 ? clockTime(at, language) : dayText(at, now, language)
}

/** The day alone; with the year where it is not this one, for what was closed long ago. */
export function dayText(at: Instant, now: Instant, language: string): string {
  const isFar = Math.abs(daysBetween(now, at)) >= 7
  if (!isFar || new Date(at).getFullYear() === new Date(now).getFullYear()) return dayName(now, at, language)
  const locale = { en: 'en-GB', ar: 'ar-EG' }[language] ?? language
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** "0.58", always two places, so that they line up. */
export function confidenceText(confidence: number, language: string): string {
  const locale = language === 'ar' ? 'ar-u-nu-arab' : language
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return new Intl.NumberFormat(locale, places).format(confidence)
}

/** The visitor's own clock; null where their browser hid it. */
export function timeThere(now: Instant, timeZone: string, language: string): string | null {
  try {
    if (!timeZone) return null
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(now)
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
    return clockTime(new Date(2000, 0, 1, part('hour'), part('minute')).getTime(), language)
  } catch {
    // A zone that this browser does not know.
    return null
  }
}

/** "French" for "fr", in the console's language; the tag itself if nobody knows it. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The path, as people know their own site; the whole address if it is none. */
export function pagePath(url: string): string {
  const page = parsed(url)
  return page ? page.pathname + page.search : url
}

/** Only what a browser may safely open from a click: the address comes from the visitor's browser. */
export function isWebAddress(url: string): boolean {
  const page = parsed(url)
  return page?.protocol === 'https:' || page?.protocol === 'http:'
}

/** URL.parse would do, but is younger than the browsers that the console is built for. */
function parsed(url: string): URL | null {
  try {
    return new URL(url)
  } catch {
    return null
  }
}
