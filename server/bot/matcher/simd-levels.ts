import {
  address,
  addTwo,
  advance,
  againWhileBelow,
  compileFunction,
  end,
  get,
  loop,
  multiplyTwo,
  numbers,
  set,
  simd,
  wideNumber,
} from './wasm-code.ts'
import type { InMemory } from './wasm-code.ts'

/** Adds up rows of levels (level-rows.ts) by vector instructions: in the same order and precision as one by one, so nothing
 *  depends on which of the two is used. */

/** Rows must have a multiple of so many levels. */
export const levelsAtOnce = 8

/** Adds the levels from `row` to `rowEnd`, a byte each, times a factor, to the 64-bit numbers from `sum` on. All are
 *  addresses in bytes, and there is at least one level. */
export type AddLevels = (factor: number, row: number, rowEnd: number, sum: number) => void

let compiled: InMemory<AddLevels> | null | undefined

/** What gives `AddLevels` in a memory; null where the process runs without a compiler (`--jitless`). */
export function levelsModule(): InMemory<AddLevels> | null {
  const parameters = [wideNumber, address, address, address]
  return (compiled ??= compileFunction(parameters, [numbers, numbers, numbers], addLevels))
}

// Parameters, then variables, by number.
const [factor, row, rowEnd, sum, factors, eight, four] = [0, 1, 2, 3, 4, 5, 6] as const

const inBoth = simd(0x14) // f64x2.splat
const loadEight = simd(0x01, 0, 0) // v128.load8x8_s
const firstFour = simd(0xa7) // i32x4.extend_low_i16x8_s
const lastFour = simd(0xa8) // i32x4.extend_high_i16x8_s
const firstTwoWide = simd(0xfe) // f64x2.convert_low_i32x4_s
const lastTwoFirst = simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7) // i8x16.shuffle
const load = (offset: number) => simd(0x00, 3, offset) // v128.load
const store = (offset: number) => simd(0x0b, 3, offset) // v128.store

/** Adds two levels, which are on the stack as the first two of four. */
const addNextTwo = (levels: number[], offset: number) => [
  ...get(sum),
  ...[...get(sum), ...load(offset)],
  ...[...levels, ...firstTwoWide, ...get(factors), ...multiplyTwo],
  ...addTwo,
  ...store(offset),
]

const addNextFour = (half: number[], offset: number) => [
  ...[...get(eight), ...half, ...set(four)],
  ...addNextTwo(get(four), offset),
  ...addNextTwo([...get(four), ...get(four), ...lastTwoFirst], offset + 16),
]

const addLevels = [
  ...[...get(factor), ...inBoth, ...set(factors)],
  ...loop,
  ...[...get(row), ...loadEight, ...set(eight)],
  ...addNextFour(firstFour, 0),
  ...addNextFour(lastFour, 32),
  ...advance(row, 8),
  ...advance(sum, 64),
  ...againWhileBelow(row, rowEnd),
  ...end,
]
