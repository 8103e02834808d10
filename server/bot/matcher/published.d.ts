// What the package `frontdesk/matcher` promises. tests/package.test.ts compares it with matcher.ts.

/** A FAQ entry: what it is called, ways to ask it, and what helps where those are few. */
export interface MatcherEntry {
  id: string
  phrasings: string[]
  question?: string
  answer?: string
}

export interface MatcherOptions {
  /** BCP 47, such as `en` or `de-AT`. */
  language: string
  /** How eager the bot is: the part of answerable questions that should not end in "unknown", 0 to 1. 0.9 if left out. */
  keep?: number | undefined
  /** Questions that no entry answers, as many as are known: they teach what is not meant. */
  unanswered?: string[] | undefined
}

export interface Ranked {
  id: string
  /** P(this entry is right), 0 to 1. */
  confidence: number
}

/** `ranked`: at most five, best first; their confidences add up to at most 1. */
export interface Match {
  decision: 'answer' | 'choose' | 'unknown'
  ranked: Ranked[]
}

export interface Reason {
  /** `start`: what every text begins with. `meaning`: being near in meaning to texts of the FAQ; `text` is the phrasing of
   *  this entry that comes nearest. */
  kind: 'word' | 'phrase' | 'meaning' | 'start'
  text: string
  amount: number
}

export interface CandidateWhy {
  id: string
  /** About 1 for one of its own phrasings, -1 for anything else. The reasons add up to it. */
  score: number
  /** The strongest first. Below 0: it spoke against. */
  reasons: Reason[]
}

export interface Why {
  /** Words that look mistyped, and what they were taken for. */
  corrected: { written: string; meant: string }[]
  candidates: CandidateWhy[]
  /** The same score for the questions listed as unanswered, all of them together; null where none are listed. */
  unanswered: number | null
  /** What it takes from what speaks for the first candidate that it is less near than usual to that one's phrasings, below 0
   *  then; or the little that it adds to be nearer. Null where nobody looks. */
  nearness: number | null
}

export interface ExplainedMatch extends Match {
  why: Why
}

export interface Matcher {
  /** In time linear to the first 4,000 characters. */
  match(text: string): Match
  /** The same, and why: of as many of the ranked entries as asked for, all of them if left out. */
  explain(text: string, candidates?: number): ExplainedMatch
}

/** Learns the FAQ, in this thread. The same entries always give the same matcher. Rejects with a TypeError that says what is
 *  wrong with them: two entries of one id, `keep` in percent, no language. */
export function createMatcher(entries: MatcherEntry[], options: MatcherOptions): Promise<Matcher>
