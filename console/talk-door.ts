import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { OpenConversation } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
import { canRetry } from '../protocol/refusals.ts'
import type { RefusalCode, Reply } from '../protocol/refusals.ts'
import type { AgentConnection } from './agent-connection.ts'

export interface Door {
  details: ReadonlySignal<OpenConversation | null>
  refusal: ReadonlySignal<RefusalCode | null>
  /** Opens once a connection. The reply for the first that asks on `behalf` of a log, null for its later asking. */
  open(behalf: 'transcript' | 'notes'): Promise<Reply<OpenConversation> | null>
  leave(): void
}

/** Joins the news of one conversation, once a connection, before anything of it is read. */
export function createDoor(connection: AgentConnection, conversationId: ConversationId): Door {
  const details = signal<OpenConversation | null>(null)
  const refusal = signal<RefusalCode | null>(null)
  let opening: Promise<Reply<OpenConversation>> | null = null
  const told = new Set<string>()

  async function ask(): Promise<Reply<OpenConversation>> {
    const reply = await connection.ask('conversation:open', { conversationId })
    if (reply.ok) details.value = reply.data
    else opening = null
    refusal.value = reply.ok || canRetry(reply.refusal) ? null : reply.refusal
    return reply
  }
  // Told before the logs hear of the connection, so that their first question after it opens anew.
  const stop = connection.state.subscribe((state) => {
    if (state === 'online') return
    opening = null
    told.clear()
  })

  return {
    details,
    refusal,
    async open(behalf) {
      const reply = await (opening ??= ask())
      if (reply.ok && told.has(behalf)) return null
      if (reply.ok) told.add(behalf)
      return reply
    },
    leave() {
      stop()
      // Nothing to do with the answer: whoever left hears no more of it.
      void connection.ask('conversation:leave', { conversationId })
    },
  }
}
