import type {
  AgentFace,
  ConversationId,
  Instant,
  MoveReason,
  Note,
  Page,
  SeenMark,
  Status,
  TranscriptEntry,
} from '../../protocol/conversation.ts'
import type { Opinion } from '../../protocol/agent.ts'

/** All that is known of a conversation besides its two logs. Always written by the change that appended to them. */
export interface ConversationState {
  visitorId: string
  /** In which the FAQ answers. */
  language: string
  /** What the visitor writes or reads the page in, where the FAQ has none of it. */
  writesIn?: string | null
  page: Page
  timeZone: string
  startedAt: Instant
  status: Status
  /** Since when it has this status. */
  since: Instant
  /** When it joined the waiting line. Kept while an agent has it, so that a release returns it to its old place. */
  waitingSince: Instant | null
  agent: AgentFace | null
  /** The agent it was with last: to whom a reopened conversation returns. */
  lastAgent: AgentFace | null
  email: string | null
  /** When a person was asked for, the last time; null: the bot had it alone. */
  handedOverAt: Instant | null
  /** How long the visitor waited in line for the first agent to join; null before, or if an e-mail was left. */
  waitedMs: number | null
  rating: number | null
  /** Why a person was asked for, the last time. */
  because?: MoveReason | null
  /** It stands in line as if it had joined so much earlier. Goes with `waitingSince`. */
  headStartMs?: number
  /** Praise and complaints that were heard, the latest last. */
  opinions?: Opinion[]
  /** How far a person has seen what the visitor wrote, and the visitor what agents wrote. */
  seenByAgents?: SeenMark
  seenByVisitor?: SeenMark
}

/** A conversation as the store holds it. Rules read it; only `applyChange` writes it. */
export interface Conversation {
  readonly id: ConversationId
  readonly state: Readonly<ConversationState>
  readonly entries: readonly TranscriptEntry[]
  readonly notes: readonly Note[]
  /** Entry id → sequence, note id → sequence: what makes a retry find its first acknowledgement. */
  readonly sequences: ReadonlyMap<string, number>
  readonly noteSequences: ReadonlyMap<string, number>
}

/** A conversation on its way from one store to another: all of it but what is made from it. */
export type WholeConversation = Pick<Conversation, 'id' | 'state' | 'entries' | 'notes'>

/** What a rule decided: the new state, and what both logs gain. Empty: nothing to save. */
export interface Change {
  state: Partial<ConversationState>
  entries: TranscriptEntry[]
  notes: Note[]
}

/** An entry before it has its place in the log. */
export type NewEntry = TranscriptEntry extends infer E
  ? E extends TranscriptEntry
    ? Omit<E, 'sequence'>
    : never
  : never

export const unchanged: Change = { state: {}, entries: [], notes: [] }

export function isUnchanged(change: Change): boolean {
  return change.entries.length === 0 && change.notes.length === 0 && Object.keys(change.state).length === 0
}

/** The number of the last transcript entry; 0 when there is none. */
export function headOf(conversation: Conversation): number {
  return conversation.entries.length
}

export function isOpen({ status }: { status: Status }): boolean {
  return status !== 'closed'
}

/** Whether the change opens a closed conversation: a visitor has one open at a time. */
export function opensAgain({ state }: Conversation, change: Change): boolean {
  return !isOpen(state) && isOpen({ ...state, ...change.state })
}

/** Appends `entries` after the head, in order, with the state that they lead to. */
export function change(
  conversation: Conversation,
  state: Partial<ConversationState>,
  ...entries: NewEntry[]
): Change {
  const head = headOf(conversation)
  return {
    state,
    entries: entries.map((entry, index) => ({ ...entry, sequence: head + 1 + index })),
    notes: [],
  }
}

/** What is known of a visitor before they say anything. */
type FirstKnown = Pick<ConversationState, 'visitorId' | 'language' | 'writesIn' | 'page' | 'timeZone'>

/** Every conversation begins with the bot. */
export function stateAtFirst(known: FirstKnown, now: Instant): ConversationState {
  return {
    ...known,
    startedAt: now,
    status: 'bot',
    since: now,
    waitingSince: null,
    agent: null,
    lastAgent: null,
    email: null,
    handedOverAt: null,
    waitedMs: null,
    rating: null,
  }
}

/** A conversation with nothing in it: what a store builds on when it replays changes. */
export function emptyConversation(id: ConversationId, state: ConversationState): Conversation {
  return { id, state, entries: [], notes: [], sequences: new Map(), noteSequences: new Map() }
}

/**
 * Writes a committed change into the conversation, in place: a transcript may be long, and only the store that
 * owns it calls this, after the commit. Entries must follow the head; a hole is a fault.
 */
export function applyChange(conversation: Conversation, change: Change): void {
  for (const entry of change.entries)
    append(
      conversation.id,
      entry,
      conversation.entries as TranscriptEntry[],
      conversation.sequences as Sequences,
    )
  for (const note of change.notes)
    append(conversation.id, note, conversation.notes as Note[], conversation.noteSequences as Sequences)
  Object.assign(conversation.state, change.state)
}

type Sequences = Map<string, number>

function append<T extends { id: string; sequence: number }>(
  conversationId: ConversationId,
  line: T,
  log: T[],
  sequences: Sequences,
): void {
  if (line.sequence !== log.length + 1)
    throw new Error(
      `conversation ${conversationId}: line ${line.sequence} does not follow line ${log.length}`,
    )
  log.push(line)
  sequences.set(line.id, line.sequence)
}
