import type { ConversationId, Instant, Status } from '../../protocol/conversation.ts'
import type { WholeConversation } from '../domain/conversation.ts'
import type { DeskItem } from './desk-item.ts'
import { itemsOf } from './desk-source.ts'
import type { DeskSource } from './desk-source.ts'

/** What is kept of one visitor, in short. */
export interface VisitorsConversation {
  id: ConversationId
  visitorId: string
  startedAt: Instant
  status: Status
  entries: number
  notes: number
}

/**
 * All conversations of whoever left this e-mail address, or had the conversation with this id, the first begun first.
 * One visitor is one browser: with one address there may be several.
 */
export async function conversationsOf(
  desk: DeskSource,
  who: string,
  told: Parameters<typeof itemsOf>[1],
): Promise<VisitorsConversation[]> {
  const all: VisitorsConversation[] = []
  const visitors = new Set<string>()
  for await (const item of itemsOf(desk, told)) {
    if (!('conversation' in item)) continue
    const { id, state, entries, notes } = item.conversation
    const { visitorId, startedAt, status } = state
    all.push({ id, visitorId, startedAt, status, entries: entries.length, notes: notes.length })
    if (isMeant(item.conversation, who)) visitors.add(visitorId)
  }
  return all.filter(({ visitorId }) => visitors.has(visitorId))
}

/** These conversations alone, without accounts. */
export async function* onlyThese(
  items: AsyncIterable<DeskItem>,
  ids: ReadonlySet<ConversationId>,
): AsyncGenerator<DeskItem, void> {
  for await (const item of items) if ('conversation' in item && ids.has(item.conversation.id)) yield item
}

function isMeant({ id, state, entries }: WholeConversation, who: string): boolean {
  if (id === who) return true
  const left = entries.map((entry) => (entry.kind === 'move' ? entry.email : undefined))
  return [state.email, ...left].some((email) => email?.toLowerCase() === who.toLowerCase())
}
