import type { Heard } from '../../domain/faq.ts'
import type { Site } from '../../ports.ts'
import type { Lesson, SpokenMatch } from '../matchers.ts'
import { withReply } from './reply-text.ts'
import { talkLanguageOf } from './talk-file.ts'
import type { TalkFile } from './talk-file.ts'
import { createTalkLessons, talkTag } from './talk-lessons.ts'
import { understand } from './understand.ts'

export interface TalkParts {
  /** Asks one of the matchers, the ones for talk among them. */
  match: (text: string, tag: string) => Promise<SpokenMatch>
  /** Learns whatever of all lessons is new. */
  teach: () => Promise<void>
  /** Somebody waits for one of the matchers. */
  hurry: (tag: string) => void
  onFault: (cause: unknown) => void
}

/** What is said besides questions, in the languages of the site and in whichever a visitor writes. */
export function createTalk({ match, teach, hurry, onFault }: TalkParts) {
  const lessons = createTalkLessons(teach)

  /** Null where it failed: a question is answered all the same. */
  async function open(language: string): Promise<TalkFile | null> {
    try {
      return await lessons.open(language)
    } catch (cause) {
      onFault(cause)
      return null
    }
  }

  return {
    lessons: (): Lesson[] => lessons.lessons(),

    /** Resolves once this language is listened in, if there is a file for it. */
    async hears(language: string): Promise<void> {
      const name = talkLanguageOf(language)
      if (name !== null) await open(name)
    },

    /** Learns to listen in these, one after the other. Returns at once. */
    prepare(languages: string[]): void {
      const names = new Set(languages.flatMap((language) => talkLanguageOf(language) ?? []))
      void [...names].reduce<Promise<unknown>>(
        (before, name) => before.then(() => open(name)),
        Promise.resolve(),
      )
    },

    /** The match of the question in a text, and what was heard around it. `language`: what it is written in. */
    async understand(
      text: string,
      language: string,
      matchFaq: (text: string) => Promise<SpokenMatch>,
      site: Site,
      toHtml: (markdown: string) => string,
    ): Promise<{ match: SpokenMatch; question: string; heard: Heard | null }> {
      const unheard = async () => ({ match: await matchFaq(text), question: text, heard: null })
      const name = talkLanguageOf(language)
      if (name === null) return unheard()
      const isOpen = lessons.isOpen(name)
      // Begun at once: else another language's lesson would be under way when it turns out to be needed.
      if (!isOpen) hurry(talkTag(name))
      const opening = open(name)
      if (!isOpen) {
        // Just after a start an answer does not wait for the rest to be learned. Small talk does: it would be a miss.
        const early = await unheard()
        if (early.match.decision === 'answer') return early
      }
      const file = await opening
      if (!file) return unheard()
      const understood = await understand(text, matchFaq, (some) => match(some, talkTag(name)))
      const heard = understood.heard && withReply(understood.heard, file, language, site, toHtml)
      // What is not to be heard is a question like any other.
      return understood.heard && !heard ? unheard() : { ...understood, heard }
    },
  }
}
