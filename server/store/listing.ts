import type { ListEnd, OpinionsEnd } from '../../protocol/agent.ts'
import type { Instant } from '../../protocol/conversation.ts'
import type { ConversationState } from '../domain/conversation.ts'
import { lastOpinionAt } from '../domain/opinions.ts'
import type { ListQuery, OpinionQuery } from './port.ts'

/** What lists ask of a conversation before they show it. */
export interface Facts extends ListEnd {
  visitorId: string
  status: ConversationState['status']
  waitedMs: number | null
  handedOverAt: Instant | null
  /** When praise or a complaint was heard in it, the last time. */
  opinionAt: Instant | null
}

export function factsOf(id: string, state: ConversationState): Facts {
  const { visitorId, status, since, startedAt, waitedMs, handedOverAt } = state
  return { id, visitorId, status, since, startedAt, waitedMs, handedOverAt, opinionAt: lastOpinionAt(state) }
}

export function isAskedFor(facts: Facts, { statuses, handedOver, since, until, before }: ListQuery): boolean {
  return (
    statuses.includes(facts.status) &&
    (!handedOver || facts.handedOverAt !== null) &&
    (since === undefined || facts.since >= since) &&
    (until === undefined || facts.since <= until) &&
    (before === undefined || latestFirst(before, facts) < 0)
  )
}

export function isHeardBefore({ id, opinionAt }: Facts, { before }: OpinionQuery): boolean {
  return opinionAt !== null && (before === undefined || lastHeardFirst(before, { id, at: opinionAt }) < 0)
}

/** The order of lists. Down to the id, so that it is the same after a restart, and a page ends at one place. */
export function latestFirst(a: ListEnd, b: ListEnd): number {
  return b.since - a.since || b.startedAt - a.startedAt || descending(a.id, b.id)
}

export function lastHeardFirst(a: OpinionsEnd, b: OpinionsEnd): number {
  return b.at - a.at || descending(a.id, b.id)
}

function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0
}
