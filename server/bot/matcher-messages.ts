import type { SpokenMatch } from './matchers.ts'

/** To the worker. Its lessons came with it as `workerData`. */
export interface MatchRequest {
  requestId: number
  language: string
  text: string
}

/** From the worker. */
export type WorkerNews =
  | { kind: 'learned'; language: string }
  | { kind: 'failed'; language: string; cause: unknown }
  | { kind: 'matched'; requestId: number; match: SpokenMatch }
  | { kind: 'not-matched'; requestId: number; cause: unknown }
