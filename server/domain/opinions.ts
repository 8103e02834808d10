import type { Opinion } from '../../protocol/agent.ts'
import type { Instant } from '../../protocol/conversation.ts'
import type { Change, Conversation, ConversationState } from './conversation.ts'
import type { Heard } from './faq.ts'
import { isMood } from './handoff-policy.ts'
import { oneLine } from './summary.ts'

/** More of one visitor would tell the site owner nothing new. */
const opinionsMax = 10

/**
 * The change, with the praise or complaint that was heard in this message kept for the agents and the site owner to
 * see. Not in the transcript: a visitor need not read what was made of their words.
 */
export function keepOpinion(
  conversation: Conversation,
  messageId: string,
  heard: Heard | undefined,
  change: Change,
): Change {
  const opinion = heard && opinionIn(conversation, messageId, heard.kind)
  if (!opinion) return change
  const known = conversation.state.opinions ?? []
  if (known.some(({ sequence }) => sequence === opinion.sequence)) return change
  return { ...change, state: { ...change.state, opinions: [...known, opinion].slice(-opinionsMax) } }
}

/** When the last one was heard that is kept; null where none is. */
export function lastOpinionAt({ opinions }: Pick<ConversationState, 'opinions'>): Instant | null {
  return opinions?.at(-1)?.at ?? null
}

function opinionIn(conversation: Conversation, messageId: string, kind: Heard['kind']): Opinion | null {
  const message = conversation.entries[(conversation.sequences.get(messageId) ?? 0) - 1]
  if (message?.kind !== 'message' || (kind !== 'praise' && !isMood(kind))) return null
  return { sequence: message.sequence, at: message.at, kind, text: oneLine(message.text) }
}
