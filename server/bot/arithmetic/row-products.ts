import { dot } from './similarity.ts'
import { dotModule, numbersAtOnce } from './simd-dot.ts'
import { reserveArrays } from './wasm-memory.ts'

/** The inner products of a vector with rows. What is returned is used again by the next call. */
export interface RowProducts {
  /** With each of the rows. */
  ofAll(vector: Float32Array): Float64Array
}

/** Fewer numbers take a microsecond in any way. */
const manyNumbers = 2000

/** Many rows are compared by vector instructions, three times as fast and the same to the last bit. */
export function createRowProducts(rows: Float32Array, dimensions: number): RowProducts {
  const isFit = rows.length >= manyNumbers && dimensions % numbersAtOnce === 0
  return (isFit && multiplyBySimd(rows, dimensions)) || multiplyPlainly(rows, dimensions)
}

function multiplyPlainly(rows: Float32Array, dimensions: number): RowProducts {
  const products = new Float64Array(dimensions > 0 ? rows.length / dimensions : 0)
  return {
    ofAll(vector) {
      for (let row = 0; row < products.length; row++) products[row] = dot(vector, rows, row * dimensions)
      return products
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function multiplyBySimd(given: Float32Array, dimensions: number): RowProducts | null {
  const dotIn = dotModule()
  const count = given.length / dimensions
  const room =
    dotIn &&
    reserveArrays({
      wide: [Float64Array, dimensions],
      products: [Float64Array, count],
      rows: [Float32Array, given.length],
    })
  if (!room) return null
  const { wide, products, rows } = room.arrays
  rows.set(given)
  const multiply = dotIn(room)
  return {
    ofAll(vector) {
      wide.set(vector)
      multiply()
      return products
    },
  }
}
