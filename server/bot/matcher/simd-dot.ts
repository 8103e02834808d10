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
  widen,
} from './wasm-code.ts'
import type { InMemory } from './wasm-code.ts'

/** `dot` of similarity.ts for many rows, by vector instructions. It adds up the same four sums in the same order and
 *  precision, two of them in each vector of two, so nothing depends on which of the two is used. */

/** Vectors must have a multiple of so many numbers. */
export const numbersAtOnce = 4

/** Multiplies the 64-bit numbers from `vector` to `vectorEnd` with each row of 32-bit numbers from `row` to `rowsEnd`, and
 *  writes 64-bit sums from `product` on. All are addresses in bytes, and there is at least one row. */
export type DotRows = (
  vector: number,
  vectorEnd: number,
  row: number,
  rowsEnd: number,
  product: number,
) => void

let compiled: InMemory<DotRows> | null | undefined

/** What gives `DotRows` in a memory; null where the process runs without a compiler (`--jitless`). */
export function dotModule(): InMemory<DotRows> | null {
  const parameters = new Array<number>(5).fill(address)
  return (compiled ??= compileFunction(parameters, [address, numbers, numbers], dotRows))
}

// Parameters, then variables, by number.
const [vector, vectorEnd, row, rowsEnd, product, at, firstTwo, lastTwo] = [0, 1, 2, 3, 4, 5, 6, 7] as const

const zeros = simd(0x0c, ...new Array<number>(16).fill(0)) // v128.const
const loadTwo64 = (offset: number) => simd(0x00, 3, offset) // v128.load
const lane = (of: number, number: number) => [...get(of), ...simd(0x21, number)] // f64x2.extract_lane
const add = [0xa0] // f64.add
const store = [0x39, 3, 0] // f64.store

/** Adds the products of the next two numbers to two sums. */
const addProducts = (sums: number, wideOffset: number, rowOffset: number) => [
  ...get(sums),
  ...[...get(at), ...loadTwo64(wideOffset)],
  ...[...get(row), ...loadTwo32(rowOffset), ...widen],
  ...multiplyTwo,
  ...addTwo,
  ...set(sums),
]

const dotRows = [
  ...loop,
  ...[...zeros, ...set(firstTwo), ...zeros, ...set(lastTwo)],
  ...[...get(vector), ...set(at)],
  ...loop,
  ...addProducts(firstTwo, 0, 0),
  ...addProducts(lastTwo, 16, 8),
  ...advance(row, 16),
  ...advance(at, 32),
  ...againWhileBelow(at, vectorEnd),
  ...end,
  ...get(product),
  ...[...lane(firstTwo, 0), ...lane(firstTwo, 1), ...add],
  ...[...lane(lastTwo, 0), ...add, ...lane(lastTwo, 1), ...add],
  ...store,
  ...advance(product, 8),
  ...againWhileBelow(row, rowsEnd),
  ...end,
]
