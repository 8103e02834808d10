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
  const read = signal(restore(storage, key))
  const newFrom = signal<number | null>(null)
  const lastRead = computed(() =>
    read.value.conversationId === conversationId.value ? read.value.sequence : 0,
  )
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
      read.value = { conversationId: id, sequence: last.sequence }
      storage.set(key, `${id} ${last.sequence}`)
    },
    wrote() {
      newFrom.value = null
    },
    stop,
  }
}

function restore(storage: SafeStorage, key: string): { conversationId: string; sequence: number } {
  const [conversationId = '', sequence] = (storage.get(key) ?? '').split(' ')
  return { conversationId, sequence: Number(sequence) || 0 }
}
