import type { ConsoleStrings } from '../ui/strings/console.ts'

export type WaitLevel = 'calm' | 'long' | 'late'

/** Brass at the desk's goal, brick at twice the goal. */
export function waitLevel(waitedMs: number, goalMs: number): WaitLevel {
  if (waitedMs >= 2 * goalMs) return 'late'
  return waitedMs >= goalMs ? 'long' : 'calm'
}

/** "40 s", "11 min", "2 h 5 min", "3 days". Never negative: two clocks may differ a little. */
export function durationText(ms: number, t: ConsoleStrings): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return t.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return t.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? t.hours(hours, minutes % 60) : t.days(Math.floor(hours / 24))
}
