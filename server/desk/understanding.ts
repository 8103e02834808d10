import type { Message } from '../../protocol/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import { noMatch } from '../domain/faq.ts'
import type { FaqEntry, FaqMatch } from '../domain/faq.ts'
import { followUp, mayFollowUp, talkedAbout } from '../domain/follow-up.ts'
import { isSameLanguage } from '../domain/language.ts'
import type { LanguageChoice, Written } from '../domain/language.ts'
import type { Bot, Log } from '../ports.ts'

export interface Understood {
  match: FaqMatch
  languages: LanguageChoice
}

/** What the bot makes of words that are meant for a person. */
export type Overheard = Pick<LanguageChoice, 'language' | 'writesIn'> & Pick<FaqMatch, 'heard'>

/** What the bot makes of a question: which language it is in, and with what was just talked about. Never rejects. */
export function createUnderstanding({ bot, log }: { bot: Bot; log: Log }) {
  async function understand(conversation: Conversation, question: Message): Promise<Understood> {
    const { text } = question
    const { written, writes, hasFaq, language } = await languagesOf(text, conversation)
    const alone = await matchOf(text, language, writes)
    const found =
      written && !written.isClear ? await askOther(alone, text, written.language, language) : alone
    const match = (await withContext(found, conversation, question, language)) ?? found
    // Nobody who got an answer to a word or two wants to hear that it might have been in another language.
    const isForeign = !hasFaq && (written?.isClear === true || match.decision !== 'answer')
    const notice = isForeign ? bot.noAnswersIn(writes, language) : null
    return { match, languages: { language, writesIn: hasFaq ? null : writes, notice } }
  }

  /** What a text is heard to be besides a question, and what its conversation goes on in after it. */
  async function overhear(conversation: Conversation, text: string): Promise<Overheard> {
    const { writes, hasFaq, language } = await languagesOf(text, conversation)
    const { heard } = await matchOf(text, language, writes)
    return { heard, language, writesIn: hasFaq ? null : writes }
  }

  async function languagesOf(text: string, { state }: Conversation) {
    const expected = state.writesIn ?? state.language
    const written = await writtenIn(text, expected)
    const writes = written?.isClear ? written.language : expected
    const hasFaq = isSameLanguage(bot.answersIn(writes), writes)
    const language = bot.answersIn(written?.isClear || hasFaq ? writes : state.language)
    return { written, writes, hasFaq, language }
  }

  /** In doubt about its language, a question is put to the other FAQ too; the answer is the one in the own. */
  async function askOther(own: FaqMatch, text: string, other: string, language: string): Promise<FaqMatch> {
    if (own.decision === 'answer' || own.heard || isSameLanguage(other, language)) return own
    const match = await matchOf(text, bot.answersIn(other), other)
    if (match.heard?.alone) return { ...own, heard: match.heard }
    if (match.decision !== 'answer') return own
    const ranked = match.ranked.flatMap(({ entry, confidence }) => {
      const translated = bot.entry(entry.id, language)
      return translated ? [{ entry: translated, confidence }] : []
    })
    return ranked[0]?.entry.id === match.ranked[0]?.entry.id ? { ...match, ranked, askedIn: other } : own
  }

  async function withContext(
    fresh: FaqMatch,
    conversation: Conversation,
    { id, text }: Message,
    language: string,
  ): Promise<FaqMatch | null> {
    if (!mayFollowUp(text, fresh)) return null
    const faqId = talkedAbout(conversation, id)
    const about = faqId === null ? null : bot.entry(faqId, language)
    if (!about) return null
    const asked = `${about.topic} ${text}`
    const [together, topicAlone] = await Promise.all([
      matchOf(asked, language),
      matchOf(about.topic, language),
    ])
    return followUp(fresh, { asked, ...together }, topicAlone, about)
  }

  async function writtenIn(text: string, expected: string): Promise<Written | null> {
    try {
      return await bot.writtenIn(text, expected)
    } catch (cause) {
      log.error('the language of a message could not be told', cause)
      return null
    }
  }

  /** A matcher that fails must not stand between a visitor and a person: it then counts as knowing nothing. */
  async function matchOf(text: string, language: string, writes = language): Promise<FaqMatch> {
    try {
      return await bot.match(text, language, writes)
    } catch (cause) {
      log.error('the matcher failed', cause)
      return noMatch
    }
  }

  /** The entry that was picked from a list, in the language of that list: an older one may stand in another. */
  function picked(conversation: Conversation, faqId: string, question: string | null): FaqEntry | null {
    const languages = [conversation.state.language, ...bot.site().languages]
    const entries = languages.flatMap((language) => bot.entry(faqId, language) ?? [])
    return entries.find((entry) => entry.question === question) ?? entries[0] ?? null
  }

  return { understand, overhear, picked }
}
