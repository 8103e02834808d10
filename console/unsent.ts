import { signal } from '@preact/signals'
import type { ConversationId } from '../protocol/conversation.ts'
import type { Sent } from '../protocol/visitor.ts'
import { createOutbox } from '../ui/outbox.ts'
import type { Outbox, Outgoing } from '../ui/outbox.ts'
import type { SafeStorage } from '../ui/storage.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { WriteTab } from './drafts.ts'

export interface Unsent {
  outbox: (conversationId: ConversationId, tab: WriteTab) => Outbox
  /** Something in this conversation was refused and waits for a decision. */
  hasFailed: (conversationId: ConversationId) => boolean
  onSent(
    listener: (conversationId: ConversationId, tab: WriteTab, item: Outgoing, sent: Sent) => void,
  ): () => void
  stop: () => void
}

type SentListener = Parameters<Unsent['onSent']>[0]

/**
 * The outboxes of all conversations, of this agent only. What was written goes out whichever conversation is open,
 * and after a reload: the list of outboxes that hold something is kept beside them.
 */
export function createUnsent(connection: AgentConnection, storage: SafeStorage, agentId: string): Unsent {
  const indexKey = `frontdesk:unsent:${agentId}`
  const keyOf = (name: string) => `${indexKey}:${name}`
  const boxes = signal<ReadonlyMap<string, Outbox>>(new Map())
  const listeners = new Set<SentListener>()
  const forget: (() => void)[] = []

  function outbox(conversationId: ConversationId, tab: WriteTab): Outbox {
    const name = `${tab}:${conversationId}`
    const known = boxes.peek().get(name)
    if (known) return known
    const box = createOutbox({
      key: keyOf(name),
      storage,
      connected: connection.state,
      send: ({ messageId, text }) =>
        connection.ask(tab === 'note' ? 'note:add' : 'message:send', { conversationId, messageId, text }),
      onSent: (item, sent) => {
        for (const listener of listeners) listener(conversationId, tab, item, sent)
      },
    })
    boxes.value = new Map(boxes.peek()).set(name, box)
    forget.push(box.items.subscribe(keepIndex))
    return box
  }

  /** By what is kept, not by what is open here: another page of this agent's may have outboxes of its own. */
  function keepIndex(): void {
    const before = parseIndex(storage.get(indexKey))
    const names = [...new Set([...before, ...boxes.peek().keys()])].filter(
      (name) => storage.get(keyOf(name)) !== null,
    )
    if (names.join() === before.join()) return
    if (names.length > 0) storage.set(indexKey, JSON.stringify(names))
    else storage.remove(indexKey)
  }

  for (const name of parseIndex(storage.get(indexKey))) {
    const [tab, conversationId] = name.split(':')
    if (conversationId && (tab === 'reply' || tab === 'note')) outbox(conversationId, tab)
  }

  return {
    outbox,
    hasFailed: (conversationId) =>
      (['reply', 'note'] as const).some((tab) =>
        boxes.value.get(`${tab}:${conversationId}`)?.items.value.some((item) => item.state === 'failed'),
      ),
    onSent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      for (const stop of forget) stop()
      for (const box of boxes.peek().values()) box.stop()
    },
  }
}

function parseIndex(stored: string | null): string[] {
  try {
    const names: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    // Written by something else: the texts stay where they are, and are found when their conversation is opened.
    return []
  }
}
