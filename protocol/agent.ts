import type {
  AgentFace,
  ConversationId,
  Instant,
  Mood,
  MoveReason,
  Note,
  Page,
  Party,
  SeenMark,
  Status,
  TranscriptEntry,
} from './conversation.ts'
import type { Done, Sent, TranscriptGrew, TranscriptPage } from './visitor.ts'

/** Requests of the console. Each is answered with `Reply<data>`. */
export interface AgentRequests {
  'desk:hello': { input: Record<string, never>; data: AgentWelcome }
  /** Joins the conversation's news first, then reads it. Any agent may read any conversation. */
  'conversation:open': { input: { conversationId: ConversationId }; data: OpenConversation }
  'conversation:leave': { input: { conversationId: ConversationId }; data: null }
  'transcript:since': {
    input: { conversationId: ConversationId; after: number }
    data: TranscriptPage<TranscriptEntry>
  }
  'notes:since': { input: { conversationId: ConversationId; after: number }; data: NotesPage }
  'conversation:take': { input: AgentMove; data: Done }
  'conversation:release': { input: AgentMove; data: Done }
  'conversation:return': { input: AgentMove; data: Done }
  'conversation:close': { input: AgentMove; data: Done }
  'conversation:reopen': { input: AgentMove; data: Done }
  'message:send': {
    input: { conversationId: ConversationId; messageId: string; text: string }
    data: Sent
  }
  'note:add': { input: { conversationId: ConversationId; messageId: string; text: string }; data: Sent }
  'presence:set': { input: { available: boolean }; data: null }
  /** Praise and complaints, the latest first. */
  'opinions:list': { input: { before: OpinionsEnd | null }; data: OpinionsPage }
  /** Conversations that a person had or was asked for, and that are over: the last one closed first. */
  'closed:list': { input: { before: ListEnd | null }; data: ClosedPage }
  /** The list as it is now, for the regular comparison: null when `version` is still current. */
  'inbox:since': { input: { version: number }; data: Inbox | null }
}

export interface AgentSignals {
  'typing:set': { conversationId: ConversationId; typing: boolean }
  /** The agent has seen the conversation up to here. */
  'seen:set': { conversationId: ConversationId; sequence: number }
}

export interface AgentNews {
  'transcript:grew': TranscriptGrew<TranscriptEntry>
  'notes:grew': { conversationId: ConversationId; notes: Note[] }
  'inbox:changed': InboxChange
  'team:changed': { team: AgentPresence[] }
  'typing:changed': { conversationId: ConversationId; typing: boolean }
  /** The visitor has seen what agents wrote. */
  'seen:changed': { conversationId: ConversationId; seen: SeenMark }
}

export interface AgentMove {
  conversationId: ConversationId
  requestId: string
}

export interface AgentWelcome {
  me: Agent
  siteName: string
  /** The server's clock now: waiting times are reckoned from it. */
  now: Instant
  /** A wait turns brass at this, brick at twice this. */
  waitGoalMs: number
  team: AgentPresence[]
  inbox: Inbox
}

export interface Agent extends AgentFace {
  email: string
  role: AgentRole
}

export type AgentRole = 'agent' | 'owner'

/** `available`: connected and willing. `away`: chosen, or not connected. */
export interface AgentPresence extends AgentFace {
  presence: 'available' | 'away'
  connected: boolean
}

export interface Inbox {
  /** Grows with every change; a gap between two changes means: ask 'inbox:since'. */
  version: number
  rows: InboxRow[]
  /** More were closed earlier: ask 'closed:list'. */
  hasEarlier: boolean
}

export interface ClosedPage {
  rows: InboxRow[]
  hasEarlier: boolean
}

/** Where a page of a list ends: its last row. */
export interface ListEnd {
  since: Instant
  startedAt: Instant
  id: ConversationId
}

/** Where a page of opinions ends: its last conversation, and the latest opinion in that. */
export interface OpinionsEnd {
  at: Instant
  id: ConversationId
}

/** Rows that changed since `from`. Conversations only with the bot are not in the inbox. */
export interface InboxChange {
  from: number
  version: number
  rows: InboxRow[]
  /** Conversations that are deleted; left out where there are none. */
  removed?: ConversationId[]
}

/** A conversation in the console's list. */
export interface InboxRow {
  id: ConversationId
  status: Status
  /** Since when it has this status. */
  since: Instant
  /** While waiting: since when, kept through releases, so it is the place in line. */
  waitingSince: Instant | null
  agent: AgentFace | null
  /** Left while waiting: to be answered by e-mail, out of the live line. */
  email: string | null
  /** In which the FAQ answers the visitor. */
  language: string
  /** What the visitor writes, where the FAQ has none of it. */
  writesIn: string | null
  timeZone: string
  head: number
  startedAt: Instant
  last: { by: Party; text: string; at: Instant } | null
  rating: number | null
  /** Why it was handed over, the last time. */
  because: MoveReason | null
  /** In line it stands as if it had joined so much earlier. */
  headStartMs: number
}

/** Praise or a complaint that was heard in a visitor's message. */
export interface Opinion {
  /** Of the message. */
  sequence: number
  at: Instant
  kind: 'praise' | Mood
  /** The message as one line, cut where it is long. */
  text: string
}

/** A conversation in which an opinion was heard; its latest first. */
export interface Opinionated {
  conversation: InboxRow
  opinions: Opinion[]
}

export interface OpinionsPage {
  found: Opinionated[]
  hasEarlier: boolean
}

export interface OpenConversation extends TranscriptPage<TranscriptEntry> {
  row: InboxRow
  page: Page
  /** Why and when it was handed over, the last time; null if it never was. */
  handoff: { at: Instant; because: MoveReason; waitedMs: number | null } | null
  notes: Note[]
  noteHead: number
}

export interface NotesPage {
  notes: Note[]
  noteHead: number
}

/** HTTP: `POST /api/session`. */
export interface SignIn {
  email: string
  password: string
}

/** HTTP: `POST /api/setup`, with the one-time token that the server printed. */
export interface Setup extends SignIn {
  token: string
  name: string
}

/** HTTP refusals of sign-in and set-up: `{ refusal, triesLeft?, retryAfterMs?, problems? }`. */
export interface HttpRefusal {
  refusal: 'wrong-password' | 'too-many' | 'setup-closed' | 'bad-request' | 'forbidden' | 'internal'
  triesLeft?: number
  retryAfterMs?: number
  problems?: string[]
}
