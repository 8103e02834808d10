import type { Learned } from './learning.ts'
import type { Token } from '../text/normalise.ts'
import type { Reading } from './readings.ts'
import { scoreFeatures } from '../classifiers/scorer.ts'
import { trustIn } from '../meaning/table-trust.ts'
import type { Vector } from '../text/vectors.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** What speaks for each entry when a text is met, until the next one is. */
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

/** Scores texts, each in all its readings; what it means is that of the last one. */
export type Scoring = (readings: Reading[]) => Scores

/** The numbers of a text are where those of the one before were: to make room for them anew would take longer than to add
 *  them up. */
export function createScoring(learned: Learned): Scoring {
  const { entries, table, scorer, centres, rivals, vocabulary, likelihoods, likelihoodWeight } = learned
  const { inConfidence } = trustIn(table)
  const allScores = new Float64Array(scorer.bias.length)
  const allRanks = new Float64Array(scorer.bias.length)
  const scores = allScores.subarray(0, entries)
  const ranking = allRanks.subarray(0, entries)

  function addFeatures(tokens: Token[], share: number): Vector {
    const vector = vocabulary.vectorOf(tokens)
    const own = scoreFeatures(scorer, vector)
    addTo(allScores, own, share)
    likelihoods.addTo(own, vector, likelihoodWeight)
    addTo(allRanks, own, share)
    return vector
  }

  function addMeaning(meaning: Float32Array, tokens: Token[], words: WordTable): Float64Array {
    const byMeaning = scorer.meaning.scores(meaning, tokens, words)
    addTo(allScores, byMeaning, inConfidence)
    addTo(allRanks, byMeaning, 1)
    centres?.addTo(allRanks, meaning)
    return byMeaning
  }

  return (readings) => {
    allScores.fill(0)
    allRanks.fill(0)
    const vectors: Vector[] = []
    for (const { tokens, share } of readings) vectors.push(addFeatures(tokens, share))
    const { tokens } = readings.at(-1)!
    const meaning = table?.embed(tokens) ?? null
    const byMeaning = table && meaning && addMeaning(meaning, tokens, table)
    const nearness = rivals?.reorder(ranking, vectors.at(-1)!, meaning)
    return {
      scores,
      ranking,
      vectors,
      meaning,
      byMeaning,
      unanswered: allScores[entries],
      nearness,
      familiar: vectors.some(({ ids }) => ids.length > 0),
    }
  }
}

// A plain loop: calling a function for each entry takes several times as long.
function addTo(sums: Float64Array, some: Float64Array, share: number): void {
  for (let entry = 0; entry < sums.length; entry++) sums[entry]! += share * some[entry]!
}
