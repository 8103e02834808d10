import type { Message, ShownEntry } from '../../protocol/conversation.ts'
import { createBot } from '../bot/bot.ts'
import type { FaqBot } from '../bot/bot.ts'
import { createUnderstanding } from '../desk/understanding.ts'
import { emptyConversation } from '../domain/conversation.ts'
import type { FaqMatch } from '../domain/faq.ts'
import { inLanguage } from '../domain/language-notice.ts'
import { replyToQuestion } from '../domain/reply.ts'
import { shown } from '../domain/shown.ts'

/** What the assistant makes of first words. */
export interface Answered {
  match: FaqMatch
  /** The one that the FAQ answers in. */
  language: string
  /** What a visitor would get to read, in order. */
  said: ShownEntry[]
}

const log = { warn: () => undefined, error: () => undefined }

/** The very bot of the server on this folder; close it after use. Throws `FaqUnusable` for a site.json that is no good. */
export function openBot(folder: string): Promise<FaqBot> {
  return createBot({ folder, learnedFolder: null, log, onChange: () => undefined })
}

/** Asks as a visitor whose first words these are. `wanted`: what their browser asks for. */
export async function askBot(bot: FaqBot, text: string, wanted: string[]): Promise<Answered> {
  const conversation = emptyConversation('asked', {
    ...{ visitorId: 'author', language: bot.languageFor(wanted), page: { url: '', title: '' }, timeZone: '' },
    ...{ startedAt: 0, status: 'bot', since: 0, waitingSince: null, agent: null, lastAgent: null },
    ...{ email: null, handedOverAt: null, waitedMs: null, rating: null },
  })
  const question: Message = { kind: 'message', sequence: 1, id: 'asked', at: 0, by: { who: 'visitor' }, text }
  const { match, languages } = await createUnderstanding({ bot, log }).understand(conversation, question)
  const reply = replyToQuestion(conversation, question.id, match, bot.site().handoff, 0)
  const { entries } = inLanguage(conversation, question.id, reply, languages, 0)
  return { match, language: languages.language, said: entries.map(shown) }
}
