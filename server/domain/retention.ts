import type { ConversationId, Instant } from '../../protocol/conversation.ts'
import type { Conversation } from './conversation.ts'

/** What is left of a conversation that was removed: whom to tell. */
export interface Erased {
  id: ConversationId
  visitorId: string
}

/** Over, and nothing happened in it after `until`: no word, no move, no rating, no note. */
export function isQuietSince(conversation: Conversation, until: Instant): boolean {
  return conversation.state.status === 'closed' && lastTouched(conversation) <= until
}

/** When somebody did something in it last. Who only looks at it does not keep it. */
export function lastTouched({ state, entries, notes }: Conversation): Instant {
  return Math.max(state.since, entries.at(-1)?.at ?? 0, notes.at(-1)?.at ?? 0)
}
