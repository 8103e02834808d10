import { dotNarrow } from '../arithmetic/similarity.ts'
import { cosinesModule, multipliedAtOnce } from '../arithmetic/simd-cosines.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'

/** Many directions, all of them one long, to compare one more with. */
export interface Directions {
  /** One after the other. */
  readonly all: Float32Array
  /** The cosines with each of them. What is returned is used again by the next call. */
  cosines(direction: Float32Array): Float32Array
}

/** In single precision, which leaves cosines seven digits: four at a time take half the time of two wide ones
 *  (row-products.ts). Vector instructions give the same as plain ones to the last bit. */
export function createDirections(all: Float32Array, dimensions: number): Directions {
  const isFit = all.length > 0 && dimensions % multipliedAtOnce === 0
  return (isFit && compareBySimd(all, dimensions)) || comparePlainly(all, dimensions)
}

function comparePlainly(all: Float32Array, dimensions: number): Directions {
  const sums = new Float32Array(dimensions > 0 ? all.length / dimensions : 0)
  return {
    all,
    cosines(direction) {
      for (let row = 0; row < sums.length; row++) sums[row] = dotNarrow(direction, all, row * dimensions)
      return sums
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function compareBySimd(given: Float32Array, dimensions: number): Directions | null {
  const compareIn = cosinesModule()
  const room =
    compareIn &&
    reserveArrays({
      compared: [Float32Array, dimensions],
      sums: [Float32Array, given.length / dimensions],
      all: [Float32Array, given.length],
    })
  if (!room) return null
  const { compared, sums, all } = room.arrays
  all.set(given)
  const compare = compareIn(room)
  return {
    all,
    cosines(direction) {
      compared.set(direction)
      compare(all.byteOffset, all.byteOffset + all.byteLength, sums.byteOffset)
      return sums
    },
  }
}
