import type { FaqMatch } from './faq.ts'

/** Nobody reads a longer list for the one that was meant. */
const choicesMax = 3

/**
 * Offering an entry that is less likely than this is a guess: below it one in 18 was meant, above it one in seven. Over
 * the few-shot sets of docs/matcher.md it takes away a fifth of all choices, and the right one from 1 in 170 questions.
 */
const choiceLeast = 0.03

/** The entries that a visitor is asked to choose among, the likeliest first; none unless the match is in doubt. */
export function choicesOf<Candidate extends { confidence: number }>({
  decision,
  ranked,
}: {
  decision: FaqMatch['decision']
  ranked: Candidate[]
}): Candidate[] {
  if (decision !== 'choose') return []
  return ranked.slice(0, choicesMax).filter(({ confidence }) => confidence >= choiceLeast)
}
