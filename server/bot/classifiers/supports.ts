import type { Likeness } from './comparison.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'
import { scoreModule } from './wasm-score.ts'

/** The examples that speak for (amount above 0) or against each entry, entry after entry: those of entry e are at
 *  `starts[e]` to `starts[e + 1]`. */
export interface Supports {
  starts: Uint32Array
  indices: Uint32Array
  amounts: Float32Array
}

/** The score of every entry for a text that is so like each of the examples, with so much weight on meaning. */
export type SupportScorer = (likeness: Likeness, meaningWeight: number) => Float64Array

export function createSupportScorer(supports: Supports, examples: number): SupportScorer {
  return scoreInWasm(supports, examples) ?? scorePlainly(supports)
}

export function scorePlainly({ starts, indices, amounts }: Supports): SupportScorer {
  return ({ alike, close }, meaningWeight) => {
    const similarities = new Float32Array(alike.length)
    for (let at = 0; at < similarities.length; at++)
      similarities[at] = 1 + alike[at]! + meaningWeight * close[at]!
    const scores = new Float64Array(starts.length - 1)
    for (let entry = 0; entry < scores.length; entry++) {
      let score = 0
      const end = starts[entry + 1]!
      for (let at = starts[entry]!; at < end; at++) score += amounts[at]! * similarities[indices[at]!]!
      scores[entry] = score
    }
    return scores
  }
}

/** Null where this process may not compile, or where there is no room. */
function scoreInWasm(supports: Supports, examples: number): SupportScorer | null {
  const scoreIn = scoreModule()
  const size = supports.indices.length
  const room =
    scoreIn &&
    reserveArrays({
      starts: [Uint32Array, supports.starts.length],
      indices: [Uint32Array, size],
      amounts: [Float32Array, size],
      alike: [Float32Array, examples],
      close: [Float32Array, examples],
      similarities: [Float32Array, examples],
      scores: [Float64Array, supports.starts.length - 1],
    })
  if (!room) return null
  const { starts, indices, amounts, alike, close, scores } = room.arrays
  starts.set(supports.starts)
  indices.set(supports.indices)
  amounts.set(supports.amounts)
  const score = scoreIn(room)
  return (likeness, meaningWeight) => {
    alike.set(likeness.alike)
    close.set(likeness.close)
    score(meaningWeight)
    return scores.slice()
  }
}
