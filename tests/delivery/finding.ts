import type { Line } from './history.ts'

/**
 * C1 acknowledged is stored, once, as acknowledged. C2 it is on every live screen of its conversation, once. C3 each
 * screen shows the stored order, n+1 never before n. C4 nothing that nobody sent, nothing of another conversation.
 * C5 what was refused is nowhere. C6 numbers are 1 … k. C7 a sender's order is kept. C8 news is shown in time,
 * to whom it can reach. C9 a fresh page shows, and an export has, what the store holds. C10 no note reaches a visitor.
 * C11 the bot replies once to each question. C12 what was typed was sent in the end. C13 each move begins where the one
 * before it led: none is made twice.
 */
export type CheckName = `C${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`

export interface Finding {
  check: CheckName
  what: string
}

export function finding(check: CheckName, what: string): Finding {
  return { check, what }
}

export function isSame(line: Line, stored: Line | undefined): boolean {
  return stored?.id === line.id && stored.sequence === line.sequence && stored.text === line.text
}

export function isWritten({ kind }: Line): boolean {
  return kind === 'message'
}

export function countBy<T>(list: T[], key: (each: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of list) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1)
  return counts
}
