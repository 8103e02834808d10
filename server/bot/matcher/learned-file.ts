import type { LearnedFaqParts } from './learned-faq.ts'

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
}
type TypedArray = InstanceType<(typeof arrayTypes)[keyof typeof arrayTypes]>

/** Stands in the text for an array of numbers: its type, where its bytes begin, and how many numbers there are. */
interface Placed {
  array: keyof typeof arrayTypes
  at: number
  length: number
}

/** Every array begins at a multiple of this, so that it is read where it lies and nothing is copied. */
const alignment = 8
/** The length of the text, then the text as JSON, then the arrays. */
const textAt = 8

/** What was learned as bytes, to be kept in a file or handed to another thread. Numbers are as this machine has them. */
export function packLearned(parts: LearnedFaqParts | null): Uint8Array<ArrayBuffer> {
  const arrays: { array: TypedArray; at: number }[] = []
  let size = 0
  const place = (array: TypedArray): Placed => {
    const at = size
    arrays.push({ array, at })
    size = aligned(size + array.byteLength)
    return { array: array.constructor.name as Placed['array'], at, length: array.length }
  }
  const text = new TextEncoder().encode(JSON.stringify(exchange(parts, isTypedArray, place)))
  const arraysAt = aligned(textAt + text.length)
  const bytes = new Uint8Array(arraysAt + size)
  new Uint32Array(bytes.buffer, 0, 1).set([text.length])
  bytes.set(text, textAt)
  for (const { array, at } of arrays)
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), arraysAt + at)
  return bytes
}

/** Takes bytes that `packLearned` made; the arrays stay where they are in them. */
export function unpackLearned(bytes: Uint8Array): LearnedFaqParts | null {
  const { buffer, byteOffset } = bytes
  const [length = 0] = new Uint32Array(buffer, byteOffset, 1)
  const text = new TextDecoder().decode(bytes.subarray(textAt, textAt + length))
  const arraysAt = byteOffset + aligned(textAt + length)
  const find = ({ array, at, length }: Placed): TypedArray =>
    new arrayTypes[array](buffer as ArrayBuffer, arraysAt + at, length)
  return exchange(JSON.parse(text), isPlaced, find) as LearnedFaqParts | null
}

/** A copy with every value of a kind exchanged for another. Lists are taken as they are: no array of numbers is in one. */
function exchange<T>(
  value: unknown,
  isKind: (value: unknown) => value is T,
  by: (value: T) => unknown,
): unknown {
  if (isKind(value)) return by(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, exchange(part, isKind, by)]))
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value)
}

function isPlaced(value: unknown): value is Placed {
  return typeof value === 'object' && value !== null && 'array' in value
}

function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment
}
