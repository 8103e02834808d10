import { setImmediate as yieldToMessages } from 'node:timers/promises'
import type { Matcher } from './matcher/matcher.ts'
import type { Lesson } from './matchers.ts'

/** Learns in order; each language's promise is settled before the next one begins. */
export function learnInOrder(lessons: Lesson[]): Map<string, Promise<Matcher>> {
  let previous: Promise<unknown> = Promise.resolve()
  return new Map(
    lessons.map((lesson) => {
      const matcher = previous.then(() => learn(lesson))
      previous = matcher.then(yieldToMessages, yieldToMessages)
      return [lesson.language, matcher]
    }),
  )
}

async function learn({ language, keep, entries }: Lesson): Promise<Matcher> {
  const { createMatcher } = await import('./matcher/matcher.ts')
  return createMatcher(entries, { language, keep })
}
