import { middleLevel, tableFormat } from '../../server/bot/meaning/word-table-format.ts'

/** What `packTable` packs: the words, most frequent first, and a vector each. */
export interface Table {
  language: string
  words: string[]
  vectors: Float32Array
  dimensions: number
  /** The language whose table its vectors were translated from; none where they were learned from texts. */
  from?: string
}

const frequentShare = 1e-3
const baseLength = 0.3
const pulledBack = 0.3
const lengthPower = 0.7

const largest = middleLevel - 1
const stepShare = 0.85

/** Skip-gram vectors on one scale, each weighted by how rare its word is, so that a text is the plain sum of its words:
 *  a / (a + p), Arora, Liang & Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings". */
export function weighByRarity(vectors: Float32Array, counts: Int32Array, dimensions: number): Float32Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const meanSquare = vectors.reduce((sum, value) => sum + value * value, 0) / counts.length
  const scale = baseLength / Math.sqrt(meanSquare)
  return vectors.map((value, at) => {
    const share = counts[Math.floor(at / dimensions)]! / total
    return (value * scale * frequentShare) / (frequentShare + share)
  })
}

/** Only a part of the way to the vectors that the pairs taught: all of it forgets what the texts taught. */
export function pullBack(base: Float32Array, taught: Float32Array): Float32Array {
  return base.map((value, at) => value + pulledBack * (taught[at]! - value))
}

/** Rare words still speak louder than common ones, but less so: "how long" and "can I" tell questions of one topic apart. */
export function temperLengths(vectors: Float32Array, dimensions: number): Float32Array {
  const tempered = vectors.slice()
  for (let start = 0; start < vectors.length; start += dimensions) {
    const vector = tempered.subarray(start, start + dimensions)
    const length = Math.hypot(...vector)
    if (length > 0) vector.forEach((value, d) => (vector[d] = value * length ** (lengthPower - 1)))
  }
  return tempered
}

/** The file that `server/bot/meaning/word-table-format.ts` describes and reads. */
export function packTable({ language, words, vectors, dimensions, from }: Table): Buffer {
  const order = [...words.keys()].sort((a, b) => (words[a]! < words[b]! ? -1 : 1))
  const text = order.map((word) => words[word]).join('\n')
  const steps = new Uint16Array(words.length)
  const values = new Uint8Array((words.length * dimensions) / 2)
  order.forEach((word, row) => {
    const vector = vectors.subarray(word * dimensions, (word + 1) * dimensions)
    const step = roundStep(
      (stepShare * vector.reduce((top, value) => Math.max(top, Math.abs(value)), 0)) / largest,
    )
    steps[row] = step.bits
    vector.forEach((value, d) => {
      const level = Math.max(-largest, Math.min(largest, Math.round(value / (step.value || 1))))
      values[(row * dimensions + d) >> 1]! |= (level + middleLevel) << (d % 2 === 0 ? 0 : 4)
    })
  })
  const header = { format: tableFormat, language, from, words: words.length, dimensions }
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ ...header, textBytes: Buffer.byteLength(text) })}\n`),
    Buffer.from(text),
    Buffer.from(steps.buffer),
    values,
  ])
}

function roundStep(step: number): { bits: number; value: number } {
  const float = new Float32Array([step])
  const bits = new Uint32Array(float.buffer)
  const upper = bits[0]! >>> 16
  bits[0] = upper << 16
  return { bits: upper, value: float[0]! }
}
