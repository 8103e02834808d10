import type { LearnedBytes, Lesson, SpokenMatch } from './matchers.ts'

/** To the worker that answers. */
export type AnswererRequest =
  | { kind: 'open'; lesson: Lesson; learned: LearnedBytes }
  | { kind: 'match'; language: string; text: string }
  | { kind: 'forget'; language: string }

/** From it: null where there is nothing to say but that it is done. */
export type AnswererReply =
  { requestId: number; answer: SpokenMatch | null } | { requestId: number; cause: unknown }

/** From the worker that learns, which is sent one lesson at a time. */
export type LearnerNews =
  | { kind: 'learned'; learned: LearnedBytes }
  | { kind: 'failed'; cause: unknown }
  | { kind: 'not-kept'; cause: unknown }
