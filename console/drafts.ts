import type { ConversationId } from '../protocol/conversation.ts'
import type { SafeStorage } from '../ui/storage.ts'

export type WriteTab = 'reply' | 'note'

export interface Drafts {
  get(conversationId: ConversationId, tab: WriteTab): string
  set(conversationId: ConversationId, tab: WriteTab, text: string): void
}

/** What was begun and not sent, per conversation, for this agent only: a desk's computer may be shared. */
export function createDrafts(storage: SafeStorage, agentId: string): Drafts {
  const key = (conversationId: ConversationId, tab: WriteTab) =>
    `frontdesk:draft:${agentId}:${conversationId}:${tab}`
  return {
    get: (conversationId, tab) => storage.get(key(conversationId, tab)) ?? '',
    set(conversationId, tab, text) {
      if (text === '') storage.remove(key(conversationId, tab))
      else storage.set(key(conversationId, tab), text)
    },
  }
}
