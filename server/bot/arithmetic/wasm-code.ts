/** The steps of a WebAssembly function, as the numbers of its instructions: each stands behind what it is done to. See
 *  WebAssembly 2.0, "Binary Format". */
export type Code = number | readonly Code[]

/** A variable, read. */
export type Variable = readonly [instruction: number, number: number]

// Kinds of variables.
export const whole = 0x7f // i32: addresses, too
export const wide = 0x7c // f64

export const variable = (number: number): Variable => [0x20, number]
/** What is given with the memory, read. */
export const global = (number: number): Code => [0x23, number]
export const set = ([, number]: Variable, value: Code): Code => [value, 0x21, number]

const binary = (instruction: number) => (one: Code, other: Code) => [one, other, instruction]
const unary = (instruction: number) => (one: Code) => [one, instruction]

// Whole numbers.
export const count = (value: number) => [0x41, signedNumeral(value)] // i32.const
export const plus = binary(0x6a) // i32.add
export const times = binary(0x6c) // i32.mul
export const isBelow = binary(0x49) // i32.lt_u
export const either = binary(0x72) // i32.or
export const minus = binary(0x6b) // i32.sub

// Numbers of 64 bits.
export const number = (value: number) => [0x44, [...new Uint8Array(Float64Array.of(value).buffer)]] // f64.const
export const add = binary(0xa0) // f64.add
export const subtract = binary(0xa1) // f64.sub
export const multiply = binary(0xa2) // f64.mul
export const divide = binary(0xa3) // f64.div
export const larger = binary(0xa5) // f64.max
export const opposite = unary(0x9a) // f64.neg
export const magnitude = unary(0x99) // f64.abs
export const isSame = binary(0x61) // f64.eq
export const nearestBelow = unary(0x9c) // f64.floor
export const cut = unary(0xaa) // i32.trunc_f64_s
export const isNot = binary(0x62) // f64.ne
export const isLess = binary(0x63) // f64.lt
export const isAtLeast = binary(0x66) // f64.ge

// In memory they may have 32.
const access = (instruction: number, alignment: number, offset: number) => [instruction, alignment, offset]
export const loadWhole = (place: Code, offset = 0) => [place, access(0x28, 2, offset)] // i32.load
export const loadShort = (place: Code, offset = 0) => [place, access(0x2f, 1, offset)] // i32.load16_u
export const load64 = (place: Code, offset = 0) => [place, access(0x2b, 3, offset)] // f64.load
export const load32 = (place: Code, offset = 0) => [place, access(0x2a, 2, offset), 0xbb] // f32.load, f64.promote_f32
export const storeWhole = (place: Code, value: Code) => [place, value, access(0x36, 2, 0)] // i32.store
export const storeShort = (place: Code, value: Code) => [place, value, access(0x3b, 1, 0)] // i32.store16
export const storeByte = (place: Code, value: Code) => [place, value, access(0x3a, 0, 0)] // i32.store8
/** Sets bytes to zero. */
export const clear = (place: Code, bytes: Code) => [place, count(0), bytes, 0xfc, 0x0b, 0] // memory.fill
export const storeNarrow = (place: Code, value: Code) => [place, value, access(0x38, 2, 0)] // f32.store
export const store64 = (place: Code, value: Code) => [place, value, access(0x39, 3, 0)] // f64.store
export const store32 = (place: Code, value: Code) => storeNarrow(place, [value, 0xb6]) // f32.demote_f64

// What is done when.
export const choose = (condition: Code, one: Code, other: Code) => [one, other, condition, 0x1b] // select
export const when = (condition: Code, ...steps: Code[]): Code => [
  [condition, 0x04, 0x40], // if
  steps,
  0x0b, // end
]
export const whileBelow = (place: Variable, limit: Code, ...steps: Code[]): Code => [
  [0x03, 0x40], // loop
  when(isBelow(place, limit), steps, [0x0c, 1]), // br, to the loop
  0x0b, // end
]
export const advance = (place: Variable, bytes: Code) => set(place, plus(place, bytes))

/** One after the other. */
export function bytesOf(code: readonly Code[]): number[] {
  return (code as unknown[]).flat(Infinity) as number[]
}

/** LEB128: seven bits a byte, the lowest first. */
export function numeral(value: number): Code {
  return value < 128 ? value : [(value & 127) | 128, numeral(value >> 7)]
}

/** The same with a bit for the sign, of what has none. */
function signedNumeral(value: number): Code {
  return value < 64 ? value : [(value & 127) | 128, signedNumeral(value >> 7)]
}
