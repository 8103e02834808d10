import { computed, effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { ConversationId, Message, ShownEntry } from '../protocol/conversation.ts'
import type { SafeStorage } from '../ui/storage.ts'
import { unreadAfter } from './standing.ts'

/** How far the visitor has read what agents wrote. */
export interface Reading {
  readonly unread: ReadonlySignal<Message[]>
  /** The first unread entry when the visitor came to look: a line stands before it until they write. */
  readonly newFrom: ReadonlySignal<number | null>
  /** The end of the log is on screen. Counts only while the visitor looks at it. */
  sawEnd(): void
  /** The visitor wrote: nothing above is new any more. */
  wrote(): void
  /** What was read in another tab is read here. */
  follow(): void
  stop(): void
}

export function createReading(options: {
  conversationId: ReadonlySignal<ConversationId | null>
  entries: ReadonlySignal<ShownEntry[]>
  /** Whether the log is open on a visible page. */
  looking: ReadonlySignal<boolean>
  storage: SafeStorage
  key: string
}): Reading {
  const { conversationId, entries, looking, storage, key } = options
  /** The conversation that was read last, and how far. */
  const read = signal(storage.get(key))
  const newFrom = signal<number | null>(null)
  const lastRead = computed(() => {
    const [id, sequence] = (read.value ?? '').split(' ')
    return id === conversationId.value ? Number(sequence) || 0 : 0
  })
  const unread = computed(() => unreadAfter(entries.value, lastRead.value))

  const stop = effect(() => {
    if (looking.value) newFrom.value = unread.peek()[0]?.sequence ?? null
  })

  return {
    unread,
    newFrom,
    sawEnd() {
      const id = conversationId.peek()
      const last = unread.peek().at(-1)
      if (!looking.peek() || !id || !last) return
      storage.set(key, (read.value = `${id} ${last.sequence}`))
    },
    wrote() {
      newFrom.value = null
    },
    follow() {
      read.value = storage.get(key)
    },
    stop,
  }
}
