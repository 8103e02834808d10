/** Milliseconds since 1970, always by the server's clock. */
export type Instant = number

/** Made by the server: 128 random bits, base64url. */
export type ConversationId = string

export type Status = 'bot' | 'waiting' | 'agent' | 'closed'

/** All that a visitor may learn of an agent. `id` is random and opens nothing. */
export interface AgentFace {
  id: string
  name: string
}

/** Who caused an entry. */
export type Party =
  { who: 'visitor' } | { who: 'bot' } | { who: 'system' } | { who: 'agent'; agent: AgentFace }

/** One line of a conversation's transcript, numbered without holes, as the server keeps it and agents see it. */
export type TranscriptEntry = Message | Answer | Choices | Offer | Choice | Feedback | Move | Rating

/** The same line as its visitor gets it: all but what the bot weighed. */
export type ShownEntry = Shown<TranscriptEntry>
export type Shown<Entry> = Entry extends { match: unknown } ? Omit<Entry, 'match'> : Entry

interface EntryBase {
  /** 1, 2, 3 … within its conversation. */
  sequence: number
  /** Unique in its conversation for ever: the sender's `messageId` or `requestId`, or one derived from it. */
  id: string
  at: Instant
  by: Party
}

/** What a person wrote. Plain text, never HTML. */
export interface Message extends EntryBase {
  kind: 'message'
  text: string
  /** The visitor picked this FAQ entry from a list instead of typing. */
  faqId?: string
}

/** The bot's answer, as the FAQ had it at that moment; or its reply to small talk, which has no FAQ entry. */
export interface Answer extends EntryBase {
  kind: 'answer'
  /** null, with an empty question: small talk. */
  faqId: string | null
  question: string
  /** Markdown, as the site owner wrote it. */
  text: string
  /** The same, rendered by the server. Reaches a page only through `ui/rich-text.ts`. */
  html: string
  /** Of the question and the answer. */
  language?: string
  /** What people ask next: shown under the answer while it is the last one. */
  followUps?: FaqChoice[]
  match: MatchRecord
}

/** "Did you mean": one to three FAQ entries to pick from. */
export interface Choices extends EntryBase {
  kind: 'choices'
  choices: FaqChoice[]
  match: MatchRecord
}

/** The bot has nothing (more) to say and offers a person. */
export interface Offer extends EntryBase {
  kind: 'offer'
  because: OfferReason
  /** What the bot says with it; without one the page has its own sentence for the reason. */
  text?: string
  /** Of `text`, where it is not the page's. */
  language?: string
  match: MatchRecord | null
}

/** A miss, a row of misses, an entry whose question belongs to a person, a visitor who is upset, or a language that the
 *  FAQ does not have. */
export type OfferReason = Miss | 'misses' | 'entry-demands' | 'other-language' | Mood

/** How a question ended without a useful answer. */
export type Miss = 'nothing-matched' | 'none-of-these' | 'did-not-help'

/** The visitor picked one of the choices, or none of them (`faqId: null`). */
export interface Choice extends EntryBase {
  kind: 'choice'
  of: number
  faqId: string | null
  question: string | null
}

/** "Did this help?" under the answer with that sequence. */
export interface Feedback extends EntryBase {
  kind: 'feedback'
  of: number
  helped: boolean
}

/** A change of status (or an e-mail address left while waiting): `status` is the one after it. */
export interface Move extends EntryBase {
  kind: 'move'
  move: MoveName
  status: Status
  because?: MoveReason
  /** The agent that the conversation is with after the move, or that has left it. */
  agent?: AgentFace
  email?: string
  /** On 'handoff-requested': the wait the visitor was told, if any. */
  promisedMs?: number
}

export type MoveName =
  | 'handoff-requested'
  | 'waiting-stopped'
  | 'email-left'
  | 'agent-joined'
  | 'released'
  | 'returned-to-bot'
  | 'closed'
  | 'reopened'

export type MoveReason = OfferReason | 'asked' | 'agent-gone'

/** 1 (not well) to 5 (very well). */
export interface Rating extends EntryBase {
  kind: 'rating'
  rating: number
  comment: string
}

/** Wants a person's care whatever the FAQ knows: "this is the third time", "I am at my wits' end". */
export type Mood = 'angry' | 'distressed'

/** What can be heard in a message besides a question. */
export type TalkKind =
  | 'hello'
  | 'how-are-you'
  | 'who-are-you'
  | 'may-i-ask'
  | 'thanks'
  | 'ok'
  | 'yes'
  | 'no'
  | 'bye'
  | 'praise'
  | 'person'
  | Mood

/** What the bot saw when it chose its reply: the agent and the site owner can check it. Visitors do not get it. */
export interface MatchRecord {
  /** 'talk': a reply to small talk, a person or a mood. Never a miss. */
  decision: 'answer' | 'choose' | 'unknown' | 'picked' | 'talk'
  /** Best first. `confidence` is P(this entry is right), 0 to 1. */
  ranked: RankedChoice[]
  /** What was heard besides the question, or instead of one. */
  heard?: { kind: TalkKind; confidence: number }
  spoke?: Spoke
  /** The entry answered before: the question was understood as going on from it. */
  after?: FaqChoice
  /** The words were found in the FAQ of this language, not in the one that was answered in. */
  askedIn?: string
}

/** What spoke for the best entry. */
export interface Spoke {
  /** Words of the visitor, as they wrote them, the strongest first. */
  words: string[]
  /** The phrasing that means nearly the same, where that counted. */
  near?: string
}

export interface FaqChoice {
  faqId: string
  question: string
}

export interface RankedChoice extends FaqChoice {
  confidence: number
}

/** How far somebody has seen what the other side wrote: the number of its last message, and when. Outside the log. */
export interface SeenMark {
  sequence: number
  at: Instant
}

/** A private note. A second log of its own: no visitor-bound type can carry one. */
export interface Note {
  sequence: number
  id: string
  at: Instant
  by: AgentFace
  text: string
}

/** The page that the visitor wrote from. */
export interface Page {
  url: string
  title: string
}
