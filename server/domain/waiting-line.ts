import type { ConversationId, Instant } from '../../protocol/conversation.ts'
import type { Place } from '../../protocol/visitor.ts'
import { waitSamplesMin } from '../../protocol/limits.ts'
import type { ConversationSummary } from './summary.ts'

/**
 * The live waiting line, next first. Who left an e-mail is answered by e-mail and stands in no one's way. A head start
 * of some minutes passes only those who joined less than that before: who has waited longer is passed by nobody.
 */
export function waitingLine(conversations: ConversationSummary[]): ConversationSummary[] {
  return conversations
    .filter((each) => each.status === 'waiting' && each.email === null)
    .sort(
      (a, b) =>
        standsSince(a) - standsSince(b) || joinedLineAt(a) - joinedLineAt(b) || (a.id < b.id ? -1 : 1),
    )
}

/** The place of one conversation in a line from `waitingLine`; null when it is not in it. */
export function placeIn(
  line: ConversationSummary[],
  id: ConversationId,
  usualWaitMs: number | null,
  now: Instant,
): Place | null {
  const index = line.findIndex((each) => each.id === id)
  const own = line[index]
  if (!own) return null
  const waitedMs = Math.max(0, now - joinedLineAt(own))
  const estimateMs = usualWaitMs === null ? null : Math.max(0, usualWaitMs - waitedMs)
  return { position: index + 1, waitedMs, estimateMs }
}

/** The median of the last real waits; null below 20 of them, because a promise needs a reason. */
export function usualWait(waitsMs: number[]): number | null {
  if (waitsMs.length < waitSamplesMin) return null
  const sorted = [...waitsMs].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2)
}

function standsSince(conversation: ConversationSummary): Instant {
  return joinedLineAt(conversation) - (conversation.headStartMs ?? 0)
}

function joinedLineAt(conversation: ConversationSummary): Instant {
  return conversation.waitingSince ?? conversation.since
}
