import { lastOpinionAt } from '../../domain/opinions.ts'
import type { Statement } from './database.ts'
import type { Check, Write } from './decision.ts'
import type { Known } from './known.ts'
import { Values } from './values.ts'

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
 * by id before they are written, so that two batches never wait crosswise. Only what is needed stands in it: planning
 * takes longer than running it, and is done each time because nothing may stay behind in a pooler's session.
 */
export function saveDecisions(writes: readonly Write[], checks: readonly Check[]): Statement {
  const values = new Values()
  const answers: string[] = []
  let text = ''
  if (writes.length > 0) {
    text = `WITH w AS MATERIALIZED (SELECT * FROM ${rowsOf(writes, values)}), ${write} ${linesOf(writes, 'latest', values)}`
    answers.push('SELECT id FROM latest')
  }
  if (checks.length > 0)
    answers.push(`
      SELECT c.id FROM ${checked(checks, values)}
      JOIN frontdesk.conversations c ON c.id = k.id AND c.revision = k.revision`)
  return { text: text + answers.join(' UNION ALL '), values: values.all }
}

const write = `
  latest AS MATERIALIZED (
    SELECT c.id FROM frontdesk.conversations c JOIN w ON w.id = c.id
    WHERE c.revision = w.revision ORDER BY c.id FOR UPDATE OF c
  ),
  written AS (
    UPDATE frontdesk.conversations c SET
      revision = w.revision + 1, status = w.status, since = w.since, waited_ms = w.waited_ms,
      handed_over = w.handed_over, opinion_at = w.opinion_at,
      head = w.head, note_head = w.note_head, state = w.state::json, last = w.last::json
    FROM w JOIN latest ON latest.id = w.id WHERE c.id = w.id
  )`

/** Begins conversations, but none for a visitor who has an open one. Returns the ids of those that were begun. */
export function saveFirst(...firsts: Write[]): Statement {
  const values = new Values()
  const text = `
    WITH begun AS (
      INSERT INTO frontdesk.conversations ${rowColumns}
      SELECT w.id, w.revision + 1, w.visitor_id, w.status, w.since, w.started_at, w.waited_ms, w.handed_over,
        w.opinion_at, w.head, w.note_head, w.state::json, w.last::json
      FROM ${rowsOf(firsts, values)}
      ON CONFLICT (visitor_id) WHERE status <> 'closed' DO NOTHING
      RETURNING id
    )
    ${linesOf(firsts, 'begun', values)}
    SELECT id FROM begun`
  return { text, values: values.all }
}

const rowColumns =
  '(id, revision, visitor_id, status, since, started_at, waited_ms, handed_over, opinion_at, head, note_head, state, last)'

function rowsOf(writes: readonly Write[], values: Values): string {
  const column = (type: string, of: (write: Write) => unknown) => values.add(writes.map(of), type)
  const columns = [
    column('text[]', ({ id }) => id),
    column('integer[]', ({ revision }) => revision),
    column('text[]', ({ state }) => state.visitorId),
    column('text[]', ({ state }) => state.status),
    column('bigint[]', ({ state }) => state.since),
    column('bigint[]', ({ state }) => state.startedAt),
    column('bigint[]', ({ state }) => state.waitedMs),
    column('boolean[]', ({ state }) => state.handedOverAt !== null),
    column('bigint[]', ({ state }) => lastOpinionAt(state)),
    column('integer[]', ({ head }) => head),
    column('integer[]', ({ noteHead }) => noteHead),
    column('text[]', ({ state }) => JSON.stringify(state)),
    column('text[]', ({ last }) => last && JSON.stringify(last)),
  ]
  return `unnest(${columns.join(', ')}) AS w ${rowColumns}`
}

/** The lines of those writes that came through: `into` names them. */
function linesOf(writes: readonly Write[], into: string, values: Values): string {
  return insertLines('entries', writes, into, values) + insertLines('notes', writes, into, values)
}

function insertLines(
  table: 'entries' | 'notes',
  writes: readonly Write[],
  into: string,
  values: Values,
): string {
  const lines = writes.flatMap(({ id, change }) =>
    change[table].map((line) => ({ conversationId: id, line })),
  )
  if (lines.length === 0) return ''
  const columns = [
    values.add(
      lines.map(({ conversationId }) => conversationId),
      'text[]',
    ),
    values.add(
      lines.map(({ line }) => line.sequence),
      'integer[]',
    ),
    values.add(
      lines.map(({ line }) => line.id),
      'text[]',
    ),
    values.add(
      lines.map(({ line }) => JSON.stringify(line)),
      'text[]',
    ),
  ]
  return `,
    new_${table} AS (
      INSERT INTO frontdesk.${table} (conversation_id, sequence, id, body)
      SELECT line.conversation_id, line.sequence, line.id, line.body::json
      FROM unnest(${columns.join(', ')}) AS line (conversation_id, sequence, id, body)
      JOIN ${into} ON ${into}.id = line.conversation_id
    )`
}

function checked(checks: readonly Check[], values: Values): string {
  const ids = values.add(
    checks.map(({ id }) => id),
    'text[]',
  )
  const revisions = values.add(
    checks.map(({ revision }) => revision),
    'integer[]',
  )
  return `unnest(${ids}, ${revisions}) AS k (id, revision)`
}
