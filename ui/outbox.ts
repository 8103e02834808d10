import { effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { canRetry } from '../protocol/refusals.ts'
import type { RefusalCode, Reply } from '../protocol/refusals.ts'
import type { Sent } from '../protocol/visitor.ts'
import { backOffMs } from './back-off.ts'
import type { ConnectionState } from './connection.ts'
import { newRequestId } from './ids.ts'
import type { SafeStorage } from './storage.ts'

/** A message that the server has not acknowledged yet. `queued`: kept until there is a connection. */
export interface Outgoing {
  messageId: string
  text: string
  faqId?: string
  state: 'sending' | 'queued' | 'failed'
  /** With 'failed': why a retry by itself would not help. */
  refusal?: RefusalCode
}

/**
 * Messages on their way, in order, one at a time. Retried for ever with back-off while a retry can help; a refusal
 * that it cannot cure stops at once and keeps the text. What is unsent survives a reload.
 */
export interface Outbox {
  readonly items: ReadonlySignal<Outgoing[]>
  /** Returns the message's id, which stays the same through every retry. */
  add(text: string, faqId?: string): string
  retry(messageId: string): void
  remove(messageId: string): void
  /** Tries at once instead of waiting for the back-off. */
  flush(): void
  stop(): void
}

export interface OutboxOptions {
  /** Where unsent messages are kept; one key per site or conversation. */
  key: string
  send(item: Outgoing): Promise<Reply<Sent>>
  storage: SafeStorage
  connected: ReadonlySignal<ConnectionState>
  onSent(item: Outgoing, sent: Sent): void
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { key, storage, connected } = options
  const items = signal<Outgoing[]>(read(storage, key))
  let sending = false
  let attempt = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const isOnline = () => connected.peek() === 'online'
  const restingState = () => (connected.peek() === 'offline' ? 'queued' : 'sending')

  /** Shows the change, and makes the same change to what is kept: another tab may have added to it meanwhile. */
  function update(change: (list: Outgoing[]) => Outgoing[]): void {
    keep(storage, key, change(read(storage, key)))
    items.value = change(items.peek())
  }

  function replace(messageId: string, state: Outgoing['state'], refusal?: RefusalCode): void {
    const changed = (item: Outgoing) => {
      const { refusal: _, ...rest } = item
      return refusal ? { ...rest, state, refusal } : { ...rest, state }
    }
    update((list) => list.map((item) => (item.messageId === messageId ? changed(item) : item)))
  }

  async function sendNext(): Promise<void> {
    if (sending || stopped || !isOnline()) return
    const item = items.peek().find((one) => one.state !== 'failed')
    if (!item) return
    clearTimeout(timer)
    sending = true
    const reply = await options.send(item)
    sending = false
    if (stopped) return
    if (reply.ok) {
      attempt = 0
      options.onSent(item, reply.data)
      update((list) => list.filter((one) => one.messageId !== item.messageId))
    } else if (canRetry(reply.refusal)) {
      if (isOnline()) timer = setTimeout(flush, Math.max(reply.retryAfterMs ?? 0, backOffMs(attempt++)))
      return
    } else {
      replace(item.messageId, 'failed', reply.refusal)
    }
    flush()
  }

  function flush(): void {
    void sendNext() // `send` never rejects; how it ends is in `items`.
  }

  const forgetConnection = effect(() => {
    const state = connected.value
    const resting = restingState()
    if (items.peek().some((item) => item.state !== 'failed' && item.state !== resting))
      items.value = items.peek().map((item) => (item.state === 'failed' ? item : { ...item, state: resting }))
    attempt = 0
    if (state === 'online') flush()
  })

  /** Another tab sent or deleted a message that stood here too. One in flight waits for its own answer. */
  function otherTabChanged(event: StorageEvent): void {
    if (event.key !== key) return
    const kept = new Set(parse(event.newValue).map((item) => item.messageId))
    const inFlight = sending ? items.peek().find((item) => item.state !== 'failed')?.messageId : undefined
    items.value = items.peek().filter((item) => kept.has(item.messageId) || item.messageId === inFlight)
  }
  const closed = new AbortController()
  window.addEventListener('storage', otherTabChanged, closed)

  return {
    items,
    add(text, faqId) {
      const messageId = newRequestId()
      const item: Outgoing = { messageId, text, ...(faqId ? { faqId } : {}), state: restingState() }
      update((list) => [...list, item])
      flush()
      return messageId
    },
    retry(messageId) {
      replace(messageId, restingState())
      flush()
    },
    remove(messageId) {
      update((list) => list.filter((item) => item.messageId !== messageId))
    },
    flush,
    stop() {
      stopped = true
      clearTimeout(timer)
      forgetConnection()
      closed.abort()
    },
  }
}

function keep(storage: SafeStorage, key: string, list: Outgoing[]): void {
  if (list.length > 0) storage.set(key, JSON.stringify(list))
  else storage.remove(key)
}

function read(storage: SafeStorage, key: string): Outgoing[] {
  return parse(storage.get(key))
}

/** What is kept can be older than this code, or written by the page: anything unfit is left out. */
function parse(kept: string | null): Outgoing[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(list) ? list.filter(isOutgoing) : []
  } catch {
    return []
  }
}

function isOutgoing(item: unknown): item is Outgoing {
  if (typeof item !== 'object' || item === null) return false
  const { messageId, text } = item as Partial<Outgoing>
  return typeof messageId === 'string' && typeof text === 'string'
}
