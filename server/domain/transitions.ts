import type { MoveName, Status } from '../../protocol/conversation.ts'
import { Refusal } from './refusal.ts'

/**
 * Every move a conversation can make: from which statuses, and to which. `reopened` leads to one of three, by who
 * is there (see `reopenConversation`). The rules, their tests and docs/architecture.md all read this table.
 */
export const transitions: Record<MoveName, { from: readonly Status[]; to: readonly Status[] }> = {
  'handoff-requested': { from: ['bot'], to: ['waiting'] },
  'waiting-stopped': { from: ['waiting'], to: ['bot'] },
  'email-left': { from: ['waiting'], to: ['waiting'] },
  'agent-joined': { from: ['waiting'], to: ['agent'] },
  released: { from: ['agent'], to: ['waiting'] },
  'returned-to-bot': { from: ['agent'], to: ['bot'] },
  closed: { from: ['bot', 'waiting', 'agent'], to: ['closed'] },
  reopened: { from: ['closed'], to: ['agent', 'waiting', 'bot'] },
}

export function isAllowed(move: MoveName, from: Status): boolean {
  return transitions[move].from.includes(from)
}

/** Refuses: 'conversation-closed' when that is why, else 'move-not-allowed'. */
export function requireMove(move: MoveName, from: Status): void {
  if (!isAllowed(move, from))
    throw new Refusal(from === 'closed' ? 'conversation-closed' : 'move-not-allowed')
}
