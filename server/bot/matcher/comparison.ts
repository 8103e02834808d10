import type { Asked } from './rehearsal.ts'
import { closeness, dot, FeatureIndex } from './similarity.ts'
import type { Study } from './study.ts'

/** How alike all examples are to one another, by their features and by their meanings. */
export class Comparison {
  readonly study: Study
  private readonly index: FeatureIndex
  private readonly alike: Float32Array
  private readonly close: Float32Array

  constructor(study: Study) {
    this.study = study
    const vectors = study.examples.map(({ vector }) => vector)
    this.index = new FeatureIndex(vectors, study.vocabulary.size)
    this.alike = compareAll(vectors, this.index)
    this.close = compareMeanings(study)
  }

  /** Between all examples: the inner product of their features, 1 for the bias, and a share of how close they are. */
  similarities(meaningWeight: number): Float32Array {
    if (meaningWeight === 0) return this.alike
    const { alike, close } = this
    const sums = new Float32Array(alike.length)
    // A plain loop: there are millions, and calling a function for each takes several times as long.
    for (let at = 0; at < sums.length; at++) sums[at] = alike[at]! + meaningWeight * close[at]!
    return sums
  }

  /** The same of one example as it would be met if the texts that are hidden had never been. */
  similaritiesOf({ index, vector }: Asked, meaningWeight: number): Float32Array {
    const products = this.index.compare(vector)
    const row = index * products.length
    return products.map((product, at) => 1 + product + meaningWeight * this.close[row + at]!)
  }
}

function compareAll(vectors: Study['examples'][number]['vector'][], index: FeatureIndex): Float32Array {
  const count = vectors.length
  const alike = new Float32Array(count * count)
  vectors.forEach((vector, row) => {
    alike.set(
      index.compare(vector).map((product) => 1 + product),
      row * count,
    )
  })
  return alike
}

function compareMeanings({ examples }: Study): Float32Array {
  const count = examples.length
  const close = new Float32Array(count * count)
  examples.forEach(({ meaning }, row) => {
    for (let at = 0; meaning && at <= row; at++) {
      const other = examples[at]!.meaning
      if (other) close[row * count + at] = close[at * count + row] = closeness(dot(meaning, other))
    }
  })
  return close
}
