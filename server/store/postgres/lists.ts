import type { ConversationState, ConversationSummary } from '../../domain/conversation.ts'
import type { ListQuery } from '../port.ts'
import type { Row, Statement } from './database.ts'

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

/** Down to the id, so that a list is the same on every server. */
export function listOf(query: ListQuery): Statement {
  return {
    text: `${summaries} WHERE status = ANY($1::text[]) AND ($2::bigint IS NULL OR since >= $2)
      AND ($4::bigint IS NULL OR since <= $4)
      ORDER BY since DESC, started_at DESC, id DESC LIMIT $3`,
    values: [query.statuses, query.since ?? null, query.limit ?? null, query.until ?? null],
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
