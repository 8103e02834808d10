import { addTwo, inBoth, loadTwo32, multiplyTwo, storeTwo32, vector } from './simd-code.ts'
import { advance, count, set, whileBelow, whole, wide } from './wasm-code.ts'
import type { Code, Variable } from './wasm-code.ts'
import { compileFunction } from './wasm-function.ts'
import type { InMemory } from './wasm-function.ts'

/** `addTimes` of similarity.ts, by vector instructions: each product and sum is of 64 bits and then rounded to 32, as there, so
 *  nothing depends on which of the two is used. */

/** There must be a multiple of so many numbers. */
export const addedAtOnce = 4

/** Adds what is given, times a factor, to as many numbers from the address of a sum on. */
export type AddTimes = (factor: number, sum: number) => void

let compiled: InMemory<AddTimes, 'given'> | null | undefined

/** What gives `AddTimes`; null where the process runs without a compiler (`--jitless`). */
export function addModule(): InMemory<AddTimes, 'given'> | null {
  return (compiled ??= compileFunction({
    arrays: ['given'],
    parameters: { factor: wide, sum: whole },
    variables: { at: whole, factors: vector },
    steps: ({ factor, sum, at, factors }, { given }) => [
      [set(factors, inBoth(factor)), set(at, given.start)],
      whileBelow(at, given.end, addNextFour(at, factors, sum)),
    ],
  }))
}

/** Adds the next four numbers of a row, times factors, to sums, and moves on. */
export function addNextFour(row: Variable, factors: Variable, sum: Variable): Code {
  const addNextTwo = (offset: number) => {
    const product = multiplyTwo(factors, loadTwo32(row, offset))
    return storeTwo32(sum, offset, addTwo(loadTwo32(sum, offset), product))
  }
  return [addNextTwo(0), addNextTwo(8), advance(row, count(16)), advance(sum, count(16))]
}
