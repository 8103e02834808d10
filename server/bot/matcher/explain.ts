import { nearnessTells } from './evidence.ts'
import type { LearnedFaq } from './learned-faq.ts'
import type { MatcherEntry } from './matcher.ts'
import { createNearestPhrasing } from './nearest-phrasing.ts'
import type { Reader } from '../text/normalise.ts'
import type { Reading } from './readings.ts'
import type { Scores } from './scoring.ts'
import { trustIn } from '../meaning/table-trust.ts'
import { createSpelling } from './spelling.ts'
import { gatherTraits } from './traits.ts'
import type { Trait } from './traits.ts'

/** Why entries scored as they did. */
export interface Why {
  /** Words that look mistyped, and what they were taken for. */
  corrected: { written: string; meant: string }[]
  candidates: CandidateWhy[]
  /** The same score for the questions that the FAQ lists as unanswered, all of them together; null where it lists none. */
  unanswered: number | null
  /** What it takes from what speaks for the first candidate that it is less near than usual to that one's phrasings, below 0
   *  then; or the little that it adds to be nearer. Null where nobody looks. */
  nearness: number | null
}

export interface CandidateWhy {
  id: string
  /** About 1 for one of its own phrasings, -1 for anything else. The reasons add up to it. */
  score: number
  /** The strongest first. Below 0: it spoke against. */
  reasons: Reason[]
}

export interface Reason {
  /** `start`: what every text begins with. `meaning`: being near in meaning to texts of the FAQ; `text` is the phrasing of
   *  this entry that comes nearest. */
  kind: 'word' | 'phrase' | 'meaning' | 'start'
  text: string
  amount: number
}

/** A text, how it was read, and how it scored. */
export interface Scored {
  text: string
  readings: Reading[]
  scores: Scores
}

/** What explanations are made of. */
interface Sources {
  faq: LearnedFaq
  /** Whose phrasings are shown; none where the FAQ was learned elsewhere. */
  entries: MatcherEntry[]
  read: Reader
}

/** Takes scores apart into what they are sums of: characters count for the word they come from, pairs as phrases. */
export function createExplainer({ faq: { ids, learned }, entries, read }: Sources) {
  const { scorer, table } = learned
  const { inConfidence } = trustIn(table)
  const { usualNearness } = learned.calibration.parts
  const numberOf = new Map(ids.map((id, entry) => [id, entry]))
  const spelling = createSpelling(entries, read)
  const nearestPhrasing = createNearestPhrasing(entries, read, table)

  function explainEntry(entry: number, traits: Trait[], { byMeaning, meaning }: Scores) {
    const reasons: Reason[] = [{ kind: 'start', text: '', amount: scorer.bias[entry]! }]
    for (const { kind, text, weights } of traits) {
      const amount = weights.reduce(
        (sum, [feature, value]) => sum + value * scorer.features.at(feature, entry),
        0,
      )
      if (amount !== 0) reasons.push({ kind, text, amount })
    }
    const amount = byMeaning && byMeaning[entry]! * inConfidence
    if (amount && meaning) reasons.push({ kind: 'meaning', text: nearestPhrasing(entry, meaning), amount })
    reasons.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    return { score: reasons.reduce((sum, { amount }) => sum + amount, 0), reasons }
  }

  return ({ text, readings, scores }: Scored, ranked: { id: string }[]): Why => {
    const written = readings[0]!.tokens
    const meant = readings.at(-1)!.tokens
    const shown = spelling.ofText(text, written)
    const traits = gatherTraits(readings, scores.vectors, learned.vocabulary, shown)
    const slips = meant.flatMap((token, at) => (token === written[at] ? [] : [at]))
    return {
      corrected: slips.map((at) => ({
        written: shown(at),
        meant: spelling.ofFaq(meant[at]!.word),
      })),
      candidates: ranked.map(({ id }) => ({ id, ...explainEntry(numberOf.get(id)!, traits, scores) })),
      unanswered: scores.unanswered ?? null,
      nearness: usualNearness === null ? null : nearnessTells(scores.nearness, usualNearness),
    }
  }
}
