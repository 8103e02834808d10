import type { ConversationId } from '../../../protocol/conversation.ts'
import { isUnchanged, summarize } from '../../domain/conversation.ts'
import type { Change, ConversationState, ConversationSummary } from '../../domain/conversation.ts'
import type { FirstChange } from '../port.ts'
import type { Statement } from './database.ts'
import type { Copy, Known, Underway } from './known.ts'

/** A decision as the row that it leaves. */
export interface Write {
  id: ConversationId
  /** The one it was decided on. Another one in the database: nothing is written. */
  revision: number
  state: ConversationState
  head: number
  noteHead: number
  last: Copy['last']
  change: Change
}

/** A decision that changes nothing: refusals and retries. It counts if it was made on the latest revision. */
export type Check = Pick<Write, 'id' | 'revision'>

export interface Decision {
  known: Known
  underway: Underway
  write: Write | null
}

export function decisionOf(known: Known): Decision {
  const underway = known.decide()
  const { copy, change } = underway
  return { known, underway, write: isUnchanged(change) ? null : writeOf(copy, change) }
}

/** The row after the change. What was said last is looked for in the new entries, and else stays. */
function writeOf({ conversation, revision, last }: Copy, change: Change): Write {
  const state = { ...conversation.state, ...change.state }
  return {
    id: conversation.id,
    revision,
    state,
    head: conversation.entries.length + change.entries.length,
    noteHead: conversation.notes.length + change.notes.length,
    last: lastIn(conversation.id, state, change) ?? last,
    change,
  }
}

function lastIn(id: ConversationId, state: ConversationState, change: Change): ConversationSummary['last'] {
  const { entries, notes } = change
  const none = new Map<string, number>()
  return summarize({ id, state, entries, notes, sequences: none, noteSequences: none }).last
}

/** Nobody else may change these until the transaction ends. By id, so that two batches never wait crosswise. */
export function lockRows(known: readonly Known[]): Statement {
  return {
    text: 'SELECT id FROM frontdesk.conversations WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
    values: [known.map(({ id }) => id)],
  }
}

/**
 * Saves the decisions of many conversations in one statement, which is one commit and one wait for the disk. Returns the
 * ids of those that were made on the latest revision; the others are as if they had not been sent. The rows are locked
 * by id before they are written, so that two batches never wait crosswise.
 */
export function saveDecisions(writes: readonly Write[], checks: readonly Check[]): Statement {
  return {
    text: saveText,
    values: [
      ...rowsOf(writes),
      ...linesOf(writes),
      checks.map(({ id }) => id),
      checks.map((each) => each.revision),
    ],
  }
}

const linesColumns = '(conversation_id, sequence, id, body)'

function insertLines(table: 'entries' | 'notes', firstParameter: number, into: string): string {
  const [conversation, sequence, id, body] = [0, 1, 2, 3].map((offset) => `$${firstParameter + offset}`)
  return `
    INSERT INTO frontdesk.${table} ${linesColumns}
    SELECT line.conversation_id, line.sequence, line.id, line.body::json
    FROM unnest(${conversation}::text[], ${sequence}::integer[], ${id}::text[], ${body}::text[]) AS line ${linesColumns}
    JOIN ${into} ON ${into}.id = line.conversation_id`
}

const rowColumns =
  '(id, revision, visitor_id, status, since, started_at, waited_ms, handed_over, head, note_head, state, last)'
const rowsParameter = `
  unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::boolean[],
    $9::integer[], $10::integer[], $11::text[], $12::text[]) AS w ${rowColumns}`

const saveText = `
  WITH w AS MATERIALIZED (SELECT * FROM ${rowsParameter}),
  latest AS MATERIALIZED (
    SELECT c.id FROM frontdesk.conversations c JOIN w ON w.id = c.id
    WHERE c.revision = w.revision ORDER BY c.id FOR UPDATE OF c
  ),
  written AS (
    UPDATE frontdesk.conversations c SET
      revision = w.revision + 1, status = w.status, since = w.since, waited_ms = w.waited_ms,
      handed_over = w.handed_over, head = w.head, note_head = w.note_head, state = w.state::json, last = w.last::json
    FROM w JOIN latest ON latest.id = w.id WHERE c.id = w.id
  ),
  new_entries AS (${insertLines('entries', 13, 'latest')}),
  new_notes AS (${insertLines('notes', 17, 'latest')})
  SELECT id FROM latest
  UNION ALL
  SELECT c.id FROM unnest($21::text[], $22::integer[]) AS k (id, revision)
  JOIN frontdesk.conversations c ON c.id = k.id AND c.revision = k.revision`

/** Begins a conversation, unless the visitor has an open one: then nothing is saved and nothing returned. */
export function saveFirst(first: Write): Statement {
  return { text: beginText, values: [...rowsOf([first]), ...linesOf([first])] }
}

export function firstWrite(id: ConversationId, first: FirstChange): Write {
  const { state, entries, notes } = first
  const last = lastIn(id, state, first)
  return { id, revision: 0, state, head: entries.length, noteHead: notes.length, last, change: first }
}

const beginText = `
  WITH begun AS (
    INSERT INTO frontdesk.conversations ${rowColumns}
    SELECT w.id, w.revision + 1, w.visitor_id, w.status, w.since, w.started_at, w.waited_ms, w.handed_over, w.head,
      w.note_head, w.state::json, w.last::json
    FROM ${rowsParameter}
    ON CONFLICT (visitor_id) WHERE status <> 'closed' DO NOTHING
    RETURNING id
  ),
  new_entries AS (${insertLines('entries', 13, 'begun')}),
  new_notes AS (${insertLines('notes', 17, 'begun')})
  SELECT id FROM begun`

/** Column by column, as `unnest` takes them. */
function rowsOf(writes: readonly Write[]): unknown[] {
  const states = writes.map(({ state }) => state)
  return [
    writes.map(({ id }) => id),
    writes.map(({ revision }) => revision),
    states.map(({ visitorId }) => visitorId),
    states.map(({ status }) => status),
    states.map(({ since }) => since),
    states.map(({ startedAt }) => startedAt),
    states.map(({ waitedMs }) => waitedMs),
    states.map(({ handedOverAt }) => handedOverAt !== null),
    writes.map(({ head }) => head),
    writes.map(({ noteHead }) => noteHead),
    states.map((state) => JSON.stringify(state)),
    writes.map(({ last }) => last && JSON.stringify(last)),
  ]
}

function linesOf(writes: readonly Write[]): unknown[] {
  return [columnsOf(writes, 'entries'), columnsOf(writes, 'notes')].flat()
}

function columnsOf(writes: readonly Write[], log: 'entries' | 'notes'): unknown[] {
  const lines = writes.flatMap(({ id, change }) => change[log].map((line) => ({ conversationId: id, line })))
  return [
    lines.map(({ conversationId }) => conversationId),
    lines.map(({ line }) => line.sequence),
    lines.map(({ line }) => line.id),
    lines.map(({ line }) => JSON.stringify(line)),
  ]
}
