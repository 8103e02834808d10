import type { Choice, Message } from '../../protocol/conversation.ts'
import { replyIdOf } from '../domain/bot-lines.ts'
import { isUnchanged, unchanged } from '../domain/conversation.ts'
import type { Change, Conversation } from '../domain/conversation.ts'
import type { FaqMatch } from '../domain/faq.ts'
import { keepOpinion } from '../domain/opinions.ts'
import { replyToPick, replyToQuestion, unanswered } from '../domain/reply.ts'
import type { Bot, Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'

/**
 * The bot's turn. What it says has an id made from the entry it replies to, so whatever dies in between, it is
 * said exactly once: `makeGood` runs after each visitor's entry and again at every hello.
 */
export function createBotReplies(parts: {
  store: Store
  bot: Bot
  clock: Clock
  log: Log
  /** The usual wait for a person who could come now; null: nothing is promised. */
  promisedMs: () => number | null
  announce: (conversation: Conversation, saved: Change) => void
}) {
  const { store, bot, clock, log, promisedMs, announce } = parts
  const underway = new Set<string>()
  let stopped = false

  /** Replies to what the bot still owes a reply. Returns at once. */
  function makeGood(conversation: Conversation): void {
    // A person's conversation may be long, and each of its messages passes here.
    if (stopped || conversation.state.status !== 'bot') return
    for (const open of unanswered(conversation)) {
      const key = `${conversation.id} ${replyIdOf(open.id)}`
      if (underway.has(key)) continue
      underway.add(key)
      reply(conversation, open)
        .catch((cause: unknown) => log.error('the bot could not reply', cause))
        .finally(() => underway.delete(key))
    }
  }

  async function reply(conversation: Conversation, to: Message | Choice): Promise<void> {
    const { language } = conversation.state
    const picked = to.faqId ? bot.entry(to.faqId, language) : null
    const match = picked || to.kind === 'choice' ? null : await matchOf(to.text, language)
    // What a stopping server does not know is no miss: the reply stays owed, and the next start makes it good.
    if (stopped) return
    const saved = await store.conversations.change(conversation.id, (current) => {
      const rules = bot.site().handoff
      if (picked) return replyToPick(current, to.id, picked, rules, clock.now())
      if (to.kind === 'choice' && to.faqId === null) return unchanged
      return replyToQuestion(current, to.id, match ?? nothing, rules, clock.now(), promisedMs())
    })
    announce(conversation, saved)
  }

  /** What a visitor says to people is only listened to: praise and complaints are kept. Returns at once. */
  function listen(conversation: Conversation, messageId: string): void {
    const { status, language } = conversation.state
    const message = conversation.entries[(conversation.sequences.get(messageId) ?? 0) - 1]
    if (stopped || message?.kind !== 'message' || (status !== 'agent' && status !== 'waiting')) return
    matchOf(message.text, language)
      .then(async ({ heard }) => {
        if (!isUnchanged(keepOpinion(conversation, messageId, heard, unchanged)))
          await store.conversations.change(conversation.id, (current) =>
            keepOpinion(current, messageId, heard, unchanged),
          )
      })
      .catch((cause: unknown) => log.error('an opinion could not be kept', cause))
  }

  /** A matcher that fails must not stand between a visitor and a person: it then counts as knowing nothing. */
  async function matchOf(text: string, language: string): Promise<FaqMatch> {
    try {
      return await bot.match(text, language)
    } catch (cause) {
      log.error('the matcher failed', cause)
      return nothing
    }
  }

  return {
    makeGood,
    listen,
    stop(): void {
      stopped = true
    },
  }
}

const nothing: FaqMatch = { decision: 'unknown', ranked: [] }
