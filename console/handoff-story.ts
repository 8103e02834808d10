import type { OpenConversation } from '../protocol/agent.ts'
import type {
  AgentFace,
  Instant,
  Message,
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
  asked: string
  /** The visitor picked the question from a list: its answer was no guess. */
  picked: boolean
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

/**
 * What the assistant tried, the latest first. It answers messages in their order, also when the visitor has written
 * the next one meanwhile. A second reply to the same message repeats its match: one question, one try. What was picked
 * among choices stands in those choices already.
 */
export function assistantTries(entries: TranscriptEntry[]): Tried[] {
  const tries: Tried[] = []
  let unanswered: Message[] = []
  for (const entry of entries) {
    // People answer from here on, or the assistant begins anew.
    if (entry.kind === 'move') unanswered = []
    if (entry.kind === 'message' && entry.by.who === 'visitor') unanswered.push(entry)
    if (entry.kind !== 'answer' && entry.kind !== 'choices' && entry.kind !== 'offer') continue
    if (entry.kind === 'offer' && entry.because === 'entry-demands') continue
    const picked = entry.match?.decision === 'picked'
    if (picked && !unanswered[0]?.faqId) continue
    const question = unanswered.shift()
    if (!question || !entry.match || entry.match.ranked.length === 0) continue
    tries.unshift({ sequence: entry.sequence, asked: question.text, picked, ranked: entry.match.ranked })
  }
  return tries
}
