import { addFour, loadVector, multiplyFour, sumOfFour, vector, zeros } from './simd-code.ts'
import { advance, count, set, storeNarrow, whileBelow, whole } from './wasm-code.ts'
import type { Variable } from './wasm-code.ts'
import { compileFunction } from './wasm-function.ts'
import type { InMemory } from './wasm-function.ts'

/** `dotNarrow` of similarity.ts for many rows, by vector instructions. It adds up the same numbers in the same order, all
 *  of 32 bits, so nothing depends on which of the two is used. */

/** Directions must have a multiple of so many numbers. */
export const multipliedAtOnce = 16

/** Multiplies what is compared with each row of as many numbers from `row` to before `rowsEnd`, and writes sums from `sum` on. All are
 *  addresses. */
export type CosineRows = (row: number, rowsEnd: number, sum: number) => void

let compiled: InMemory<CosineRows, 'compared'> | null | undefined

/** What gives `CosineRows`; null where the process runs without a compiler (`--jitless`). */
export function cosinesModule(): InMemory<CosineRows, 'compared'> | null {
  return (compiled ??= compileFunction({
    arrays: ['compared'],
    parameters: { row: whole, rowsEnd: whole, sum: whole },
    variables: { at: whole, even: vector, odd: vector },
    steps({ row, rowsEnd, sum, at, even, odd }, { compared }) {
      const addProducts = (four: Variable, offset: number) =>
        set(four, addFour(four, multiplyFour(loadVector(at, offset), loadVector(row, offset))))
      const nextSixteen = [
        [addProducts(even, 0), addProducts(odd, 16), addProducts(even, 32), addProducts(odd, 48)],
        [advance(row, count(64)), advance(at, count(64))],
      ]
      return [
        whileBelow(
          row,
          rowsEnd,
          [set(even, zeros), set(odd, zeros), set(at, compared.start)],
          whileBelow(at, compared.end, nextSixteen),
          set(even, addFour(even, odd)),
          storeNarrow(sum, sumOfFour(even)),
          advance(sum, count(4)),
        ),
      ]
    },
  }))
}
