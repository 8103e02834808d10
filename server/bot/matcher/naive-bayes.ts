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

  static learn(
    examples: Pick<Example, 'vector' | 'entry'>[],
    entries: number,
    features: number,
  ): FeatureLikelihoods {
    const sums = sumByFeature(examples, features)
    const entryTotals = new Float64Array(entries)
    let total = 0
    for (const { vector, entry } of examples) {
      for (const value of vector.values) {
        entryTotals[entry]! += value
        total += value
      }
    }
    const size = sums.reduce((count, sum) => count + sum.size, 0)
    const starts = new Int32Array(features + 1)
    const entryAt = new Uint16Array(size)
    const ratioAt = new Float32Array(size)
    let at = 0
    sums.forEach((byEntry, feature) => {
      let featureTotal = 0
      for (const sum of byEntry.values()) featureTotal += sum
      for (const [entry, sum] of byEntry) {
        const inside = (sum + smoothing) / (entryTotals[entry]! + smoothing * features)
        const outside =
          (featureTotal - sum + smoothing) / (total - entryTotals[entry]! + smoothing * features)
        entryAt[at] = entry
        ratioAt[at++] = Math.log(inside / outside)
      }
      starts[feature + 1] = at
    })
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

function sumByFeature(
  examples: Pick<Example, 'vector' | 'entry'>[],
  features: number,
): Map<number, number>[] {
  const sums = Array.from({ length: features }, () => new Map<number, number>())
  for (const { vector, entry } of examples) {
    vector.ids.forEach((feature, at) => {
      const byEntry = sums[feature]!
      byEntry.set(entry, (byEntry.get(entry) ?? 0) + vector.values[at]!)
    })
  }
  return sums
}
