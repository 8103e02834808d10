import { addTwo, firstOf, loadTwo32, loadVector, multiplyTwo, secondOf, vector, zeros } from './simd-code.ts'
import { add, advance, count, set, store64, whileBelow, whole } from './wasm-code.ts'
import type { Variable } from './wasm-code.ts'
import { compileFunction } from './wasm-function.ts'
import type { InMemory } from './wasm-function.ts'

/** `dot` of similarity.ts for many rows, by vector instructions. It adds up the same four sums in the same order and
 *  precision, two of them in each vector of two, so nothing depends on which of the two is used. */

/** Vectors must have a multiple of so many numbers. */
export const numbersAtOnce = 4

type Arrays = 'wide' | 'rows' | 'products'
/** Multiplies a wide vector with each of the rows. */
export type DotRows = () => void

let compiled: InMemory<DotRows, Arrays> | null | undefined

/** What gives `DotRows`; null where the process runs without a compiler (`--jitless`). */
export function dotModule(): InMemory<DotRows, Arrays> | null {
  return (compiled ??= compileFunction({
    arrays: ['wide', 'rows', 'products'],
    parameters: {},
    variables: { row: whole, product: whole, at: whole, firstTwo: vector, lastTwo: vector },
    steps({ row, product, at, firstTwo, lastTwo }, { wide, rows, products }) {
      const addProducts = (sums: Variable, wideOffset: number, rowOffset: number) =>
        set(sums, addTwo(sums, multiplyTwo(loadVector(at, wideOffset), loadTwo32(row, rowOffset))))
      const nextFour = [
        [addProducts(firstTwo, 0, 0), addProducts(lastTwo, 16, 8)],
        [advance(row, count(16)), advance(at, count(32))],
      ]
      const sum = add(firstOf(firstTwo), secondOf(firstTwo))
      return [
        [set(row, rows.start), set(product, products.start)],
        whileBelow(
          row,
          rows.end,
          [set(firstTwo, zeros), set(lastTwo, zeros), set(at, wide.start)],
          whileBelow(at, wide.end, nextFour),
          store64(product, add(add(sum, firstOf(lastTwo)), secondOf(lastTwo))),
          advance(product, count(8)),
        ),
      ]
    },
  }))
}
