import type { AgentPresence, InboxChange } from '../protocol/agent.ts'
import type {
  ConversationId,
  FaqChoice,
  Instant,
  Note,
  SeenMark,
  TranscriptEntry,
} from '../protocol/conversation.ts'
import type { DeskState, Place } from '../protocol/visitor.ts'
import type { FaqEntry, FaqMatch } from './domain/faq.ts'
import type { HandoffRules } from './domain/handoff-policy.ts'
import type { OfficeHours } from './domain/hours.ts'
import type { Sentence, Written } from './domain/language.ts'
import type { TalkRules } from './domain/talk-kinds.ts'

/** What the site owner's files say, and what they answer. */
export interface Bot {
  site(): Site
  /** The best language of the FAQ for these wishes (BCP 47, best first); else the site's first one. */
  languageFor(wishes: string[]): string
  /** The language that the FAQ answers in where a visitor writes this one. */
  answersIn(language: string): string
  /** What a text is written in; null where nothing speaks against `expected`. */
  writtenIn(text: string, expected: string): Promise<Written | null>
  /** Says so, in the visitor's language where the bot has a sentence of it. */
  noAnswersIn(language: string, instead: string): Sentence
  /** In this language, or in the site's first one where it is not translated. */
  entry(faqId: string, language: string): FaqEntry | null
  questions(language: string): FaqChoice[]
  /**
   * What the FAQ in `language` knows about a text, and what else is heard in it; `writes`: what it is written in, if
   * that is another language. Waits until the FAQ is ready. Rejects only when the matcher itself failed.
   */
  match(text: string, language: string, writes?: string): Promise<FaqMatch>
}

/** site.json, checked. Sentences are by language; every language of `languages` is there. */
export interface Site {
  languages: string[]
  name: Record<string, string>
  greeting: Record<string, string>
  brand: string
  hours: OfficeHours | null
  topQuestions: string[]
  /** How eager the bot is to answer: the share of known questions it should keep, 0 to 1. */
  keep: number
  /** A conversation with the bot in which nothing was said for so long is closed. */
  closeAfterHours: number
  /** A conversation that is closed, and in which nothing happened for so long, is deleted; null: never. */
  deleteAfterDays: number | null
  handoff: HandoffRules
  talk: TalkRules
}

/** Tells the browsers. News is a hint: whoever misses it catches up by the numbers. */
export interface Announcer {
  /** `except`: the socket whose own request this was, and whose acknowledgement says the same. */
  transcriptGrew(to: Audience, entries: TranscriptEntry[], except?: string): void
  notesGrew(conversationId: ConversationId, notes: Note[], except?: string): void
  inboxChanged(change: InboxChange): void
  /** It is deleted: the visitor's tabs ask anew what there is. Consoles are told with the inbox. */
  conversationErased(to: Audience): void
  placeChanged(to: Audience, place: Place | null): void
  /** `by`: who has seen what the other side wrote. */
  seenChanged(to: Audience, by: 'visitor' | 'agents', seen: SeenMark): void
  deskChanged(state: DeskState): void
  teamChanged(team: AgentPresence[]): void
}

/** The visitor's tabs, and the agents who have the conversation open. */
export interface Audience {
  conversationId: ConversationId
  visitorId: string
}

export interface Clock {
  now(): Instant
  /** Runs `then` once after `ms`; returns what calls it off. */
  after(ms: number, then: () => void): () => void
}

/** 128 random bits or more, base64url. */
export type NewId = () => string

/** Where faults go: logged once, at the edge. */
export interface Log {
  warn(message: string, details?: object): void
  error(message: string, cause: unknown): void
}
