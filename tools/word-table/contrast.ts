import { randomFrom } from '../../server/bot/arithmetic/random.ts'
import { shuffle } from '../../server/bot/arithmetic/shuffle.ts'
import type { Pair } from './pairs.ts'

export interface ContrastOptions {
  dimensions: number
  epochs: number
  seed: number
  onProgress: (done: number) => void
}

const batchSize = 128
const sharpness = 16
const dropChance = 0.1
const rate = 0.01
const smallest = 1e-9

/** One side of a batch: per pair the words that were not dropped, their summed vector made one long, and its length. */
interface Side {
  words: Int32Array[]
  units: Float32Array
  lengths: Float32Array
}

/** Moves word vectors so that the two texts of a pair, each the sum of its words, point the same way, and away from the
 *  other texts of its batch: in-batch softmax over cosines, both ways (Henderson et al. 2017, "Efficient Natural Language
 *  Response Suggestion for Smart Reply"), stepped by Adagrad (Duchi, Hazan & Singer 2011) with one rate a row. */
export function trainContrast(vectors: Float32Array, pairs: Pair[], options: ContrastOptions): Float32Array {
  const { dimensions, epochs, onProgress } = options
  const moved = vectors.slice()
  const squares = new Float32Array(moved.length / dimensions)
  const random = randomFrom(options.seed)
  const order = Int32Array.from(pairs, (_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (let start = 0; start + batchSize <= order.length; start += batchSize) {
      const batch = Array.from(order.subarray(start, start + batchSize), (index) => pairs[index]!)
      trainBatch(batch)
      if (start % (batchSize * 100) === 0) onProgress((epoch + start / order.length) / epochs)
    }
  }
  onProgress(1)
  return moved

  function trainBatch(batch: Pair[]): void {
    const a = sumUp(batch.map((pair) => pair.a))
    const b = sumUp(batch.map((pair) => pair.b))
    const pull = pullsOf(batch, a, b)
    step(a, b.units, (row, column) => pull[row * batchSize + column]!)
    step(b, a.units, (row, column) => pull[column * batchSize + row]!)
  }

  function sumUp(texts: Int32Array[]): Side {
    const units = new Float32Array(batchSize * dimensions)
    const lengths = new Float32Array(batchSize)
    const words = texts.map((text) => {
      const kept = text.filter(() => random() >= dropChance)
      return kept.length > 0 ? kept : text
    })
    words.forEach((text, row) => {
      const unit = units.subarray(row * dimensions, (row + 1) * dimensions)
      for (const word of text) {
        for (let d = 0; d < dimensions; d++) unit[d]! += moved[word * dimensions + d]!
      }
      const length = Math.hypot(...unit) || 1
      lengths[row] = length
      for (let d = 0; d < dimensions; d++) unit[d]! /= length
    })
    return { words, units, lengths }
  }

  /** How much each cosine should grow: what it lacks of certainty, over rows and over columns. */
  function pullsOf(batch: Pair[], a: Side, b: Side): Float32Array {
    const weights = new Float32Array(batchSize * batchSize)
    const rowSums = new Float32Array(batchSize)
    const columnSums = new Float32Array(batchSize)
    for (let row = 0; row < batchSize; row++) {
      for (let column = 0; column < batchSize; column++) {
        const sameGroup = batch[row]!.group !== 0 && batch[row]!.group === batch[column]!.group
        if (sameGroup && row !== column) continue
        let cosine = 0
        for (let d = 0; d < dimensions; d++) {
          cosine += a.units[row * dimensions + d]! * b.units[column * dimensions + d]!
        }
        const weight = Math.exp(sharpness * (cosine - 1))
        weights[row * batchSize + column] = weight
        rowSums[row]! += weight
        columnSums[column]! += weight
      }
    }
    for (let row = 0; row < batchSize; row++) {
      for (let column = 0; column < batchSize; column++) {
        const at = row * batchSize + column
        const chance = weights[at]! / rowSums[row]! + weights[at]! / columnSums[column]!
        weights[at] = sharpness * ((row === column ? 2 : 0) - chance)
      }
    }
    return weights
  }

  /** The slope of a cosine is what the other unit vector has beside one's own, over one's own length. */
  function step(side: Side, others: Float32Array, pull: (row: number, column: number) => number): void {
    const slope = new Float32Array(dimensions)
    side.words.forEach((text, row) => {
      slope.fill(0)
      for (let column = 0; column < batchSize; column++) {
        const weight = pull(row, column) / batchSize
        if (weight === 0) continue
        for (let d = 0; d < dimensions; d++) slope[d]! += weight * others[column * dimensions + d]!
      }
      let along = 0
      for (let d = 0; d < dimensions; d++) along += slope[d]! * side.units[row * dimensions + d]!
      let square = 0
      for (let d = 0; d < dimensions; d++) {
        slope[d] = (slope[d]! - along * side.units[row * dimensions + d]!) / side.lengths[row]!
        square += slope[d]! * slope[d]!
      }
      for (const word of text) {
        squares[word]! += square / dimensions
        const scale = rate / Math.sqrt(squares[word]! + smallest)
        for (let d = 0; d < dimensions; d++) moved[word * dimensions + d]! += scale * slope[d]!
      }
    })
  }
}
