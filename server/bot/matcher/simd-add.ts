import {
  address,
  addTwo,
  advance,
  againWhileBelow,
  compileFunction,
  end,
  get,
  loadTwo32,
  loop,
  multiplyTwo,
  numbers,
  set,
  simd,
  wideNumber,
  widen,
} from './wasm-code.ts'
import type { InMemory } from './wasm-code.ts'

/** `addTimes` of similarity.ts, by vector instructions: each product and sum is of 64 bits and then rounded to 32, as there, so
 *  nothing depends on which of the two is used. */

/** There must be a multiple of so many numbers. */
export const addedAtOnce = 4

/** Adds the 32-bit numbers from `row` to `rowEnd`, times a factor, to those from `sum` on. All are addresses in bytes, and
 *  there is at least one number. */
export type AddTimes = (factor: number, row: number, rowEnd: number, sum: number) => void

let compiled: InMemory<AddTimes> | null | undefined

/** What gives `AddTimes` in a memory; null where the process runs without a compiler (`--jitless`). */
export function addModule(): InMemory<AddTimes> | null {
  return (compiled ??= compileFunction([wideNumber, address, address, address], [numbers], addTimes))
}

// Parameters, then the variable, by number.
const [factor, row, rowEnd, sum, factors] = [0, 1, 2, 3, 4] as const

const inBoth = simd(0x14) // f64x2.splat
const narrow = simd(0x5e) // f32x4.demote_f64x2_zero
const storeTwo32 = (offset: number) => simd(0x5b, 2, offset, 0) // v128.store64_lane

const addNextTwo = (offset: number) => [
  ...get(sum),
  ...[...get(sum), ...loadTwo32(offset), ...widen],
  ...[...get(row), ...loadTwo32(offset), ...widen],
  ...[...get(factors), ...multiplyTwo],
  ...[...addTwo, ...narrow],
  ...storeTwo32(offset),
]

const addTimes = [
  ...[...get(factor), ...inBoth, ...set(factors)],
  ...loop,
  ...addNextTwo(0),
  ...addNextTwo(8),
  ...advance(row, 16),
  ...advance(sum, 16),
  ...againWhileBelow(row, rowEnd),
  ...end,
]
