import type { Example } from './study.ts'
import type { Vector } from './vectors.ts'

const smoothing = 0.01

export interface LikelihoodParts {
  /** Where the list of each feature begins, and where the last one ends. */
  starts: Int32Array
  entryAt: Uint16Array
  ratioAt: Float32Array
}

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
      for (let at = 0; at < vector.values.length; at++) {
        entryTotals[entry]! += vector.values[at]!
        total += vector.values[at]!
      }
    }
    const ratioAt = new Float32Array(sums.length)
    for (let feature = 0; feature < features; feature++) {
      const end = starts[feature + 1]!
      let featureTotal = 0
      for (let at = starts[feature]!; at < end; at++) featureTotal += sums[at]!
      for (let at = starts[feature]!; at < end; at++) {
        const entryTotal = entryTotals[entryAt[at]!]!
        const inside = (sums[at]! + smoothing) / (entryTotal + smoothing * features)
        const outside = (featureTotal - sums[at]! + smoothing) / (total - entryTotal + smoothing * features)
        ratioAt[at] = Math.log(inside / outside)
      }
    }
    return new FeatureLikelihoods({ starts, entryAt, ratioAt })
  }

  /** Adds the evidence of a text, times `weight`, to the score of each entry. */
  addTo(scores: Float64Array, vector: Vector, weight: number): void {
    const { starts, entryAt, ratioAt } = this.parts
    for (let index = 0; index < vector.ids.length; index++) {
      const feature = vector.ids[index]!
      const value = vector.values[index]! * weight
      const end = starts[feature + 1]!
      for (let at = starts[feature]!; at < end; at++) {
        scores[entryAt[at]!]! += value * ratioAt[at]!
      }
    }
  }
}

/** What each feature is worth in the entries that have it, feature after feature. */
function sumByFeature(
  examples: Pick<Example, 'vector' | 'entry'>[],
  features: number,
): { starts: Int32Array; entryAt: Uint16Array; sums: Float64Array } {
  const starts = startsByFeature(examples, features)
  const next = starts.slice()
  const entryAt = new Uint16Array(starts[features]!)
  const sums = new Float64Array(entryAt.length)
  for (const { vector, entry } of examples) {
    for (let at = 0; at < vector.ids.length; at++) {
      const feature = vector.ids[at]!
      const isNew = next[feature] === starts[feature] || entryAt[next[feature]! - 1] !== entry
      const place = isNew ? next[feature]!++ : next[feature]! - 1
      entryAt[place] = entry
      sums[place]! += vector.values[at]!
    }
  }
  return { starts, entryAt, sums }
}

/** Where the list of the entries that have a feature begins, and where the last one ends. */
function startsByFeature(examples: Pick<Example, 'vector' | 'entry'>[], features: number): Int32Array {
  const starts = new Int32Array(features + 1)
  const lastEntry = new Int32Array(features).fill(-1)
  for (const { vector, entry } of examples) {
    for (let at = 0; at < vector.ids.length; at++) {
      const feature = vector.ids[at]!
      if (lastEntry[feature] === entry) continue
      lastEntry[feature] = entry
      starts[feature + 1]!++
    }
  }
  for (let feature = 0; feature < features; feature++) starts[feature + 1]! += starts[feature]!
  return starts
}
