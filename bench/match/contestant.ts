import type { Match, Ranked } from '../../server/bot/matcher/matcher.ts'
import type { MatchSet } from './sets.ts'

/** A FAQ as every contestant gets it. */
export type Faq = Pick<MatchSet, 'language' | 'entries' | 'unanswered' | 'keep'>

/** What was found, best first; `confidence` is the contestant's own score, whatever it means. */
export interface Reply {
  ranked: Ranked[]
  /** Left out by those that only rank: their cut is found as in own-cut.ts. */
  decision?: Match['decision']
}

export type Ask = (text: string) => Reply | Promise<Reply>

/** Something that finds the FAQ entry of a question. */
export interface Contestant {
  /** Learns the FAQ, or makes an index of it. */
  open(faq: Faq): Promise<Ask>
  /** Its score is meant as the chance of being right. */
  scoreIsChance: boolean
}

/** What a contestant may learn from: every phrasing, the question among them, once. */
export function phrasingsOf({ entries }: Faq): { id: string; text: string }[] {
  return entries.flatMap(({ id, question, phrasings }) =>
    [...new Set([...phrasings, ...(question ? [question] : [])])].map((text) => ({ id, text })),
  )
}

/** Entries by their best phrasing, from hits in the order of their scores. */
export function bestOfEach(hits: Iterable<{ id: string; score: number }>, most = 5): Ranked[] {
  const best = new Map<string, number>()
  for (const { id, score } of hits) {
    if (!best.has(id)) best.set(id, score)
    if (best.size === most) break
  }
  return [...best].map(([id, confidence]) => ({ id, confidence }))
}
