import type { OpenConversation } from '../protocol/agent.ts'
import type {
  AgentFace,
  Instant,
  MoveReason,
  RankedChoice,
  TranscriptEntry,
} from '../protocol/conversation.ts'

/** How a conversation came to the people: what the handoff card tells. */
export interface HandoffStory {
  because: MoveReason
  /** Whose connection was lost, with 'agent-gone'. */
  agent: AgentFace | null
  joinedLineAt: Instant
  /** Null while nobody has taken it. */
  waitedMs: number | null
}

/** One try of the assistant: what was asked, and what it thought of, best first. */
export interface Tried {
  sequence: number
  asked: string | null
  ranked: RankedChoice[]
}

/** The last handoff, read from the transcript; `known` tells it while the transcript is not here yet. */
export function handoffStory(
  entries: TranscriptEntry[],
  known: OpenConversation['handoff'],
): HandoffStory | null {
  let story: HandoffStory | null = known && {
    because: known.because,
    agent: null,
    joinedLineAt: known.at,
    waitedMs: known.waitedMs,
  }
  for (const entry of entries) {
    if (entry.kind !== 'move') continue
    if (entry.move === 'handoff-requested')
      story = { because: entry.because ?? 'asked', agent: null, joinedLineAt: entry.at, waitedMs: null }
    else if (!story) continue
    else if (entry.move === 'released' && entry.because)
      story = { ...story, because: entry.because, agent: entry.agent ?? null }
    else if (entry.move === 'agent-joined')
      story = { ...story, waitedMs: story.waitedMs ?? entry.at - story.joinedLineAt }
  }
  return story
}

/** What the assistant tried, the latest first. A question that was picked from a list was no guess, so no try. */
export function assistantTries(entries: TranscriptEntry[]): Tried[] {
  const tries: Tried[] = []
  let asked: string | null = null
  for (const entry of entries) {
    if (entry.kind === 'message' && entry.by.who === 'visitor') asked = entry.text
    if (entry.kind !== 'answer' && entry.kind !== 'choices' && entry.kind !== 'offer') continue
    const { match } = entry
    if (!match || match.decision === 'picked' || match.ranked.length === 0) continue
    // The offer after a failed answer repeats that answer's match: one question, one try.
    if (asked !== null && tries[0]?.asked === asked) continue
    tries.unshift({ sequence: entry.sequence, asked, ranked: match.ranked })
  }
  return tries
}
