import type { Instant } from '../../protocol/conversation.ts'

/** When people are in. Times are wall-clock times of the office. */
export interface OfficeHours {
  /** IANA name, such as 'Europe/Stockholm'. */
  timeZone: string
  /** By weekday: ["09:00-12:00", "13:00-17:00"]. A missing day is a day off. */
  weekly: Partial<Record<Weekday, string[]>>
  /** Days off: "2026-12-25". */
  holidays: string[]
}

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

const dayMs = 24 * 60 * 60 * 1000
/** Longer than any row of holidays; past it the desk counts as having no hours. */
const daysAhead = 60

/** When the next office hours begin; null while they run, or where there are none in the next 60 days. */
export function nextOpening(hours: OfficeHours, now: Instant): Instant | null {
  const today = localDate(hours.timeZone, now)
  for (let day = 0; day <= daysAhead; day++) {
    for (const [opens, closes] of spansOn(hours, daysAfter(today, day))) {
      if (opens <= now && now < closes) return null
      if (opens > now) return opens
    }
  }
  return null
}

/** The office's spans on one local day, as instants, in order. */
function spansOn(hours: OfficeHours, date: LocalDate): [Instant, Instant][] {
  if (hours.holidays.includes(date.iso)) return []
  const weekday = weekdays[new Date(`${date.iso}T12:00:00Z`).getUTCDay()]
  const spans = (weekday && hours.weekly[weekday]) ?? []
  return spans
    .map((span): [Instant, Instant] => {
      const [from = '00:00', to = '24:00'] = span.split('-')
      return [instantOf(hours.timeZone, date, from), instantOf(hours.timeZone, date, to)]
    })
    .sort(([a], [b]) => a - b)
}

interface LocalDate {
  iso: string
}

function localDate(timeZone: string, at: Instant): LocalDate {
  return { iso: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at) }
}

/** By the calendar: where the clocks change, a day has 23 or 25 hours. */
function daysAfter(date: LocalDate, days: number): LocalDate {
  return { iso: new Date(Date.parse(`${date.iso}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) }
}

/** A wall-clock time of a zone as an instant. Two steps settle the offset, also on the day the clocks change. */
function instantOf(timeZone: string, date: LocalDate, time: string): Instant {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const wall = Date.parse(`${date.iso}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  const first = wall - offsetMs(timeZone, wall)
  return wall - offsetMs(timeZone, first)
}

/** How far a zone's clock is ahead of UTC at that instant. */
function offsetMs(timeZone: string, at: Instant): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
