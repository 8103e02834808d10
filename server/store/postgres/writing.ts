import { lastOpinionAt } from '../../domain/opinions.ts'
import type { Statement } from './database.ts'
import type { Check, Write } from './decision.ts'
import type { Known } from './known.ts'
import { Values } from './values.ts'
import type { ColumnType } from './values.ts'

type Column = readonly [name: string, type: ColumnType, of: (write: Write) => unknown]

const key: readonly Column[] = [
  ['id', 'text', ({ id }) => id],
  ['revision', 'integer', ({ revision }) => revision],
]
/** What each new line moves. */
const progress: readonly Column[] = [
  ['head', 'integer', ({ head }) => head],
  ['note_head', 'integer', ({ noteHead }) => noteHead],
  ['last', 'json', ({ last }) => last],
]
/** Most of the row; words alone leave it as it is. */
const standing: readonly Column[] = [
  ['status', 'text', ({ state }) => state.status],
  ['since', 'bigint', ({ state }) => state.since],
  ['waited_ms', 'bigint', ({ state }) => state.waitedMs],
  ['handed_over', 'boolean', ({ state }) => state.handedOverAt !== null],
  ['opinion_at', 'bigint', ({ state }) => lastOpinionAt(state)],
  ['state', 'json', ({ state }) => state],
]
const origin: readonly Column[] = [
  ['visitor_id', 'text', ({ state }) => state.visitorId],
  ['started_at', 'bigint', ({ state }) => state.startedAt],
]

/** Nobody else may change these until the transaction ends. By id, so that two batches never wait crosswise. */
export function lockRows(known: readonly Known[]): Statement {
  return {
    text: 'SELECT id FROM frontdesk.conversations WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
    values: [known.map(({ id }) => id)],
  }
}

/**
 * Saves the decisions of many conversations in one statement, which is one commit and one wait for the disk. Returns the
 * ids of those that were made on the latest revision; the others are as if they had not been sent. Only what is needed
 * stands in it: planning takes longer than running it, and is done each time because nothing may stay behind in a
 * pooler's session.
 */
export function saveDecisions(writes: readonly Write[], checks: readonly Check[]): Statement {
  const values = new Values()
  const answers: string[] = []
  let text = ''
  if (writes.length > 0) {
    text = `WITH ${saved(writes, values)} ${linesOf(writes, 'latest', values)}`
    answers.push('SELECT id FROM latest')
  }
  if (checks.length > 0)
    answers.push(`
      SELECT c.id FROM ${checked(checks, values)}
      JOIN frontdesk.conversations c ON c.id = k.id AND c.revision = k.revision`)
  return { text: text + answers.join(' UNION ALL '), values: values.all }
}

/** `latest`: the ids of those rows that were of the right revision, and are written. */
function saved(writes: readonly Write[], values: Values): string {
  const changing = writes.some(({ change }) => Object.keys(change.state).length > 0)
    ? [...progress, ...standing]
    : progress
  const [only, ...others] = writes
  return only && others.length === 0 ? savedOne(only, changing, values) : savedAll(writes, changing, values)
}

/** At most times a batch is one conversation, and this is planned in half the time. */
function savedOne(write: Write, changing: readonly Column[], values: Values): string {
  const settings = changing.map(([name, type, of]) => `${name} = ${values.add(of(write), type)}`)
  const [id, revision] = [values.add(write.id, 'text'), values.add(write.revision, 'integer')]
  return `
  latest AS (
    UPDATE frontdesk.conversations SET revision = revision + 1, ${settings.join(', ')}
    WHERE id = ${id} AND revision = ${revision} RETURNING id
  )`
}

/** The rows are locked by id before they are written, so that two batches never wait crosswise. */
function savedAll(writes: readonly Write[], changing: readonly Column[], values: Values): string {
  return `
  w AS MATERIALIZED (SELECT * FROM ${rowsOf(writes, [...key, ...changing], values)}),
  latest AS MATERIALIZED (
    SELECT c.id FROM frontdesk.conversations c JOIN w ON w.id = c.id
    WHERE c.revision = w.revision ORDER BY c.id FOR UPDATE OF c
  ),
  written AS (
    UPDATE frontdesk.conversations c SET
      revision = w.revision + 1, ${changing.map(([name]) => `${name} = w.${name}`).join(', ')}
    FROM w JOIN latest ON latest.id = w.id WHERE c.id = w.id
  )`
}

/** Begins conversations, but none for a visitor who has an open one. Returns the ids of those that were begun. */
export function saveFirst(...firsts: Write[]): Statement {
  const values = new Values()
  const columns = [...key, ...origin, ...standing, ...progress]
  const begun = columns.map(([name]) => (name === 'revision' ? 'w.revision + 1' : `w.${name}`))
  const text = `
    WITH begun AS (
      INSERT INTO frontdesk.conversations (${namesOf(columns)})
      SELECT ${begun.join(', ')} FROM ${rowsOf(firsts, columns, values)}
      ON CONFLICT (visitor_id) WHERE status <> 'closed' DO NOTHING
      RETURNING id
    )
    ${linesOf(firsts, 'begun', values)}
    SELECT id FROM begun`
  return { text, values: values.all }
}

function rowsOf(writes: readonly Write[], columns: readonly Column[], values: Values): string {
  const lists = columns.map(([, type, of]) => values.list(writes.map(of), type))
  return `unnest(${lists.join(', ')}) AS w (${namesOf(columns)})`
}

function namesOf(columns: readonly Column[]): string {
  return columns.map(([name]) => name).join(', ')
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
  const lines = writes.flatMap(({ id, change }) => change[table].map((line: Line) => ({ of: id, line })))
  const [only, ...others] = lines
  if (!only) return ''
  const { line } = only
  const rows =
    others.length === 0
      ? `SELECT id, ${values.add(line.sequence, 'integer')}, ${values.add(line.id, 'text')}, ${values.add(line, 'json')}
         FROM ${into} WHERE id = ${values.add(only.of, 'text')}`
      : `SELECT line.* FROM unnest(${listsOf(lines, values).join(', ')}) AS line (conversation_id, sequence, id, body)
         JOIN ${into} ON ${into}.id = line.conversation_id`
  return `,
    new_${table} AS (INSERT INTO frontdesk.${table} (conversation_id, sequence, id, body) ${rows})`
}

type Line = { sequence: number; id: string }

function listsOf(lines: readonly { of: string; line: Line }[], values: Values): string[] {
  const list = (type: ColumnType, of: (line: Line) => unknown) =>
    values.list(
      lines.map(({ line }) => of(line)),
      type,
    )
  const conversationIds = values.list(
    lines.map(({ of }) => of),
    'text',
  )
  return [
    conversationIds,
    list('integer', ({ sequence }) => sequence),
    list('text', ({ id }) => id),
    list('json', (line) => line),
  ]
}

function checked(checks: readonly Check[], values: Values): string {
  const ids = values.list(
    checks.map(({ id }) => id),
    'text',
  )
  const revisions = values.list(
    checks.map(({ revision }) => revision),
    'integer',
  )
  return `unnest(${ids}, ${revisions}) AS k (id, revision)`
}
