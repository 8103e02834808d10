import type { FaqEntry } from '../domain/faq.ts'
import type { FaqBook } from './faq-book.ts'
import type { MatcherEntry } from './matcher/matcher.ts'
import type { Lesson } from './matchers.ts'

/** One for each language that has entries, the site's first one first. */
export function lessonsOf(book: FaqBook): Lesson[] {
  const { languages, keep } = book.site
  return languages
    .map((language) =>
      lessonOf({ language, keep, entries: book.entries(language), unanswered: book.unanswered(language) }),
    )
    .filter(({ entries }) => entries.length > 0)
}

/** The same entries make the same lesson, wherever they were read. */
export function lessonOf({ entries, ...lesson }: Omit<Lesson, 'entries'> & { entries: Teaching[] }): Lesson {
  return { ...lesson, entries: entries.map(toLearn) }
}

type Teaching = Pick<FaqEntry, 'id' | 'question' | 'phrasings' | 'answer'>

export function toLearn({ id, question, phrasings, answer }: Teaching): MatcherEntry {
  return { id, question, phrasings, answer }
}
