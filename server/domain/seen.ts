import type { Instant } from '../../protocol/conversation.ts'
import { unchanged } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'

/**
 * One side has seen the transcript up to `sequence`. Counts only what the other side wrote, and only forward: so it is
 * written down once a message at most, and never for one's own words.
 */
export function sawUpTo(
  conversation: Conversation,
  side: 'visitor' | 'agents',
  sequence: number,
  now: Instant,
): Change {
  const [field, others] =
    side === 'agents' ? (['seenByAgents', 'visitor'] as const) : (['seenByVisitor', 'agent'] as const)
  const { entries, state } = conversation
  const known = state[field]?.sequence ?? 0
  for (let at = Math.min(sequence, entries.length); at > known; at--) {
    const entry = entries[at - 1]
    if ((entry?.kind === 'message' || entry?.kind === 'choice') && entry.by.who === others)
      return { ...unchanged, state: { [field]: { sequence: at, at: now } } }
  }
  return unchanged
}
