import type { Match, MatcherEntry } from './matcher/matcher.ts'

/** What one language's matcher learns. */
export interface Lesson {
  language: string
  keep: number
  entries: MatcherEntry[]
}

/** Matchers of some languages, learning one after the other; each answers as soon as its own lesson is over. */
export interface Matchers {
  /** Waits for the lesson. Rejects when the matcher fails. */
  match(text: string, language: string): Promise<Match>
  /** Resolves when this language answers; rejects when it never will. */
  learned(language: string): Promise<void>
  /** Rejects whatever is still asked. */
  close(): Promise<void>
}
