import type { Spoke } from '../../protocol/conversation.ts'
import type { Match, Matcher, MatcherEntry } from './matcher/matcher.ts'
import { spokeFor } from './spoke.ts'

/** What one language's matcher learns. */
export interface Lesson {
  language: string
  keep: number
  entries: MatcherEntry[]
}

/** A match with what spoke for the best entry. */
export interface SpokenMatch extends Match {
  spoke?: Spoke
}

/** Asks a matcher, and why. */
export function matchAndTell(matcher: Matcher, text: string): SpokenMatch {
  const { decision, ranked, why } = matcher.explain(text, 1)
  return { decision, ranked, spoke: spokeFor(why) }
}

/** Matchers of some languages, learning one after the other; each answers as soon as its own lesson is over. */
export interface Matchers {
  /** Waits for the lesson. Rejects when the matcher fails. */
  match(text: string, language: string): Promise<SpokenMatch>
  /** Resolves when this language answers; rejects when it never will. */
  learned(language: string): Promise<void>
  /** Rejects whatever is still asked. */
  close(): Promise<void>
}
