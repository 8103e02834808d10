import { addModule } from '../arithmetic/simd-add.ts'
import { cosinesModule, multipliedAtOnce } from '../arithmetic/simd-cosines.ts'
import { addTimes, dotNarrow } from '../arithmetic/similarity.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'

/** Entry by entry, a weight for each feature of a meaning, while they are learned. */
export interface MeaningWeights {
  readonly all: Float32Array
  /** Adds to the scores of some entries, in their order, what a meaning says of them. */
  addTo(scores: Float64Array, meaning: Float32Array, some: Uint16Array): void
  /** Moves the weights of so many of the first of some entries by a meaning, times as many steps. */
  move(some: Uint16Array, steps: Float64Array, count: number, meaning: Float32Array): void
}

/** Weights of a copy, so that what was given stays as it is. Vector instructions take a third of the time and give the same to the
 *  last bit. */
export function createMeaningWeights(weights: Float32Array, width: number): MeaningWeights {
  const isFit = weights.length > 0 && width % multipliedAtOnce === 0
  return (isFit && learnBySimd(weights, width)) || learnPlainly(weights.slice(), width)
}

function learnPlainly(all: Float32Array, width: number): MeaningWeights {
  return {
    all,
    addTo(scores, meaning, some) {
      for (let at = 0; at < some.length; at++) scores[at]! += dotNarrow(meaning, all, some[at]! * width)
    },
    move(some, steps, count, meaning) {
      for (let at = 0; at < count; at++) addTimes(steps[at]!, meaning, all, some[at]! * width)
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function learnBySimd(weights: Float32Array, width: number): MeaningWeights | null {
  const compareIn = cosinesModule()
  const addIn = addModule()
  const room =
    compareIn &&
    addIn &&
    reserveArrays({
      given: [Float32Array, width],
      sum: [Float32Array, 1],
      all: [Float32Array, weights.length],
    })
  if (!room) return null
  const { memory, arrays } = room
  const { sum, all } = arrays
  all.set(weights)
  const compare = compareIn({ memory, arrays: { compared: arrays.given } })
  const add = addIn(room)
  const rowBytes = arrays.given.byteLength
  return {
    all,
    addTo(scores, meaning, some) {
      arrays.given.set(meaning)
      for (let at = 0; at < some.length; at++) {
        const row = all.byteOffset + some[at]! * rowBytes
        compare(row, row + rowBytes, sum.byteOffset)
        scores[at]! += sum[0]!
      }
    },
    move(some, steps, count, meaning) {
      arrays.given.set(meaning)
      for (let at = 0; at < count; at++) add(steps[at]!, all.byteOffset + some[at]! * rowBytes)
    },
  }
}
