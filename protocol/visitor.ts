import type {
  AgentFace,
  ConversationId,
  FaqChoice,
  Instant,
  Page,
  SeenMark,
  ShownEntry,
} from './conversation.ts'

/** Requests of the widget. Each is answered with `Reply<data>`; the same id asked twice is answered alike. */
export interface VisitorRequests {
  /** First word after every connect. The server has joined the open conversation before it reads it. */
  'desk:hello': { input: Hello; data: Welcome }
  'transcript:since': { input: { conversationId: ConversationId; after: number }; data: TranscriptPage }
  /** `conversationId: null` continues the open conversation or begins one. */
  'message:send': {
    input: { conversationId: ConversationId | null; messageId: string; text: string; faqId?: string }
    data: Sent
  }
  'choice:pick': {
    input: { conversationId: ConversationId; requestId: string; of: number; faqId: string | null }
    data: Done
  }
  'answer:rate': {
    input: { conversationId: ConversationId; requestId: string; of: number; helped: boolean }
    data: Done
  }
  /** `conversationId: null` as with 'message:send'. */
  'handoff:request': { input: { conversationId: ConversationId | null; requestId: string }; data: Sent }
  /** Where this conversation stands in line now: null when it does not. */
  'place:read': { input: { conversationId: ConversationId }; data: { place: Place | null } }
  'waiting:stop': { input: { conversationId: ConversationId; requestId: string }; data: Done }
  'email:leave': {
    input: { conversationId: ConversationId; requestId: string; email: string }
    data: Done
  }
  'conversation:close': { input: { conversationId: ConversationId; requestId: string }; data: Done }
  'conversation:rate': {
    input: { conversationId: ConversationId; requestId: string; rating: number; comment: string }
    data: Done
  }
}

/** Volatile: lost without harm, never answered. */
export interface VisitorSignals {
  'typing:set': { conversationId: ConversationId; typing: boolean }
  /** The visitor has seen the conversation up to here. */
  'seen:set': { conversationId: ConversationId; sequence: number }
}

/** News for the widget. Pushes are hints: a gap is filled with 'transcript:since'. */
export interface VisitorNews {
  'transcript:grew': TranscriptGrew
  'place:changed': { conversationId: ConversationId; place: Place | null }
  'desk:changed': DeskState
  'site:changed': PublicSite
  'typing:changed': { conversationId: ConversationId; agent: AgentFace; typing: boolean }
  /** A person has seen what the visitor wrote. */
  'seen:changed': { conversationId: ConversationId; seen: SeenMark }
}

export interface Hello {
  /** The conversation on this screen, if it has one; else the server finds the open one. */
  conversationId: ConversationId | null
  /** The last sequence this screen has. */
  after: number
  /** What the page and the browser ask for, best first: BCP 47. */
  languages: string[]
  page: Page
  /** IANA name, or '' where the browser hides it. */
  timeZone: string
}

export interface Welcome {
  site: PublicSite
  desk: DeskState
  conversation: ConversationStart | null
  place: Place | null
}

export interface ConversationStart extends TranscriptPage {
  id: ConversationId
}

/** Entries after the asked sequence, in order; `head` is the last that exists. */
export interface TranscriptPage<Entry = ShownEntry> {
  entries: Entry[]
  head: number
  /** How far the other side has seen what this side wrote; left out where it has seen nothing. */
  seen?: SeenMark
}

export interface TranscriptGrew<Entry = ShownEntry> {
  conversationId: ConversationId
  entries: Entry[]
}

/** The acknowledgement: durable, with this number, at this time. */
export interface Sent {
  conversationId: ConversationId
  sequence: number
  at: Instant
}

export interface Done {
  sequence: number
}

/** The site as its visitor sees it, in the language that fits best. */
export interface PublicSite {
  name: string
  greeting: string
  /** The language of `name`, `greeting` and the questions. */
  language: string
  languages: string[]
  brand: string
  topQuestions: FaqChoice[]
  /** Every question of the FAQ in this language, for suggestions while typing. */
  questions: FaqChoice[]
}

/** Who is in, and when somebody will be. */
export interface DeskState {
  /** Agents who are available now. */
  agents: AgentFace[]
  /** Nobody is in: when the next office hours begin, or null if that is not known (or they run now). */
  opensAt: Instant | null
  /** Usual wait for a person, from at least 20 real ones; else null. */
  usualWaitMs: number | null
}

/** One's position in the waiting line. 1 is next. */
export interface Place {
  position: number
  /** How long they have stood there when this is told: the visitor's own clock may be years off. */
  waitedMs: number
  /** From real figures, else null. */
  estimateMs: number | null
}
