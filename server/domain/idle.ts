import type { Instant } from '../../protocol/conversation.ts'
import { unchanged } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'
import { closeConversation } from './handoff.ts'
import type { Cause } from './handoff.ts'

/** When something happened last that the visitor can see. */
export function lastActivity({ entries, state }: Conversation): Instant {
  return entries.at(-1)?.at ?? state.startedAt
}

/** Ends a conversation with the bot in which nothing has happened for `idleMs`. Any other one stays as it is. */
export function closeIdle(conversation: Conversation, cause: Cause, idleMs: number): Change {
  const isIdle = lastActivity(conversation) <= cause.now - idleMs
  return conversation.state.status === 'bot' && isIdle ? closeConversation(conversation, cause) : unchanged
}
