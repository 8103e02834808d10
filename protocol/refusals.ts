import type { AgentFace } from './conversation.ts'

/** Why a request was not carried out. A closed list: never matched by text. */
export const refusalCodes = [
  'bad-request',
  'not-signed-in',
  'not-allowed-here',
  'not-found',
  'conversation-closed',
  'already-taken',
  'not-yours',
  'move-not-allowed',
  'too-many',
  'try-again',
  'internal',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal as it travels. `agent`: who has it, with 'already-taken' and 'not-yours'. */
export interface RefusalData {
  refusal: RefusalCode
  agent?: AgentFace
  retryAfterMs?: number
}

export type Reply<T> = { ok: true; data: T } | ({ ok: false } & RefusalData)

const passing: ReadonlySet<RefusalCode> = new Set(['too-many', 'try-again', 'internal'])

/** Whether the same request may succeed later. The others stop a retry at once, and the text is kept. */
export function canRetry(code: RefusalCode): boolean {
  return passing.has(code)
}
