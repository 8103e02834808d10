import {
  addTwo,
  firstFour,
  firstTwo,
  inBoth,
  lastFour,
  lastTwo,
  loadEightBytes,
  loadVector,
  multiplyTwo,
  storeVector,
  vector,
} from './simd-code.ts'
import { advance, count, set, whileBelow, whole, wide } from './wasm-code.ts'
import type { Code } from './wasm-code.ts'
import { compileFunction } from './wasm-function.ts'
import type { InMemory } from './wasm-function.ts'

/** Adds up rows of levels (level-rows.ts) by vector instructions: in the same order and precision as one by one, so nothing
 *  depends on which of the two is used. */

/** Rows must have a multiple of so many levels. */
export const levelsAtOnce = 8

/** Adds the levels of a row, from this address on, times a factor, to the sums. */
export type AddLevels = (factor: number, row: number) => void

let compiled: InMemory<AddLevels, 'sums'> | null | undefined

/** What gives `AddLevels`; null where the process runs without a compiler (`--jitless`). */
export function levelsModule(): InMemory<AddLevels, 'sums'> | null {
  return (compiled ??= compileFunction({
    arrays: ['sums'],
    parameters: { factor: wide, row: whole },
    variables: { sum: whole, factors: vector, eight: vector, four: vector },
    steps({ factor, row, sum, factors, eight, four }, { sums }) {
      const addNextTwo = (levels: Code, offset: number) =>
        storeVector(sum, offset, addTwo(loadVector(sum, offset), multiplyTwo(levels, factors)))
      const addNextFour = (levels: Code, offset: number) => [
        set(four, levels),
        addNextTwo(firstTwo(four), offset),
        addNextTwo(lastTwo(four), offset + 16),
      ]
      return [
        [set(factors, inBoth(factor)), set(sum, sums.start)],
        whileBelow(
          sum,
          sums.end,
          set(eight, loadEightBytes(row)),
          addNextFour(firstFour(eight), 0),
          addNextFour(lastFour(eight), 32),
          [advance(row, count(8)), advance(sum, count(64))],
        ),
      ]
    },
  }))
}
