import { learnInOrder } from './matcher-lessons.ts'
import { matchAndTell } from './matchers.ts'
import type { Lesson, Matchers } from './matchers.ts'

/** Matchers in this very thread, for code that runs from its source: there is no built worker then. */
export function createInProcessMatchers(lessons: Lesson[]): Matchers {
  const learning = learnInOrder(lessons)
  const matcherOf = async (language: string) => {
    const matcher = await learning.get(language)
    if (!matcher) throw new Error(`there is no matcher for "${language}"`)
    return matcher
  }
  return {
    match: async (text, language) => matchAndTell(await matcherOf(language), text),
    learned: async (language) => void (await matcherOf(language)),
    close: async () => {},
  }
}
