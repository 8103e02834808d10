import type { ConversationId, TranscriptEntry } from '../../protocol/conversation.ts'
import type { Done, Hello, Place, Sent, TranscriptPage, Welcome } from '../../protocol/visitor.ts'
import { headOf } from '../domain/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import * as handoff from '../domain/handoff.ts'
import * as saying from '../domain/saying.ts'
import { onePage } from '../domain/paging.ts'
import { sawUpTo } from '../domain/seen.ts'
import { shown } from '../domain/shown.ts'
import type { DeskParts } from '../desk.ts'
import { requireVisitor } from './acting.ts'
import type { Acting, Request, Rule } from './acting.ts'
import type { createBotReplies } from './bot-replies.ts'
import type { LiveLine } from './line.ts'
import { createVisitorReach } from './visitor-reach.ts'
import type { Visitor } from './visitor-reach.ts'

/** What a visitor may do. */
export function createVisitorDesk(
  parts: DeskParts &
    Acting & {
      line: LiveLine
      promisedMs: () => number | null
      replies: ReturnType<typeof createBotReplies>
    },
) {
  const { bot, clock, change, line, promisedMs, replies } = parts
  const { own, actOrBegin, onScreen, readOwn } = createVisitorReach(parts)

  /** The screen's conversation, or the open one. The caller has joined its news before, so nothing falls between. */
  async function hello(visitor: Visitor, said: Hello): Promise<Pick<Welcome, 'conversation' | 'place'>> {
    const conversation = await onScreen(visitor, said.conversationId)
    if (!conversation) return { conversation: null, place: null }
    replies.makeGood(conversation)
    const after = conversation.id === said.conversationId ? said.after : 0
    return {
      conversation: { id: conversation.id, ...shownAfter(conversation, after) },
      place: await placeOf(conversation),
    }
  }

  /** Most stand in no line: for them nobody looks through it. */
  async function placeOf({ id, state: { status } }: Conversation): Promise<Place | null> {
    return status === 'waiting' ? line.placeOf(id) : null
  }

  async function since(visitor: Visitor, id: ConversationId, after: number): Promise<TranscriptPage> {
    return shownAfter(await readOwn(visitor, id), after)
  }

  async function place(visitor: Visitor, id: ConversationId): Promise<Pick<Welcome, 'place'>> {
    return { place: await placeOf(await readOwn(visitor, id)) }
  }

  /** The visitor has this on the screen. Refuses: 'not-found'. */
  async function saw(visitor: Visitor, id: ConversationId, sequence: number): Promise<void> {
    await change(id, (current) => {
      requireVisitor(current, visitor.id)
      return sawUpTo(current, 'visitor', sequence, clock.now())
    })
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
    replies.listen(conversation, input.messageId)
    return sent
  }

  async function requestHandoff(
    visitor: Visitor,
    input: { conversationId: ConversationId | null; requestId: string },
  ): Promise<Sent> {
    const told = { promisedMs: promisedMs(), rules: bot.site().handoff }
    const { sent } = await actOrBegin(visitor, input.conversationId, input.requestId, (current, cause) =>
      handoff.requestHandoff(current, cause, told),
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

  return {
    hello,
    since,
    place,
    saw,
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

function shownAfter(conversation: Conversation, after: number): TranscriptPage {
  const { entries, head } = pageAfter(conversation, after)
  const { seenByAgents: seen } = conversation.state
  return { entries: entries.map(shown), head, ...(seen && { seen }) }
}

/** Entries after `after`, as many as fit one page; the asker goes on until it has the head. */
export function pageAfter(conversation: Conversation, after: number): TranscriptPage<TranscriptEntry> {
  return { entries: onePage(conversation.entries, after), head: headOf(conversation) }
}
