import type { ConversationId, Page } from '../../protocol/conversation.ts'
import { sinceLimit } from '../../protocol/limits.ts'
import type { Done, Hello, Sent, TranscriptPage, Welcome } from '../../protocol/visitor.ts'
import { emptyConversation, headOf, isOpen } from '../domain/conversation.ts'
import type { Conversation, ConversationState } from '../domain/conversation.ts'
import * as handoff from '../domain/handoff.ts'
import { Refusal } from '../domain/refusal.ts'
import * as saying from '../domain/saying.ts'
import type { DeskParts } from '../desk.ts'
import type { Acted, Acting, Request, Rule } from './acting.ts'
import type { createBotReplies } from './bot-replies.ts'
import type { LiveLine } from './line.ts'
import type { Presence } from './presence.ts'

/** An agent may reopen an older conversation than the last one: so far back an open one is looked for. */
const recentMax = 10

/** A visitor as the transport found them: by the key of their connection, never by a payload. */
export interface Visitor {
  id: string
  language: string
  page: Page
  timeZone: string
  /** The socket that asks: its own message is acknowledged, not pushed back to it. */
  socket?: string
}

/** What a visitor may do. A conversation that is not theirs is as good as unknown. */
export function createVisitorDesk(
  parts: DeskParts &
    Acting & { line: LiveLine; presence: Presence; replies: ReturnType<typeof createBotReplies> },
) {
  const { bot, clock, newId, act, announce, line, presence, replies } = parts
  const { conversations } = parts.store

  /** The screen's conversation, or the open one. The caller has joined its news before, so nothing falls between. */
  async function hello(visitor: Visitor, said: Hello): Promise<Pick<Welcome, 'conversation' | 'place'>> {
    const conversation = await onScreen(visitor, said.conversationId)
    if (!conversation) return { conversation: null, place: null }
    replies.makeGood(conversation)
    const after = conversation.id === said.conversationId ? said.after : 0
    return {
      conversation: { id: conversation.id, ...pageAfter(conversation, after) },
      place: await line.placeOf(conversation.id),
    }
  }

  async function since(visitor: Visitor, id: ConversationId, after: number): Promise<TranscriptPage> {
    return pageAfter(ownedBy(visitor, await conversations.read(id)), after)
  }

  /** Continues the open conversation or begins one; while the bot has it, the bot replies. */
  async function says(
    visitor: Visitor,
    input: {
      conversationId: ConversationId | null
      messageId: string
      text: string
      faqId?: string | undefined
    },
  ): Promise<Sent> {
    const { sent, conversation } = await actOrBegin(
      visitor,
      input.conversationId,
      input.messageId,
      (current, cause) => saying.visitorSays(current, cause, input.text, input.faqId),
    )
    replies.makeGood(conversation)
    return sent
  }

  async function requestHandoff(
    visitor: Visitor,
    input: { conversationId: ConversationId | null; requestId: string },
  ): Promise<Sent> {
    const promisedMs = presence.available().length > 0 ? line.usualWaitMs() : null
    const { sent } = await actOrBegin(visitor, input.conversationId, input.requestId, (current, cause) =>
      handoff.requestHandoff(current, cause, { promisedMs }),
    )
    return sent
  }

  async function pickChoice(
    visitor: Visitor,
    input: Request & { of: number; faqId: string | null },
  ): Promise<Done> {
    const { done, conversation } = await own(visitor, input, (current, cause) =>
      saying.pickChoice(current, cause, input, bot.site().handoff),
    )
    replies.makeGood(conversation)
    return done
  }

  async function rateAnswer(
    visitor: Visitor,
    input: Request & { of: number; helped: boolean },
  ): Promise<Done> {
    const feedback = { of: input.of, helped: input.helped }
    const rule: Rule = (current, cause) => saying.rateAnswer(current, cause, feedback, bot.site().handoff)
    return (await own(visitor, input, rule)).done
  }

  async function leaveEmail(visitor: Visitor, input: Request & { email: string }): Promise<Done> {
    const rule: Rule = (current, cause) => handoff.leaveEmail(current, cause, input.email)
    return (await own(visitor, input, rule)).done
  }

  async function rate(visitor: Visitor, input: Request & { rating: number; comment: string }): Promise<Done> {
    const rule: Rule = (current, cause) =>
      saying.rateConversation(current, cause, input.rating, input.comment)
    return (await own(visitor, input, rule)).done
  }

  async function stopWaiting(visitor: Visitor, request: Request): Promise<Done> {
    return (await own(visitor, request, handoff.stopWaiting)).done
  }

  async function close(visitor: Visitor, request: Request): Promise<Done> {
    return (await own(visitor, request, handoff.closeConversation)).done
  }

  async function own(visitor: Visitor, request: Request, rule: Rule) {
    await requireOwned(visitor, request.conversationId)
    const { sent, conversation } = await act(request, { who: 'visitor' }, rule)
    return { done: { sequence: sent.sequence }, conversation }
  }

  /** As `act`, in the conversation named or continued, or in a new one that begins with this change. */
  async function actOrBegin(
    visitor: Visitor,
    conversationId: ConversationId | null,
    requestId: string,
    rule: Rule,
  ): Promise<Acted> {
    const id = conversationId ?? (await continued(visitor, requestId))
    if (id !== null) {
      await requireOwned(visitor, id)
      return act({ conversationId: id, requestId }, { who: 'visitor' }, rule, visitor.socket)
    }
    const now = clock.now()
    const empty = emptyConversation(newId(), stateAtFirst(visitor, now))
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

  /** Before anything is said about it, a retry's acknowledgement too. Nobody's conversation changes hands later. */
  async function requireOwned(visitor: Visitor, id: ConversationId): Promise<void> {
    ownedBy(visitor, await conversations.read(id))
  }

  /** Where a request without a conversation belongs: in the open one, or in the one that has seen it before. */
  async function continued(visitor: Visitor, requestId: string): Promise<ConversationId | null> {
    const recent = await conversations.ofVisitor(visitor.id, recentMax)
    const open = recent.find(isOpen)
    if (open) return open.id
    const [latest] = recent
    if (!latest) return null
    return (await conversations.read(latest.id)).sequences.has(requestId) ? latest.id : null
  }

  async function onScreen(visitor: Visitor, id: ConversationId | null): Promise<Conversation | null> {
    if (id !== null) {
      const shown = await conversations.read(id).catch(unlessUnknown)
      if (shown?.state.visitorId === visitor.id) return shown
    }
    const recent = await conversations.ofVisitor(visitor.id, recentMax)
    const open = recent.find(isOpen)
    return open ? conversations.read(open.id) : null
  }

  return {
    hello,
    since,
    says,
    requestHandoff,
    pickChoice,
    rateAnswer,
    leaveEmail,
    rate,
    stopWaiting,
    close,
  }
}

/** Entries after `after`, at most `sinceLimit`; the asker goes on until it has the head. */
export function pageAfter(conversation: Conversation, after: number): TranscriptPage {
  return { entries: conversation.entries.slice(after, after + sinceLimit), head: headOf(conversation) }
}

function ownedBy(visitor: Visitor, conversation: Conversation): Conversation {
  if (conversation.state.visitorId !== visitor.id) throw new Refusal('not-found')
  return conversation
}

function unlessUnknown(cause: unknown): null {
  if (cause instanceof Refusal && cause.code === 'not-found') return null
  throw cause
}

function stateAtFirst(visitor: Visitor, now: number): ConversationState {
  return {
    visitorId: visitor.id,
    language: visitor.language,
    page: visitor.page,
    timeZone: visitor.timeZone,
    startedAt: now,
    status: 'bot',
    since: now,
    waitingSince: null,
    agent: null,
    lastAgent: null,
    email: null,
    handedOverAt: null,
    waitedMs: null,
    rating: null,
  }
}
