import type { OpenConversation } from '../protocol/agent.ts'
import type {
  AgentFace,
  Instant,
  Message,
  MoveReason,
  RankedChoice,
  Spoke,
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
  /** What spoke for the best of them. */
  spoke: Spoke | null
  /** The question answered before, where this one was understood as going on from it. */
  after: string | null
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
    else if (entry.move === 'released')
      // In line again, at its old place: the wait that counts goes on from there.
      story = {
        ...story,
        waitedMs: null,
        ...(entry.because && { because: entry.because, agent: entry.agent ?? null }),
      }
    else if (entry.move === 'agent-joined') story = { ...story, waitedMs: entry.at - story.joinedLineAt }
  }
  return story
}

const replySuffix = ':reply'

/**
 * What the assistant tried, the latest first. A reply has the id of what it replies to, so it finds its question also
 * when another one was answered before. A reply to anything but a message is no new try: it repeats the match of the
 * list or answer that it belongs to.
 */
export function assistantTries(entries: TranscriptEntry[]): Tried[] {
  const questions = new Map<string, Message>()
  const tries: Tried[] = []
  for (const entry of entries) {
    if (entry.kind === 'message' && entry.by.who === 'visitor') questions.set(entry.id, entry)
    if (entry.kind !== 'answer' && entry.kind !== 'choices' && entry.kind !== 'offer') continue
    // Small talk is no try of an answer.
    if (!entry.match || entry.match.decision === 'talk') continue
    if (entry.match.ranked.length === 0 || !entry.id.endsWith(replySuffix)) continue
    const question = questions.get(entry.id.slice(0, -replySuffix.length))
    if (!question) continue
    const { decision, ranked, spoke = null, after } = entry.match
    tries.unshift({
      ...{ sequence: entry.sequence, asked: question.text, picked: decision === 'picked', ranked, spoke },
      after: after?.question ?? null,
    })
  }
  return tries
}
