import type { Learned } from './learning.ts'
import type { Reading } from './readings.ts'
import { scoreFeatures } from './scorer.ts'
import { trustIn } from './table-trust.ts'
import type { Vector } from './vectors.ts'

/** What speaks for each entry when a text is met. */
export interface Scores {
  /** What the confidence is read from: what the classifiers say, of meaning only the share that is trusted. */
  scores: Float64Array
  /** What the order is read from: all that the classifiers say, a little naive Bayes and the middles of entries; then rivals
   *  have exchanged their places. */
  ranking: Float64Array
  /** Of each reading. */
  vectors: Vector[]
  /** Of the last reading; null where no word's meaning is known. */
  meaning: Float32Array | null
  /** What meaning added to the ranking; null where no word's meaning is known. */
  byMeaning: Float64Array | null
  /** The score of all unanswered questions together, where the FAQ lists any. */
  unanswered: number | undefined
  /** How near the text is to the entry that comes first (nearness.ts); undefined where nobody looks. */
  nearness: number | undefined
  /** False if the text shares nothing at all with the FAQ. */
  familiar: boolean
}

/** Scores a text in all its readings; what it means is that of the last one. */
export function scoreText(readings: Reading[], learned: Learned): Scores {
  const { entries, table, scorer, centres, rivals, vocabulary, likelihoods, likelihoodWeight } = learned
  const scores = new Float64Array(scorer.bias.length)
  const ranking = new Float64Array(scorer.bias.length)
  let familiar = false
  const vectors: Vector[] = []
  for (const { tokens, share } of readings) {
    const vector = vocabulary.weigh(vocabulary.count(tokens))
    vectors.push(vector)
    const own = scoreFeatures(scorer, vector)
    addTo(scores, own, share)
    likelihoods.addTo(own, vector, likelihoodWeight)
    addTo(ranking, own, share)
    familiar ||= vector.ids.length > 0
  }
  const meant = readings.at(-1)!.tokens
  const meaning = table?.embed(meant) ?? null
  const byMeaning = table && meaning ? scorer.meaning.scores(meaning, meant, table) : null
  if (byMeaning) {
    addTo(scores, byMeaning, trustIn(table).inConfidence)
    addTo(ranking, byMeaning, 1)
  }
  if (meaning) centres?.addTo(ranking, meaning)
  const ranks = ranking.subarray(0, entries)
  const nearness = rivals?.reorder(ranks, vectors.at(-1)!, meaning)
  return {
    scores: scores.subarray(0, entries),
    ranking: ranks,
    vectors,
    meaning,
    byMeaning,
    unanswered: scores[entries],
    nearness,
    familiar,
  }
}

// A plain loop: calling a function for each entry takes several times as long.
function addTo(sums: Float64Array, some: Float64Array, share: number): void {
  for (let entry = 0; entry < sums.length; entry++) sums[entry]! += share * some[entry]!
}
