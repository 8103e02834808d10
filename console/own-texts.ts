import { computed, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { ConversationId, Note, TranscriptEntry } from '../protocol/conversation.ts'
import type { RefusalCode } from '../protocol/refusals.ts'
import type { Sent } from '../protocol/visitor.ts'
import type { Outbox, Outgoing } from '../ui/outbox.ts'
import type { WriteTab } from './drafts.ts'
import type { Unsent } from './unsent.ts'

/** A message of one's own that the transcript does not show yet. */
export interface OwnText {
  messageId: string
  text: string
  state: Outgoing['state'] | 'sent'
  refusal?: RefusalCode
  tab: WriteTab
}

export interface OwnTexts {
  texts: ReadonlySignal<OwnText[]>
  outbox(tab: WriteTab): Outbox
  stop(): void
}

/** One's own texts until the log shows them: on their way, refused, or sent this moment. */
export function createOwnTexts(
  id: ConversationId,
  unsent: Unsent,
  entries: ReadonlySignal<TranscriptEntry[]>,
  notes: ReadonlySignal<Note[]>,
  onSent: (tab: WriteTab, item: Outgoing, sent: Sent) => void,
): OwnTexts {
  const boxes = { reply: unsent.outbox(id, 'reply'), note: unsent.outbox(id, 'note') }
  const sent: Signal<OwnText[]> = signal([])
  const stop = unsent.onSent((conversationId, tab, item, ack) => {
    if (conversationId !== id) return
    sent.value = [...sent.peek(), { messageId: item.messageId, text: item.text, state: 'sent', tab }]
    onSent(tab, item, ack)
  })
  const waiting = (tab: WriteTab) => boxes[tab].items.value.map((item): OwnText => ({ ...item, tab }))
  const texts = computed(() => {
    const shown = new Set([...entries.value, ...notes.value].map((line) => line.id))
    const all = [...sent.value, ...waiting('reply'), ...waiting('note')]
    return all.filter(
      (own, index) =>
        !shown.has(own.messageId) && all.findIndex((one) => one.messageId === own.messageId) === index,
    )
  })
  return { texts, outbox: (tab) => boxes[tab], stop }
}
