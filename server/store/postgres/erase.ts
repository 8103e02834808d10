import type { ConversationId, Instant } from '../../../protocol/conversation.ts'
import type { Statement } from './database.ts'

export interface ErasedRow extends Record<string, unknown> {
  id: ConversationId
  visitor_id: string
}

/** Their entries and notes go with them, at once or not at all. */
export function erase(ids: readonly ConversationId[]): Statement {
  return {
    text: `DELETE FROM frontdesk.conversations WHERE id = ANY($1::text[]) RETURNING id, visitor_id`,
    values: [ids],
  }
}

/**
 * SKIP LOCKED: servers that look at once share the work, and one in which something happens right now is not waited for.
 * A line that was added since the statement began is none that this could read, and keeps the conversation too.
 */
export function eraseQuiet(until: Instant, limit: number): Statement {
  return {
    text: `
      WITH due AS MATERIALIZED (
        SELECT c.id FROM frontdesk.conversations c
        WHERE c.status = 'closed' AND c.since <= $1
          AND (c.head = 0 OR ${atOf('entries', 'c.head')} <= $1)
          AND (c.note_head = 0 OR ${atOf('notes', 'c.note_head')} <= $1)
        ORDER BY c.since, c.started_at, c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED
      )
      DELETE FROM frontdesk.conversations gone USING due WHERE gone.id = due.id RETURNING gone.id, gone.visitor_id`,
    values: [until, limit],
  }
}

/** From its text: json functions refuse what a visitor may have typed, and no text in it can look like this. */
function atOf(table: 'entries' | 'notes', sequence: string): string {
  return `(
    SELECT substring(line.body::text FROM '"at":(\\d+)')::bigint FROM frontdesk.${table} line
    WHERE line.conversation_id = c.id AND line.sequence = ${sequence}
  )`
}
