import { computed, effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Instant, Message, ShownEntry } from '../protocol/conversation.ts'
import type { Reply } from '../protocol/refusals.ts'
import type { Sent } from '../protocol/visitor.ts'
import { createOutbox } from '../ui/outbox.ts'
import type { Outbox, Outgoing } from '../ui/outbox.ts'
import type { SafeStorage } from '../ui/storage.ts'
import type { Session } from './session.ts'

/** What the visitor wrote, from the press of the key until the transcript shows it. */
export interface OwnMessages extends Pick<Outbox, 'add' | 'retry' | 'remove' | 'stop'> {
  /** Those that are not in the transcript yet. */
  readonly outgoing: ReadonlySignal<Outgoing[]>
}

export function createOwnMessages(options: {
  key: string
  storage: SafeStorage
  session: Session
  send(item: Outgoing): Promise<Reply<Sent>>
}): OwnMessages {
  const { session } = options
  const acknowledged = signal<Outgoing[]>([])
  const outbox = createOutbox({
    key: options.key,
    storage: options.storage,
    connected: session.ready,
    send: (item) => options.send(item),
    onSent(item, sent) {
      acknowledged.value = [...acknowledged.peek(), item]
      // The acknowledgement says all that the entry says, so it is not asked for again.
      session.adopt(sent.conversationId).receive([entryOf(item, sent)])
    },
  })

  const shownIds = computed(() => new Set(session.entries.value.map((entry) => entry.id)))
  const outgoing = computed(() => {
    const waiting = new Map(
      [...acknowledged.value, ...outbox.items.value].map((item) => [item.messageId, item]),
    )
    return [...waiting.values()].filter((item) => !shownIds.value.has(item.messageId))
  })

  /** What the transcript shows is no longer on its way, whoever sent it. */
  const forgetShown = effect(() => {
    for (const item of outbox.items.value)
      if (item.state !== 'sending' && shownIds.value.has(item.messageId)) outbox.remove(item.messageId)
    if (acknowledged.value.some((item) => shownIds.value.has(item.messageId)))
      acknowledged.value = acknowledged.value.filter((item) => !shownIds.value.has(item.messageId))
  })

  return {
    ...outbox,
    outgoing,
    stop() {
      forgetShown()
      outbox.stop()
    },
  }
}

function entryOf(item: Outgoing, sent: { sequence: number; at: Instant }): Message & ShownEntry {
  const { messageId, text, faqId } = item
  return {
    kind: 'message',
    sequence: sent.sequence,
    id: messageId,
    at: sent.at,
    by: { who: 'visitor' },
    text,
    ...(faqId ? { faqId } : {}),
  }
}
