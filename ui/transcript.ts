import type { ReadonlySignal } from '@preact/signals'
import type { TranscriptEntry } from '../protocol/conversation.ts'
import type { Reply } from '../protocol/refusals.ts'
import type { TranscriptPage } from '../protocol/visitor.ts'
import type { ConnectionState } from './connection.ts'
import { createLog } from './log.ts'
import type { Freshness } from './log.ts'

/** The transcript of one conversation as this screen has it. See `createLog` for what it promises. */
export interface Transcript {
  readonly entries: ReadonlySignal<TranscriptEntry[]>
  readonly head: ReadonlySignal<number>
  readonly freshness: ReadonlySignal<Freshness>
  receive(entries: TranscriptEntry[]): void
  compare(head?: number): Promise<void>
  stop(): void
}

export function createTranscript(options: {
  since(after: number): Promise<Reply<TranscriptPage>>
  headCheckMs?: number
  online?: ReadonlySignal<ConnectionState>
}): Transcript {
  const { lines, ...log } = createLog<TranscriptEntry>({
    ...options,
    async since(after) {
      const reply = await options.since(after)
      return reply.ok ? { ok: true, data: { lines: reply.data.entries, head: reply.data.head } } : reply
    },
  })
  return { entries: lines, ...log }
}
