import type { Choice, ConversationId, Message } from '../../protocol/conversation.ts'
import { canRetry } from '../../protocol/refusals.ts'
import { replyIdOf } from '../domain/bot-lines.ts'
import { isUnchanged, unchanged } from '../domain/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import { noMatch } from '../domain/faq.ts'
import { inLanguage } from '../domain/language-notice.ts'
import { isWithPeople, keepOverheard } from '../domain/overheard.ts'
import { replyToPick, replyToQuestion, unanswered } from '../domain/reply.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Bot, Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'
import type { Acting } from './acting.ts'
import { createUnderstanding } from './understanding.ts'

const retriesAfterMs = [1_000, 2_000, 5_000, 10_000, 20_000, 60_000]

/**
 * The bot's turn. What it says has an id made from the entry it replies to, so whatever dies in between, it is
 * said exactly once: `makeGood` runs after each visitor's entry and again at every hello. What the store cannot take
 * now is tried again here: a visitor whose connection held through that says no hello.
 */
export function createBotReplies(parts: {
  store: Store
  bot: Bot
  clock: Clock
  log: Log
  /** The usual wait for a person who could come now; null: nothing is promised. */
  promisedMs: () => number | null
  change: Acting['change']
}) {
  const { store, bot, clock, log, promisedMs, change } = parts
  const { understand, overhear, picked } = createUnderstanding({ bot, log })
  const underway = new Set<string>()
  let stopped = false

  /** Replies to what the bot still owes a reply. Returns at once. */
  function makeGood(conversation: Conversation, attempt = 0): void {
    // A person's conversation may be long, and each of its messages passes here.
    if (stopped || conversation.state.status !== 'bot') return
    for (const open of unanswered(conversation)) {
      const key = `${conversation.id} ${replyIdOf(open.id)}`
      if (underway.has(key)) continue
      underway.add(key)
      reply(conversation, open)
        .catch((cause: unknown) => {
          log.error('the bot could not reply', cause)
          if (cause instanceof Refusal && canRetry(cause.code)) tryLater(conversation.id, attempt)
        })
        .finally(() => underway.delete(key))
    }
  }

  /** A store that is away for longer is found again by the visitor's next hello. */
  function tryLater(id: ConversationId, attempt: number): void {
    const waitMs = retriesAfterMs[attempt]
    if (waitMs === undefined) return
    clock.after(waitMs, () => {
      store.conversations.read(id).then(
        (conversation) => makeGood(conversation, attempt + 1),
        () => tryLater(id, attempt + 1),
      )
    })
  }

  async function reply(conversation: Conversation, to: Message | Choice): Promise<void> {
    const question = to.kind === 'message' ? to.text : to.question
    const entry = to.faqId ? picked(conversation, to.faqId, question) : null
    const understood = entry || to.kind === 'choice' ? null : await understand(conversation, to)
    // What a stopping server does not know is no miss: the reply stays owed, and the next start makes it good.
    if (stopped) return
    await change(conversation.id, (current) => {
      const rules = bot.site().handoff
      // Who asked for a person meanwhile is answered by one; what was heard still counts.
      if (understood && isWithPeople(current))
        return keepOverheard(
          current,
          to.id,
          { ...understood.languages, heard: understood.match.heard },
          rules,
        )
      if (entry) return replyToPick(current, to.id, entry, rules, clock.now())
      if (to.kind === 'choice' && to.faqId === null) return unchanged
      const match = understood?.match ?? noMatch
      const reply = replyToQuestion(current, to.id, match, rules, clock.now(), promisedMs())
      return understood ? inLanguage(current, to.id, reply, understood.languages, clock.now()) : reply
    })
  }

  /** What a visitor says to people is only listened to. Returns at once. */
  function listen(conversation: Conversation, messageId: string): void {
    const message = conversation.entries[(conversation.sequences.get(messageId) ?? 0) - 1]
    if (stopped || message?.kind !== 'message' || !isWithPeople(conversation)) return
    overhear(conversation, message.text)
      .then(async (overheard) => {
        const decide = (current: Conversation) =>
          keepOverheard(current, messageId, overheard, bot.site().handoff)
        if (isUnchanged(decide(conversation))) return
        await change(conversation.id, decide)
      })
      .catch((cause: unknown) => log.error('what a visitor said to people was not heard', cause))
  }

  return {
    makeGood,
    listen,
    stop(): void {
      stopped = true
    },
  }
}
