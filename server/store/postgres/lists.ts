import type { ConversationState } from '../../domain/conversation.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import type { ListQuery, OpinionQuery } from '../port.ts'
import type { Row, Statement } from './database.ts'
import { Values } from './values.ts'

export interface SummaryRow extends Row {
  id: string
  state: ConversationState
  head: number
  last: ConversationSummary['last']
}

const summaries = 'SELECT id, state, head, last FROM frontdesk.conversations'

export function openIdOf(visitorId: string): Statement {
  return {
    text: `SELECT id FROM frontdesk.conversations WHERE visitor_id = $1 AND status <> 'closed'`,
    values: [visitorId],
  }
}

export function summaryOfOpen(visitorId: string): Statement {
  return { text: `${summaries} WHERE visitor_id = $1 AND status <> 'closed'`, values: [visitorId] }
}

export function summariesOfVisitor(visitorId: string, limit: number): Statement {
  return {
    text: `${summaries} WHERE visitor_id = $1 ORDER BY started_at DESC, id DESC LIMIT $2`,
    values: [visitorId, limit],
  }
}

/**
 * One list a status, each read from its index and no further than the limit, then put together: over several statuses
 * at once PostgreSQL would read and sort all of them.
 */
export function listOf(query: ListQuery): Statement {
  const values = new Values()
  const limit = values.add(query.limit ?? null, 'bigint')
  const also = conditionsOf(query, values)
  const lists = [...new Set(query.statuses)].map(
    (status) =>
      `(${ordered} WHERE ${['status = ' + values.add(status, 'text'), ...also].join(' AND ')} ${latestFirst} LIMIT ${limit})`,
  )
  if (lists.length === 0) return { text: `${summaries} WHERE false`, values: [] }
  return {
    text: `SELECT id, state, head, last FROM (${lists.join(' UNION ALL ')}) AS listed ${latestFirst} LIMIT ${limit}`,
    values: values.all,
  }
}

const ordered = 'SELECT id, state, head, last, since, started_at FROM frontdesk.conversations'

/** Down to the id, so that a list is the same on every server, and a page ends at one place. */
const latestFirst = 'ORDER BY since DESC, started_at DESC, id DESC'

function conditionsOf({ handedOver, since, until, before }: ListQuery, values: Values): string[] {
  const conditions: string[] = []
  if (handedOver) conditions.push('handed_over')
  if (since !== undefined) conditions.push(`since >= ${values.add(since, 'bigint')}`)
  if (until !== undefined) conditions.push(`since <= ${values.add(until, 'bigint')}`)
  if (before)
    conditions.push(
      `(since, started_at, id) < (${values.add(before.since, 'bigint')}, ${values.add(before.startedAt, 'bigint')}, ${values.add(before.id, 'text')})`,
    )
  return conditions
}

export function opinionatedOf({ before, limit }: OpinionQuery): Statement {
  const values = new Values()
  const end =
    before && `AND (opinion_at, id) < (${values.add(before.at, 'bigint')}, ${values.add(before.id, 'text')})`
  return {
    text: `${summaries} WHERE opinion_at IS NOT NULL ${end ?? ''}
      ORDER BY opinion_at DESC, id DESC LIMIT ${values.add(limit, 'bigint')}`,
    values: values.all,
  }
}

export function allIds(): Statement {
  return {
    text: 'SELECT id FROM frontdesk.conversations ORDER BY started_at, id',
    values: [],
    withinMs: 10 * 60 * 1000,
  }
}

export function waitsOfLast(limit: number): Statement {
  return {
    text: `SELECT waited_ms FROM frontdesk.conversations WHERE waited_ms IS NOT NULL
      ORDER BY started_at DESC, id DESC LIMIT $1`,
    values: [limit],
  }
}
