import type { LearnedCache } from './learned-cache.ts'
import { keyOf } from './lesson-key.ts'
import type { LearnedBytes, Lesson } from './matchers.ts'

/** What a lesson teaches: as it was kept, or learned now and kept. */
export async function takeLesson(lesson: Lesson, cache: LearnedCache | null): Promise<LearnedBytes> {
  if (!cache) return learn(lesson)
  const key = await keyOf(lesson)
  const kept = await cache.recall(key)
  if (kept) return kept
  const learned = await learn(lesson)
  await cache.keep(key, learned)
  return learned
}

async function learn({ entries, language, keep, unanswered }: Lesson): Promise<LearnedBytes> {
  const { learnedFaqParts, learnFaq } = await import('./matcher/learned-faq.ts')
  const { packLearned } = await import('./matcher/learned-file.ts')
  const faq = await learnFaq(entries, { language, keep, unanswered })
  return packLearned(faq && learnedFaqParts(faq))
}
