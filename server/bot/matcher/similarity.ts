import type { Vector } from './vectors.ts'

// Gaussian of the distance between two directions, less what far ones have: they say nothing and need not be met.
const sharpness = 6
const nothing = 0.05
const leastCosine = 1 + Math.log(nothing) / sharpness

/** How close two meanings are, 0 to 1, from their cosine. */
export function closeness(cosine: number): number {
  return cosine <= leastCosine ? 0 : (Math.exp(sharpness * (cosine - 1)) - nothing) / (1 - nothing)
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

/** Texts by feature, to compare one text with all of them in one pass over its own features. */
export class FeatureIndex {
  private readonly starts: Int32Array
  private readonly textAt: Int32Array
  private readonly valueAt: Float32Array
  private readonly texts: number

  constructor(vectors: Vector[], features: number) {
    this.texts = vectors.length
    this.starts = new Int32Array(features + 1)
    for (const { ids } of vectors) for (const id of ids) this.starts[id + 1]!++
    for (let id = 0; id < features; id++) this.starts[id + 1]! += this.starts[id]!
    this.textAt = new Int32Array(this.starts[features]!)
    this.valueAt = new Float32Array(this.starts[features]!)
    const next = this.starts.slice()
    vectors.forEach(({ ids, values }, text) => {
      ids.forEach((id, at) => {
        const place = next[id]!++
        this.textAt[place] = text
        this.valueAt[place] = values[at]!
      })
    })
  }

  /** The inner product with every text. */
  compare({ ids, values }: Vector): Float32Array {
    const { starts, textAt, valueAt } = this
    const products = new Float32Array(this.texts)
    for (let at = 0; at < ids.length; at++) {
      const value = values[at]!
      const end = starts[ids[at]! + 1]!
      for (let place = starts[ids[at]!]!; place < end; place++) {
        products[textAt[place]!]! += value * valueAt[place]!
      }
    }
    return products
  }
}
