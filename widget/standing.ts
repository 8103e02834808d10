import type { AgentFace, Message, Rating, Status, ShownEntry } from '../protocol/conversation.ts'

/** How the conversation stands, read from its transcript and kept nowhere else. */
export interface Standing {
  status: Status
  /** The agent it is with, or was with last. */
  agent: AgentFace | null
  /** Left while waiting: the reply comes by e-mail. */
  email: string | null
  /** The wait that the visitor was told when they began to wait. */
  promisedMs: number | null
  /** Given after the last closing. */
  rating: Rating | null
}

const beginning: Standing = { status: 'bot', agent: null, email: null, promisedMs: null, rating: null }

export function standingOf(entries: ShownEntry[]): Standing {
  return entries.reduce(after, beginning)
}

function after(standing: Standing, entry: ShownEntry): Standing {
  if (entry.kind === 'rating') return { ...standing, rating: entry }
  if (entry.kind !== 'move') return standing
  const moved: Standing = {
    ...standing,
    status: entry.status,
    agent: entry.agent ?? standing.agent,
    rating: null,
  }
  if (entry.move === 'handoff-requested')
    return { ...moved, email: null, promisedMs: entry.promisedMs ?? null }
  if (entry.move === 'email-left') return { ...moved, email: entry.email ?? null }
  return entry.status === 'waiting' ? moved : { ...moved, email: null, promisedMs: null }
}

/** What an agent wrote after `sequence`. */
export function unreadAfter(entries: ShownEntry[], sequence: number): Message[] {
  return entries.filter(
    (entry): entry is Message =>
      entry.kind === 'message' && entry.by.who === 'agent' && entry.sequence > sequence,
  )
}

/** The last thing said, for the row on the home screen. */
export function lastSaid(entries: ShownEntry[]): string {
  const last = entries.findLast((entry) => entry.kind === 'message' || entry.kind === 'answer')
  if (last?.kind === 'answer') return last.question
  return last?.kind === 'message' ? last.text : ''
}
