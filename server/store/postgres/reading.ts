import type { ConversationId, Note, TranscriptEntry } from '../../../protocol/conversation.ts'
import type { ConversationState } from '../../domain/conversation.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import type { Statement } from './database.ts'
import type { Known } from './known.ts'

/** What a copy lacks: everything after its own numbers. Without a state where it lacks nothing. */
export type Lacking =
  | { id: ConversationId; revision: null }
  | {
      id: ConversationId
      revision: number
      state: ConversationState
      last: ConversationSummary['last']
      entries: TranscriptEntry[]
      notes: Note[]
    }

/** Asks for all of them at once. One statement sees one moment, so state and lines belong together. */
export function whatTheyLack(known: readonly Known[]): Statement {
  return {
    text: `
      SELECT k.id, c.revision,
        CASE WHEN c.revision <> k.revision THEN c.state END AS state,
        CASE WHEN c.revision <> k.revision THEN c.last END AS last,
        ${linesAfter('entries', 'head')} AS entries,
        ${linesAfter('notes', 'note_head')} AS notes
      FROM unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) AS k (id, revision, head, note_head)
      LEFT JOIN frontdesk.conversations c ON c.id = k.id`,
    values: [
      known.map(({ id }) => id),
      known.map(({ copy }) => copy?.revision ?? 0),
      known.map(({ copy }) => copy?.conversation.entries.length ?? 0),
      known.map(({ copy }) => copy?.conversation.notes.length ?? 0),
    ],
  }
}

function linesAfter(table: 'entries' | 'notes', head: string): string {
  return `
    CASE WHEN c.revision <> k.revision THEN coalesce(
      (SELECT json_agg(line.body ORDER BY line.sequence) FROM frontdesk.${table} line
       WHERE line.conversation_id = k.id AND line.sequence > k.${head}), '[]') END`
}
