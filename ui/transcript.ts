import type { ReadonlySignal } from '@preact/signals'
import type { ShownEntry } from '../protocol/conversation.ts'
import type { Reply } from '../protocol/refusals.ts'
import type { TranscriptPage } from '../protocol/visitor.ts'
import type { ConnectionState } from './connection.ts'
import { createLog } from './log.ts'
import type { Freshness } from './log.ts'

/** The transcript of one conversation as this screen has it. See `createLog` for what it promises. */
export interface Transcript<Entry extends ShownEntry = ShownEntry> {
  readonly entries: ReadonlySignal<Entry[]>
  readonly head: ReadonlySignal<number>
  readonly freshness: ReadonlySignal<Freshness>
  receive(entries: Entry[]): void
  compare(head?: number): Promise<void>
  stop(): void
}

export function createTranscript<Entry extends ShownEntry = ShownEntry>(options: {
  since(after: number): Promise<Reply<TranscriptPage<Entry>>>
  headCheckMs?: number
  online?: ReadonlySignal<ConnectionState>
}): Transcript<Entry> {
  const { lines, ...log } = createLog<Entry>({
    ...options,
    async since(after) {
      const reply = await options.since(after)
      return reply.ok ? { ok: true, data: { lines: reply.data.entries, head: reply.data.head } } : reply
    },
  })
  return { entries: lines, ...log }
}
