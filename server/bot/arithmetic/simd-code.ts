import { numeral } from './wasm-code.ts'
import type { Code } from './wasm-code.ts'

/** The steps of a WebAssembly function that go through several numbers at once (wasm-code.ts). */

// A kind of variable: two numbers of 64 bits, four of 32, eight of 16.
export const vector = 0x7b // v128

const simd = (instruction: number, ...more: number[]) => [0xfd, numeral(instruction), more]
const binary = (instruction: number) => (one: Code, other: Code) => [one, other, simd(instruction)]
const unary =
  (instruction: number, ...more: number[]) =>
  (one: Code) => [one, simd(instruction, ...more)]

export const zeros = simd(0x0c, ...new Array<number>(16).fill(0)) // v128.const
export const loadVector = (place: Code, offset: number) => [place, simd(0x00, 2, offset)] // v128.load
export const storeVector = (place: Code, offset: number, value: Code) => [
  [place, value],
  simd(0x0b, 2, offset), // v128.store
]

// Two of 64 bits. In memory they may have 32.
export const addTwo = binary(0xf0) // f64x2.add
export const multiplyTwo = binary(0xf2) // f64x2.mul
export const inBoth = unary(0x14) // f64x2.splat
export const firstOf = unary(0x21, 0) // f64x2.extract_lane
export const secondOf = unary(0x21, 1)
export const loadTwo32 = (place: Code, offset: number) => [
  [place, simd(0x5d, 2, offset)], // v128.load64_zero
  simd(0x5f), // f64x2.promote_low_f32x4
]
export const storeTwo32 = (place: Code, offset: number, both: Code) => [
  [place, both, simd(0x5e)], // f32x4.demote_f64x2_zero
  simd(0x5b, 2, offset, 0), // v128.store64_lane
]

// Four of 32 bits.
export const addFour = binary(0xe4) // f32x4.add
export const multiplyFour = binary(0xe6) // f32x4.mul
const lane = (four: Code, number: number) => [four, simd(0x1f, number)] // f32x4.extract_lane
/** The first two and the last two, then both sums: of 32 bits. */
export const sumOfFour = (four: Code) => [
  [lane(four, 0), lane(four, 1), 0x92], // f32.add
  [lane(four, 2), lane(four, 3), 0x92, 0x92],
]

// Whole ones, made wider.
export const loadEightBytes = (place: Code) => [place, simd(0x01, 0, 0)] // v128.load8x8_s
export const firstFour = unary(0xa7) // i32x4.extend_low_i16x8_s
export const lastFour = unary(0xa8) // i32x4.extend_high_i16x8_s
export const firstTwo = unary(0xfe) // f64x2.convert_low_i32x4_s
const lastTwoFirst = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]
export const lastTwo = (four: Code) => firstTwo([four, four, simd(0x0d, ...lastTwoFirst)]) // i8x16.shuffle
