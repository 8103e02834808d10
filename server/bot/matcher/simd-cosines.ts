import {
  address,
  advance,
  againWhileBelow,
  compileFunction,
  end,
  get,
  loop,
  numbers,
  set,
  simd,
} from './wasm-code.ts'
import type { InMemory } from './wasm-code.ts'

/** `dotNarrow` of similarity.ts for many rows, by vector instructions. It adds up the same numbers in the same order, all
 *  of 32 bits, so nothing depends on which of the two is used. */

/** Directions must have a multiple of so many numbers. */
export const multipliedAtOnce = 16

/** Multiplies the 32-bit numbers from `vector` to `vectorEnd` with each row of as many from `row` to `rowsEnd`, and writes
 *  sums from `sum` on, of 32 bits too. All are addresses in bytes, and there is at least one row. */
export type CosineRows = (
  vector: number,
  vectorEnd: number,
  row: number,
  rowsEnd: number,
  sum: number,
) => void

let compiled: InMemory<CosineRows> | null | undefined

/** What gives `CosineRows` in a memory; null where the process runs without a compiler (`--jitless`). */
export function cosinesModule(): InMemory<CosineRows> | null {
  const parameters = new Array<number>(5).fill(address)
  return (compiled ??= compileFunction(parameters, [address, numbers, numbers], cosineRows))
}

// Parameters, then variables, by number.
const [vector, vectorEnd, row, rowsEnd, sum, at, even, odd] = [0, 1, 2, 3, 4, 5, 6, 7] as const

const zeros = simd(0x0c, ...new Array<number>(16).fill(0)) // v128.const
const load = (offset: number) => simd(0x00, 2, offset) // v128.load
const multiplyFour = simd(0xe6) // f32x4.mul
const addFour = simd(0xe4) // f32x4.add
const lane = (of: number, number: number) => [...get(of), ...simd(0x1f, number)] // f32x4.extract_lane
const add = [0x92] // f32.add
const store = [0x38, 2, 0] // f32.store

/** Adds the products of the next four numbers to four sums. */
const addProducts = (sums: number, offset: number) => [
  ...get(sums),
  ...[...get(at), ...load(offset)],
  ...[...get(row), ...load(offset)],
  ...multiplyFour,
  ...addFour,
  ...set(sums),
]

const cosineRows = [
  ...loop,
  ...[...zeros, ...set(even), ...zeros, ...set(odd)],
  ...[...get(vector), ...set(at)],
  ...loop,
  ...addProducts(even, 0),
  ...addProducts(odd, 16),
  ...addProducts(even, 32),
  ...addProducts(odd, 48),
  ...advance(row, 64),
  ...advance(at, 64),
  ...againWhileBelow(at, vectorEnd),
  ...end,
  ...[...get(even), ...get(odd), ...addFour, ...set(even)],
  ...get(sum),
  ...[...lane(even, 0), ...lane(even, 1), ...add],
  ...[...lane(even, 2), ...lane(even, 3), ...add],
  ...add,
  ...store,
  ...advance(sum, 4),
  ...againWhileBelow(row, rowsEnd),
  ...end,
]
