import { nearnessTells } from './evidence.ts'
import { pairsBlock, wordsOfPair } from './features.ts'
import type { LearnedFaq } from './learned-faq.ts'
import type { Learned } from './learning.ts'
import type { MatcherEntry } from './matcher.ts'
import type { Reader, Token } from './normalise.ts'
import type { Reading } from './readings.ts'
import type { Scores } from './scoring.ts'
import { dot } from './similarity.ts'
import { trustIn } from './table-trust.ts'
import { createSpelling } from './spelling.ts'
import { createWordsHolding } from './unspaced-words.ts'
import type { Vocabulary } from './vectors.ts'

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

  /** The phrasing of the entry whose words mean most nearly the same. */
  function nearestPhrasing(entry: number, meaning: Float32Array): string {
    const { phrasings = [], question } = entries[entry] ?? {}
    const all = [...(question ? [question] : []), ...phrasings]
    const closeness = all.map((phrasing) => {
      const own = table?.embed(read(phrasing))
      return own ? dot(own, meaning) : -1
    })
    return all[closeness.indexOf(Math.max(...closeness))] ?? ''
  }

  function explainEntry(entry: number, traits: Trait[], meant: Token[], { byMeaning }: Scores) {
    const reasons: Reason[] = [{ kind: 'start', text: '', amount: scorer.bias[entry]! }]
    for (const { kind, text, weights } of traits) {
      const amount = weights.reduce((sum, [id, value]) => sum + value * scorer.features.at(id, entry), 0)
      if (amount !== 0) reasons.push({ kind, text, amount })
    }
    const amount = byMeaning && byMeaning[entry]! * inConfidence
    const meaning = amount ? table?.embed(meant) : null
    if (amount && meaning) reasons.push({ kind: 'meaning', text: nearestPhrasing(entry, meaning), amount })
    reasons.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    return { score: reasons.reduce((sum, { amount }) => sum + amount, 0), reasons }
  }

  return ({ text, readings, scores }: Scored, ranked: { id: string }[]): Why => {
    const written = readings[0]!.tokens
    const meant = readings.at(-1)!.tokens
    const shown = spelling.ofText(text, written)
    const traits = gatherTraits(readings, learned, shown)
    const slips = meant.flatMap((token, at) => (token === written[at] ? [] : [at]))
    return {
      corrected: slips.map((at) => ({
        written: shown(at),
        meant: spelling.ofFaq(meant[at]!.word),
      })),
      candidates: ranked.map(({ id }) => ({ id, ...explainEntry(numberOf.get(id)!, traits, meant, scores) })),
      unanswered: scores.unanswered ?? null,
      nearness: usualNearness === null ? null : nearnessTells(scores.nearness, usualNearness),
    }
  }
}

/** A word or phrase of a text, and its features with what each of them weighs there. */
interface Trait {
  kind: 'word' | 'phrase'
  text: string
  weights: [feature: number, value: number][]
}

function gatherTraits(readings: Reading[], { vocabulary }: Learned, show: (at: number) => string): Trait[] {
  const traits = new Map<string, Trait>()
  for (const { tokens, share } of readings) {
    const features = vocabulary.extract(tokens)
    const { ids, values } = vocabulary.weigh(vocabulary.count(tokens))
    const weightOf = new Map(Array.from(ids, (id, at) => [id, share * values[at]!]))
    const holders = holdersOf(tokens, vocabulary, show)
    features.forEach((counts, block) => {
      for (const [feature, count] of counts) {
        const id = vocabulary.numberOf(block, feature)
        if (id === undefined) continue
        for (const { kind, text, times } of holders(block, feature, count)) {
          const key = `${kind} ${text}`
          const trait = traits.get(key) ?? { kind, text, weights: [] }
          trait.weights.push([id, (weightOf.get(id)! * times) / count])
          traits.set(key, trait)
        }
      }
    })
  }
  return [...traits.values()]
}

interface Holder extends Pick<Trait, 'kind' | 'text'> {
  /** How often the feature comes from it. */
  times: number
}

/** Tells which words a feature comes from. */
function holdersOf(tokens: Token[], vocabulary: Vocabulary, show: (at: number) => string) {
  const firstAt = new Map<string, number>()
  const byFeature = new Map<string, Holder[]>()
  tokens.forEach((token, at) => {
    if (!firstAt.has(token.stem)) firstAt.set(token.stem, at)
    // Without spaces a whole sentence would be one word, and its pieces mean nothing to people.
    const wordsOf = token.unspaced ? createWordsHolding(token.word) : () => [{ text: show(at), part: 1 }]
    vocabulary.extract([token]).forEach((counts, block) => {
      if (block === pairsBlock) return
      for (const [feature, times] of counts) {
        const key = `${block} ${feature}`
        const holders = byFeature.get(key) ?? []
        byFeature.set(key, holders)
        for (const { text, part } of wordsOf(feature))
          holders.push({ kind: 'word', text, times: times * part })
      }
    })
  })
  return (block: number, feature: string, times: number): Holder[] =>
    block === pairsBlock
      ? [{ ...pairOf(feature, firstAt, show), times }]
      : (byFeature.get(`${block} ${feature}`) ?? [])
}

/** "where is", or "where … parcel" if the two are no neighbours; a word at the beginning or end, or one that is read as two,
 *  is only that word. */
function pairOf(feature: string, firstAt: Map<string, number>, show: (at: number) => string) {
  const places = wordsOfPair(feature).words.flatMap((stem = '') => firstAt.get(stem) ?? [])
  const [first = 0, second] = places.sort((a, b) => a - b)
  if (second === undefined || second === first) return { kind: 'word', text: show(first) } as const
  if (show(first) === show(second)) return { kind: 'word', text: show(first) } as const
  const between = second === first + 1 ? ' ' : ' … '
  return { kind: 'phrase', text: show(first) + between + show(second) } as const
}
