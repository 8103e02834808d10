import { addList } from '../classifiers/entry-lists.ts'
import type { EntryLists } from '../classifiers/entry-lists.ts'
import type { Example } from './study.ts'
import type { Vector } from '../text/vectors.ts'

const smoothing = 0.01

/** A list a feature: how much more likely it is in an entry than outside of it. */
export type LikelihoodParts = EntryLists

/** How much more likely a feature is inside an entry than outside of it: the complement form of naive Bayes (Rennie, Shih,
 *  Teevan & Karger 2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers"). Kept only where the entry has
 *  the feature, as lists per feature. */
export class FeatureLikelihoods {
  readonly parts: LikelihoodParts

  constructor(parts: LikelihoodParts) {
    this.parts = parts
  }

  /** The examples of one entry follow those of another. */
  static learn(
    examples: Pick<Example, 'vector' | 'entry'>[],
    entries: number,
    features: number,
  ): FeatureLikelihoods {
    const { starts, entryAt, sums } = sumByFeature(examples, features)
    const entryTotals = new Float64Array(entries)
    let total = 0
    for (const { vector, entry } of examples) {
      entryTotals[entry] = addUp(vector.values, entryTotals[entry])
      total = addUp(vector.values, total)
    }
    const amountAt = new Float32Array(sums.length)
    const ratioOf = (sum: number, featureTotal: number, entryTotal: number): number => {
      const inside = (sum + smoothing) / (entryTotal + smoothing * features)
      const outside = (featureTotal - sum + smoothing) / (total - entryTotal + smoothing * features)
      return Math.log(inside / outside)
    }
    for (let feature = 0; feature < features; feature++) {
      const end = starts[feature + 1]!
      const featureTotal = addUp(sums, 0, starts[feature], end)
      for (let at = starts[feature]!; at < end; at++)
        amountAt[at] = ratioOf(sums[at]!, featureTotal, entryTotals[entryAt[at]!]!)
    }
    return new FeatureLikelihoods({ starts, entryAt, amountAt })
  }

  /** Adds the evidence of a text, times `weight`, to the score of each entry. */
  addTo(scores: Float64Array, vector: Vector, weight: number): void {
    for (let at = 0; at < vector.ids.length; at++)
      addList(scores, this.parts, vector.ids[at]!, vector.values[at]! * weight)
  }
}

// Functions of one short loop: they are soon compiled, long before one that does everything would be.

function addUp(numbers: Float32Array | Float64Array, sum = 0, start = 0, end = numbers.length): number {
  for (let at = start; at < end; at++) sum += numbers[at]!
  return sum
}

/** What each feature is worth in the entries that have it, feature after feature. */
function sumByFeature(
  examples: Pick<Example, 'vector' | 'entry'>[],
  features: number,
): { starts: Uint32Array; entryAt: Uint16Array; sums: Float64Array } {
  const starts = startsByFeature(examples, features)
  const next = starts.slice()
  const entryAt = new Uint16Array(starts[features]!)
  const sums = new Float64Array(entryAt.length)
  const add = ({ ids, values }: Vector, entry: number): void => {
    const count = ids.length
    for (let at = 0; at < count; at++) {
      const end = next[ids[at]!]!
      const isNew = end === starts[ids[at]!] || entryAt[end - 1] !== entry
      const place = isNew ? end : end - 1
      if (isNew) next[ids[at]!] = end + 1
      entryAt[place] = entry
      sums[place]! += values[at]!
    }
  }
  for (const { vector, entry } of examples) add(vector, entry)
  return { starts, entryAt, sums }
}

/** Where the list of the entries that have a feature begins, and where the last one ends. */
function startsByFeature(examples: Pick<Example, 'vector' | 'entry'>[], features: number): Uint32Array {
  const starts = new Uint32Array(features + 1)
  const lastEntry = new Int32Array(features).fill(-1)
  const count = ({ ids }: Vector, entry: number): void => {
    for (let at = 0; at < ids.length; at++) {
      if (lastEntry[ids[at]!] !== entry) starts[ids[at]! + 1]!++
      lastEntry[ids[at]!] = entry
    }
  }
  for (const { vector, entry } of examples) count(vector, entry)
  for (let feature = 0; feature < features; feature++) starts[feature + 1]! += starts[feature]!
  return starts
}
