import type { Spoke } from '../../protocol/conversation.ts'
import type { Match, MatcherEntry } from './matcher/matcher.ts'

/** What one language's matcher learns. */
export interface Lesson {
  language: string
  keep: number
  entries: MatcherEntry[]
  /** Questions that none of them answers. */
  unanswered?: string[]
}

/** A match with what spoke for the best entry. */
export interface SpokenMatch extends Match {
  spoke?: Spoke
}

/** What a matcher learned, as bytes that can be kept and handed over. */
export type LearnedBytes = Uint8Array<ArrayBuffer>

/** Learns one lesson after the other, away from where questions are answered. */
export interface Learner {
  /** A later lesson of the same language takes the place of one that is not over, whose promise rejects. */
  learn(lesson: Lesson): Promise<LearnedBytes>
  /** Somebody waits for this language: its lesson, queued or still to come, is the next one. */
  hurry(language: string): void
  close(): Promise<void>
}

/** Answers with what was learned. */
export interface Answerer {
  /** From now on the lesson's language answers with what was learned from it. The bytes are gone from here. */
  open(lesson: Lesson, learned: LearnedBytes): Promise<void>
  match(text: string, language: string): Promise<SpokenMatch>
  forget(language: string): void
  /** Rejects whatever is still asked. */
  close(): Promise<void>
}
