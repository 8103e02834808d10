import type { InboxRow } from '../protocol/agent.ts'
import type { ConsoleStrings } from '../ui/strings/console.ts'

/** The e-mail address if one was left, else where the clock stands: "Visitor from Lyon". No address is looked up. */
export function visitorName(row: Pick<InboxRow, 'email' | 'timeZone'>, t: ConsoleStrings): string {
  if (row.email) return row.email
  const city = cityOf(row.timeZone)
  return city ? t.visitorFrom(city) : t.visitor
}

/** "America/Argentina/Buenos_Aires" → "Buenos Aires". Null for zones that name no place: "UTC", "Etc/GMT+1", "". */
export function cityOf(timeZone: string): string | null {
  const parts = timeZone.split('/')
  if (parts.length < 2 || parts[0] === 'Etc') return null
  return parts.at(-1)?.replaceAll('_', ' ') || null
}
