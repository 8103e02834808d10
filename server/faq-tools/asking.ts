import type { ShownEntry } from '../../protocol/conversation.ts'
import { createBot } from '../bot/bot.ts'
import type { FaqBot } from '../bot/bot.ts'
import type { LearnedPlace } from '../bot/learned-cache.ts'
import { createUnderstanding } from '../desk/understanding.ts'
import { applyChange, emptyConversation, stateAtFirst } from '../domain/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { FaqMatch } from '../domain/faq.ts'
import { isSameLanguage, primaryOf } from '../domain/language.ts'
import { inLanguage } from '../domain/language-notice.ts'
import { replyToQuestion } from '../domain/reply.ts'
import { visitorSays } from '../domain/saying.ts'
import { shown } from '../domain/shown.ts'

/** A FAQ folder, and where to find what was learned of it. */
export interface FaqPlace {
  folder: string
  learned: LearnedPlace | null
}

/** What the assistant makes of a message. */
export interface Answered {
  match: FaqMatch
  /** The one that the FAQ answers in. */
  language: string
  /** What the visitor writes, where the FAQ has none of it; else null. */
  writesIn: string | null
  /** What a visitor would get to read, in order. Nothing where a person has been asked for before. */
  said: ShownEntry[]
}

const log = { warn: () => undefined, error: () => undefined }

/** The very bot of the server on this folder; close it after use. Throws `FaqUnusable` for a site.json that is no good. */
export async function openBot(place: FaqPlace): Promise<FaqBot> {
  const bot = await createBot({ ...place, log, onChange: () => undefined })
  return {
    ...bot,
    // A visitor does not wait for small talk to be learned just after a start. Who asks here is told the same each time.
    async match(text, language, writes = language) {
      await bot.hears(writes)
      return bot.match(text, language, writes)
    },
  }
}

/** Asks as a visitor who says these one after the other, and tells of the last. `wanted`: what their browser asks for. */
export async function askBot(bot: FaqBot, texts: string[], wanted: string | null): Promise<Answered> {
  const conversation = firstOf(bot, wanted)
  const { understand } = createUnderstanding({ bot, log })
  let answered: Answered | undefined
  for (const [at, text] of texts.entries()) {
    const id = `asked-${at}`
    applyChange(conversation, visitorSays(conversation, { id, by: { who: 'visitor' }, now: 0 }, text))
    const question = conversation.entries.at(-1)
    if (question?.kind !== 'message') throw new Error('what a visitor says is a message')
    const { match, languages } = await understand(conversation, question)
    const reply = replyToQuestion(conversation, id, match, bot.site().handoff, 0)
    const change = inLanguage(conversation, id, reply, languages, 0)
    applyChange(conversation, change)
    const { language, writesIn } = languages
    answered = { match, language, writesIn, said: change.entries.map(shown) }
  }
  if (!answered) throw new Error('nothing was asked')
  return answered
}

function firstOf(bot: FaqBot, wanted: string | null): Conversation {
  const language = bot.languageFor(wanted === null ? [] : [wanted])
  const writesIn = wanted === null || isSameLanguage(wanted, language) ? null : primaryOf(wanted) || null
  const author = { visitorId: 'author', language, writesIn, page: { url: '', title: '' }, timeZone: '' }
  return emptyConversation('asked', stateAtFirst(author, 0))
}
