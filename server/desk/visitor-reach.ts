import type { ConversationId, Page } from '../../protocol/conversation.ts'
import type { DeskParts } from '../desk.ts'
import { emptyConversation, stateAtFirst } from '../domain/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import { isSameLanguage, primaryOf } from '../domain/language.ts'
import { Refusal } from '../domain/refusal.ts'
import { requireVisitor } from './acting.ts'
import type { Acted, Acting, Request, Rule } from './acting.ts'

/** A visitor as the transport found them: by the key of their connection, never by a payload. */
export interface Visitor {
  id: string
  /** In which the FAQ answers them. */
  language: string
  /** What their page or browser asks for first. */
  wish: string
  page: Page
  timeZone: string
  /** The socket that asks: its own message is acknowledged, not pushed back to it. */
  socket?: string
}

/**
 * How a visitor comes to their conversations: by who they are. A conversation that is not theirs is as good as unknown,
 * and a request without one continues the open conversation or begins one.
 */
export function createVisitorReach(parts: DeskParts & Acting) {
  const { clock, newId, act, announce } = parts
  const { conversations } = parts.store

  async function own(visitor: Visitor, request: Request, rule: Rule) {
    requireSpace()
    const { conversationId, requestId } = request
    const owned = { conversationId, requestId, visitorId: visitor.id }
    const { sent, conversation } = await act(owned, { who: 'visitor' }, rule)
    return { done: { sequence: sent.sequence }, conversation }
  }

  /** As `act`, in the conversation named or continued, or in a new one that begins with this change. */
  async function actOrBegin(
    visitor: Visitor,
    conversationId: ConversationId | null,
    requestId: string,
    rule: Rule,
  ): Promise<Acted> {
    requireSpace()
    const id = conversationId ?? (await continued(visitor, requestId))
    if (id !== null)
      return act(
        { conversationId: id, requestId, visitorId: visitor.id },
        { who: 'visitor' },
        rule,
        visitor.socket,
      )
    const now = clock.now()
    const empty = emptyConversation(newId(), stateAtFirst(knownOf(visitor), now))
    const first = rule(empty, { id: requestId, by: { who: 'visitor' }, now })
    const { conversation, begun } = await conversations.begin(empty.id, {
      ...first,
      state: { ...empty.state, ...first.state },
    })
    // Another tab was faster: this one's words belong into the same conversation.
    if (!begun) return actOrBegin(visitor, conversation.id, requestId, rule)
    announce(conversation, first, visitor.socket)
    return { sent: { conversationId: conversation.id, sequence: 1, at: now }, conversation }
  }

  /** Visitors are many, and nobody knows them: what is left on the disk is for those who answer them. Refuses: 'try-again'. */
  function requireSpace(): void {
    if (parts.store.isNearlyFull?.()) throw new Refusal('try-again')
  }

  async function readOwn(visitor: Visitor, id: ConversationId): Promise<Conversation> {
    const conversation = await conversations.read(id)
    requireVisitor(conversation, visitor.id)
    return conversation
  }

  /** Where a request without a conversation belongs: in the open one, or in the one that has seen it before. */
  async function continued(visitor: Visitor, requestId: string): Promise<ConversationId | null> {
    const open = await conversations.openOf(visitor.id)
    if (open) return open.id
    const [latest] = await conversations.ofVisitor(visitor.id, 1)
    if (!latest) return null
    return (await conversations.read(latest.id)).sequences.has(requestId) ? latest.id : null
  }

  async function onScreen(visitor: Visitor, id: ConversationId | null): Promise<Conversation | null> {
    if (id !== null) {
      const shown = await conversations.read(id).catch(unlessUnknown)
      if (shown?.state.visitorId === visitor.id) return shown
    }
    const open = await conversations.openOf(visitor.id)
    return open ? conversations.read(open.id) : null
  }

  return { own, actOrBegin, onScreen, readOwn }
}

function unlessUnknown(cause: unknown): null {
  if (cause instanceof Refusal && cause.code === 'not-found') return null
  throw cause
}

function knownOf(visitor: Visitor) {
  return {
    visitorId: visitor.id,
    language: visitor.language,
    writesIn: isSameLanguage(visitor.wish, visitor.language) ? null : primaryOf(visitor.wish) || null,
    page: visitor.page,
    timeZone: visitor.timeZone,
  }
}
