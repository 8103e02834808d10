import type { FaqChoice } from '../../protocol/conversation.ts'

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
}
