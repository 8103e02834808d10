import type { Matcher } from './matcher/matcher.ts'
import type { Answerer, LearnedBytes, Lesson, SpokenMatch } from './matchers.ts'
import { spokeFor } from './spoke.ts'

/** Matchers in this very thread: what the answering worker is made of, and what code that runs from its source has. */
export function createOpenMatchers(): Answerer {
  const matchers = new Map<string, Matcher>()
  return {
    async open(lesson, learned) {
      matchers.set(lesson.language, await openLesson(lesson, learned))
    },
    // Not async: what is asked before something is opened is answered before.
    match(text, language): Promise<SpokenMatch> {
      const matcher = matchers.get(language)
      if (!matcher) return Promise.reject(new Error(`there is no matcher for "${language}"`))
      return Promise.resolve(matchAndTell(matcher, text))
    },
    forget: (language) => void matchers.delete(language),
    close: async () => matchers.clear(),
  }
}

/** The matcher that a lesson made. */
export async function openLesson({ language, entries }: Lesson, learned: LearnedBytes): Promise<Matcher> {
  const { openLearnedFaq } = await import('./matcher/learned-faq.ts')
  const { unpackLearned } = await import('./matcher/learned-file.ts')
  const { openMatcher } = await import('./matcher/matcher.ts')
  const parts = unpackLearned(learned)
  const faq = parts && (await openLearnedFaq(parts, language))
  return openMatcher(faq, language, entries)
}

/** Asks a matcher, and why. */
function matchAndTell(matcher: Matcher, text: string): SpokenMatch {
  const { decision, ranked, why } = matcher.explain(text, 1)
  return { decision, ranked, spoke: spokeFor(why) }
}
