import type { RowSums } from './row-sums.ts'
import type { Vector } from './vectors.ts'

/** Texts by feature, to compare one text with all of them in one pass over its own features. */
export class FeatureIndex {
  private readonly starts: Int32Array
  private readonly textAt: Int32Array
  private readonly valueAt: Float32Array
  private readonly texts: number

  constructor(vectors: Vector[], features: number) {
    this.texts = vectors.length
    this.starts = new Int32Array(features + 1)
    for (const { ids } of vectors) countAll(ids, this.starts)
    for (let id = 0; id < features; id++) this.starts[id + 1]! += this.starts[id]!
    this.textAt = new Int32Array(this.starts[features]!)
    this.valueAt = new Float32Array(this.starts[features]!)
    const next = this.starts.slice()
    vectors.forEach((vector, text) => this.place(vector, text, next))
  }

  private place({ ids, values }: Vector, text: number, next: Int32Array): void {
    for (let at = 0; at < ids.length; at++) {
      const place = next[ids[at]!]!++
      this.textAt[place] = text
      this.valueAt[place] = values[at]!
    }
  }

  /** The inner product with every text, or with so many of the first. */
  compare({ ids, values }: Vector, texts = this.texts): Float32Array {
    const { starts, textAt, valueAt } = this
    const products = new Float32Array(texts)
    for (let at = 0; at < ids.length; at++) {
      const value = values[at]!
      const end = starts[ids[at]! + 1]!
      for (let place = starts[ids[at]!]!; place < end; place++) {
        const text = textAt[place]!
        if (text >= texts) break
        products[text]! += value * valueAt[place]!
      }
    }
    return products
  }

  /** Adds the rows of the texts that have a feature, times what it is worth in them. */
  addRows(feature: number, ofTexts: RowSums): void {
    const { starts, textAt, valueAt } = this
    const end = starts[feature + 1]!
    for (let at = starts[feature]!; at < end; at++) ofTexts.add(textAt[at]!, valueAt[at]!)
  }
}

/** Counts each number one place behind its own. */
function countAll(ids: Int32Array, counts: Int32Array): void {
  for (let at = 0; at < ids.length; at++) counts[ids[at]! + 1]!++
}
