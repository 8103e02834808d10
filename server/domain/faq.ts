import type { FaqChoice, Spoke, TalkKind } from '../../protocol/conversation.ts'

/** What a site owner writes: one question with the ways to ask it, and its answer. */
export interface FaqEntry {
  id: string
  language: string
  topic: string
  question: string
  phrasings: string[]
  /** Markdown. */
  answer: string
  /** The answer as HTML, not yet safe: a page shows it only through `ui/rich-text.tsx`. */
  html: string
  /** What people ask next. */
  followUps: FaqChoice[]
  /** This question goes to a person. */
  handoff: boolean
}

/** What the bot made of a text: `ranked` best first, with P(right), 0 to 1. */
export interface FaqMatch {
  decision: 'answer' | 'choose' | 'unknown'
  ranked: { entry: FaqEntry; confidence: number }[]
  /** What spoke for the best one. */
  spoke?: Spoke
  /** The words that it is about, where they are not the whole message as it was written. */
  asked?: string
  /** What was heard besides the question, or instead of one; left out where there was nothing of the kind. */
  heard?: Heard
  /** Understood together with the entry that was answered last. */
  after?: FaqChoice
  /** The FAQ in this language knew the words, not the one that the entries are in. */
  askedIn?: string
}

/** Small talk, praise, a mood, or the wish for a person. */
export interface Heard {
  kind: TalkKind
  confidence: number
  /** What spoke for it. */
  spoke?: Spoke
  /** Nothing else was said, so there is no question to miss. */
  alone: boolean
  /** What the bot says to it, in the language it was said in. Markdown, and as HTML like that of an entry. */
  language: string
  text: string
  html: string
}

/** What the bot knows where it cannot know anything. */
export const noMatch: FaqMatch = { decision: 'unknown', ranked: [] }
