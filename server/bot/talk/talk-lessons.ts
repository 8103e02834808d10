import type { TalkKind } from '../../../protocol/conversation.ts'
import type { Lesson } from '../matchers.ts'
import { readTalkFile } from './talk-file.ts'
import type { TalkFile } from './talk-file.ts'

/** The matcher's entry for everything that is no talk. */
export const questionsId = 'questions'

// Only the confidence of a match for talk is read, and this share does not move it.
const keep = 0.9

/** What people say in whatever language they write. */
const saidEverywhere: Partial<Record<string, string[]>> = {
  hello: ['hi', 'hello', 'hey'],
  thanks: ['thanks', 'thank you', 'thx', 'danke', 'merci', 'gracias'],
  bye: ['bye', 'bye bye'],
  ok: ['ok', 'okay'],
} satisfies Partial<Record<TalkKind, string[]>>

/** What the matcher for talk goes by: its language, with a private subtag behind it (BCP 47). */
export function talkTag(language: string): string {
  return `${language}-x-talk`
}

/** The same machinery as for the FAQ: a kind of talk is an entry, its examples are the phrasings. */
export function talkLesson(language: string, { kinds, questions }: TalkFile): Lesson {
  const entries = Object.entries(kinds).map(([id, { examples }]) => ({
    id,
    phrasings: [...new Set([...examples, ...(saidEverywhere[id] ?? [])])],
  }))
  return {
    language: talkTag(language),
    keep,
    entries: [...entries, { id: questionsId, phrasings: questions }],
  }
}

/** The languages that are listened in, and what their matchers learn. `teach` is told when one was added. */
export function createTalkLessons(teach: () => Promise<void>) {
  const files = new Map<string, TalkFile>()
  const opening = new Map<string, Promise<TalkFile>>()
  const open = new Set<string>()

  async function openFile(language: string): Promise<TalkFile> {
    const file = await readTalkFile(language)
    files.set(language, file)
    await teach()
    open.add(language)
    return file
  }

  return {
    /** Of every language that was opened. */
    lessons: (): Lesson[] => [...files].map(([language, file]) => talkLesson(language, file)),

    /** Whether this language can be listened in at once. */
    isOpen: (language: string): boolean => open.has(language),

    /** Resolves once this language, one of `talkLanguages`, can be listened in. A failure is tried again when asked. */
    open(language: string): Promise<TalkFile> {
      const known = opening.get(language) ?? openFile(language)
      opening.set(language, known)
      known.catch(() => opening.delete(language))
      return known
    },
  }
}
