/** WebAssembly modules of one function, written as the numbers of their instructions: JavaScript has no vector instructions,
 *  and there is no source to compile. See WebAssembly 2.0, "Binary Format". */

/** Gives the function of a module in a memory. */
export type InMemory<Call> = (memory: WebAssembly.Memory) => Call

const pageBytes = 65536

export const address = 0x7f // i32
export const wideNumber = 0x7c // f64
export const numbers = 0x7b // v128

export const get = (variable: number) => [0x20, variable]
export const set = (variable: number) => [0x21, variable]
export const loop = [0x03, 0x40]
export const end = [0x0b]
export const simd = (instruction: number, ...more: number[]) => [0xfd, ...numeral(instruction), ...more]
export const loadTwo32 = (offset: number) => simd(0x5d, 2, offset) // v128.load64_zero
export const widen = simd(0x5f) // f64x2.promote_low_f32x4
export const multiplyTwo = simd(0xf2) // f64x2.mul
export const addTwo = simd(0xf0) // f64x2.add
export const advance = (variable: number, bytes: number) => [
  ...[...get(variable), 0x41, ...below8192(bytes), 0x6a], // i32.const, i32.add
  ...set(variable),
]
/** Goes on with the innermost loop. */
export const againWhileBelow = (variable: number, limit: number) => [
  ...[...get(variable), ...get(limit), 0x49], // i32.lt_u
  ...[0x0d, 0], // br_if
]

/** A function of these types of parameters and variables that returns nothing. Null where the process runs without a compiler
 *  (`--jitless`). */
export function compileFunction<Call>(
  parameters: number[],
  variables: number[],
  instructions: number[],
): InMemory<Call> | null {
  if (typeof WebAssembly !== 'object') return null
  const types = variables.flatMap((type) => [1, type])
  const body = [variables.length, ...types, ...instructions, ...end]
  const module = new WebAssembly.Module(
    Uint8Array.from([
      ...[0, ...bytesOf('asm'), 1, 0, 0, 0],
      ...section(1, [0x60, parameters.length, ...parameters, 0]),
      ...section(2, [...name('own'), ...name('memory'), 2, 0, 1]),
      ...section(3, [0]),
      ...section(7, [...name('call'), 0, 0]),
      ...section(10, [...numeral(body.length), ...body]),
    ]),
  )
  return (memory) => new WebAssembly.Instance(module, { own: { memory } }).exports.call as Call
}

/** Null where there is no room for a memory with its guards. */
export function reserveMemory(bytes: number): WebAssembly.Memory | null {
  const pages = Math.ceil(bytes / pageBytes)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages })
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
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

/** Signed LEB128, in two bytes: the sign is the last bit that is written. */
function below8192(value: number): number[] {
  return [(value & 127) | 128, value >> 7]
}

/** LEB128: seven bits a byte, the lowest first. */
function numeral(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...numeral(value >> 7)]
}
