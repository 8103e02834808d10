import type { Statement } from './database.ts'
import type { Changed } from './telegram.ts'

/** Longer than any two comparisons lie apart while the database is there. */
const movedLatelyMs = 60_000

/**
 * How far the conversations on these screens are, and those of the inbox: with a person, or moved lately. What a lost
 * NOTIFY would have told.
 */
export function howFarTheyAre(open: { conversations: string[]; visitors: string[] }, now: number): Statement {
  const columns = 'id, revision, visitor_id, handed_over'
  return {
    text: `
      SELECT ${columns} FROM frontdesk.conversations WHERE id = ANY($1::text[])
      UNION
      SELECT ${columns} FROM frontdesk.conversations WHERE visitor_id = ANY($2::text[]) AND status <> 'closed'
      UNION
      SELECT ${columns} FROM frontdesk.conversations WHERE status IN ('waiting', 'agent')
      UNION
      SELECT ${columns} FROM frontdesk.conversations
      WHERE status IN ('bot', 'closed') AND since >= $3 AND handed_over`,
    values: [open.conversations, open.visitors, now - movedLatelyMs],
  }
}

export interface HowFar extends Record<string, unknown> {
  id: string
  revision: number
  visitor_id: string
  handed_over: boolean
}

export function changedOf({ id, revision, visitor_id, handed_over }: HowFar): Changed {
  return [id, revision, visitor_id, handed_over]
}
