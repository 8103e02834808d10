/** `dot` of similarity.ts for many rows, as a WebAssembly module: JavaScript has no vector instructions. It adds up the same
 *  four sums in the same order and precision, two of them in each vector of two, so nothing depends on which of the two is used.
 *  Numbers of instructions: WebAssembly 2.0, "Binary Format"; there is no source to compile, this is it. */

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

let compiled: WebAssembly.Module | null | undefined

/** What gives `DotRows` in a memory; null where the process runs without a compiler (`--jitless`). */
export function dotModule(): ((memory: WebAssembly.Memory) => DotRows) | null {
  if (compiled === undefined) compiled = typeof WebAssembly === 'object' ? compile() : null
  const module = compiled
  if (!module) return null
  return (memory) => new WebAssembly.Instance(module, { own: { memory } }).exports.dotRows as DotRows
}

// Parameters, then variables, by number.
const [vector, vectorEnd, row, rowsEnd, product, at, firstTwo, lastTwo] = [0, 1, 2, 3, 4, 5, 6, 7] as const

const address = 0x7f // i32
const twoNumbers = 0x7b // v128

const get = (variable: number) => [0x20, variable]
const set = (variable: number) => [0x21, variable]
const loop = [0x03, 0x40]
const end = [0x0b]
const simd = (instruction: number, ...more: number[]) => [0xfd, ...numeral(instruction), ...more]
const zeros = simd(0x0c, ...new Array<number>(16).fill(0)) // v128.const
const loadTwo64 = (offset: number) => simd(0x00, 3, offset) // v128.load
const loadTwo32 = (offset: number) => simd(0x5d, 2, offset) // v128.load64_zero
const widen = simd(0x5f) // f64x2.promote_low_f32x4
const multiplyTwo = simd(0xf2) // f64x2.mul
const addTwo = simd(0xf0) // f64x2.add
const lane = (of: number, number: number) => [...get(of), ...simd(0x21, number)] // f64x2.extract_lane
const add = [0xa0] // f64.add
const store = [0x39, 3, 0] // f64.store
const advance = (variable: number, bytes: number) => [
  ...[...get(variable), 0x41, bytes, 0x6a], // i32.const, i32.add
  ...set(variable),
]
/** Goes on with the innermost loop. */
const againWhileBelow = (variable: number, limit: number) => [...get(variable), ...get(limit), 0x49, 0x0d, 0]

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
  ...end,
]

function compile(): WebAssembly.Module {
  const body = [2, 1, address, 2, twoNumbers, ...dotRows]
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0, ...bytesOf('asm'), 1, 0, 0, 0],
      ...section(1, [0x60, 5, address, address, address, address, address, 0]), // its parameters; it returns nothing
      ...section(2, [...name('own'), ...name('memory'), 2, 0, 1]),
      ...section(3, [0]),
      ...section(7, [...name('dotRows'), 0, 0]),
      ...section(10, [...numeral(body.length), ...body]),
    ]),
  )
}

/** A section with one item in it. */
function section(kind: number, item: number[]): number[] {
  return [kind, ...numeral(item.length + 1), 1, ...item]
}

function name(text: string): number[] {
  return [text.length, ...bytesOf(text)]
}

function bytesOf(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

/** LEB128: seven bits a byte, the lowest first. */
function numeral(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...numeral(value >> 7)]
}
