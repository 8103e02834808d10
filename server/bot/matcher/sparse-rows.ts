import type { Vector } from '../text/vectors.ts'

export interface SparseRowsParts {
  /** How many features there are. */
  features: number
  /** Where each row begins, and where the last one ends. */
  starts: Uint32Array
  ids: Int32Array
  values: Float32Array
}

/** The vectors of many texts, to compare a text with a few of them. */
export class SparseRows {
  readonly parts: SparseRowsParts
  /** The text that is being compared, by feature; zeros between two. */
  private readonly text: Float32Array

  constructor(parts: SparseRowsParts) {
    this.parts = parts
    this.text = new Float32Array(parts.features)
  }

  static gather(vectors: Vector[], features: number): SparseRows {
    const starts = new Uint32Array(vectors.length + 1)
    vectors.forEach(({ ids }, row) => (starts[row + 1] = starts[row]! + ids.length))
    const ids = new Int32Array(starts[vectors.length]!)
    const values = new Float32Array(ids.length)
    vectors.forEach((vector, row) => {
      ids.set(vector.ids, starts[row])
      values.set(vector.values, starts[row])
    })
    return new SparseRows({ features, starts, ids, values })
  }

  /** The inner products with the rows from `start` to before `end`. */
  compare({ ids, values }: Vector, start: number, end: number): number[] {
    const { text } = this
    // In variables of their own, and plain loops: there are thousands of values for every question.
    const { starts, ids: features, values: amounts } = this.parts
    const products: number[] = []
    for (let at = 0; at < ids.length; at++) text[ids[at]!] = values[at]!
    let at = starts[start]!
    for (let row = start; row < end; row++) {
      const rowEnd = starts[row + 1]!
      let sum = 0
      let second = 0
      // Two sums at a time: neither need wait for the other.
      for (; at < rowEnd - 1; at += 2) {
        sum += amounts[at]! * text[features[at]!]!
        second += amounts[at + 1]! * text[features[at + 1]!]!
      }
      if (at < rowEnd) sum += amounts[at]! * text[features[at++]!]!
      products.push(sum + second)
    }
    for (let at = 0; at < ids.length; at++) text[ids[at]!] = 0
    return products
  }
}
