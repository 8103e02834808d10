import { workerData } from 'node:worker_threads'
import { randomFrom } from '../../server/bot/arithmetic/random.ts'
import type { SkipGramTask } from './skip-gram.ts'

const window = 5
const negatives = 5
const negativePower = 0.75
const sampleThreshold = 3e-4
const firstRate = 0.05
const lastRate = 1e-5
/** Words between two looks at the common count. */
const stride = 10_000
const negativeTableSize = 1 << 22
const sigmoidLimit = 8
const sigmoidSteps = 4096

const task = workerData as SkipGramTask
const { text, counts, inputs, outputs, wordsRead, dimensions, epochs, thread, threads } = task
const random = randomFrom(task.seed + 1 + thread)
const keepChance = keepChances()
const negativeTable = createNegativeTable()
const sigmoid = Float32Array.from(
  { length: sigmoidSteps + 1 },
  (_, step) => 1 / (1 + Math.exp(sigmoidLimit * (1 - (2 * step) / sigmoidSteps))),
)
const change = new Float32Array(dimensions)
let rate = firstRate

for (let epoch = 0; epoch < epochs; epoch++) trainPart(partStart(thread), partStart(thread + 1))

function partStart(part: number): number {
  return Math.floor((text.length / threads) * part)
}

function trainPart(start: number, end: number): void {
  const line: number[] = []
  let counted = start
  for (let at = start; at < end; at++) {
    const word = text[at]!
    if (word >= 0) {
      if (random() < keepChance[word]!) line.push(word)
      continue
    }
    trainLine(line)
    line.length = 0
    if (at - counted < stride) continue
    lowerRate(at - counted)
    counted = at
  }
  trainLine(line)
  lowerRate(end - counted)
}

/** The rate falls to nearly nothing in a straight line. */
function lowerRate(words: number): void {
  const done = (Atomics.add(wordsRead, 0, words) + words) / (text.length * epochs)
  rate = Math.max(lastRate, firstRate * (1 - done))
}

function trainLine(line: number[]): void {
  for (let at = 0; at < line.length; at++) {
    const reach = 1 + Math.floor(random() * window)
    const last = Math.min(line.length - 1, at + reach)
    for (let near = Math.max(0, at - reach); near <= last; near++) {
      if (near !== at) trainPair(line[near]! * dimensions, line[at]! * dimensions)
    }
  }
}

/** Brings the input vector nearer to the output vector of the word beside it, and away from those of random words. */
function trainPair(input: number, beside: number): void {
  change.fill(0)
  for (let negative = 0; negative <= negatives; negative++) {
    const output = negative === 0 ? beside : randomWord() * dimensions
    if (negative > 0 && output === beside) continue
    let dot = 0
    for (let d = 0; d < dimensions; d++) dot += inputs[input + d]! * outputs[output + d]!
    const step = rate * ((negative === 0 ? 1 : 0) - sigmoidOf(dot))
    for (let d = 0; d < dimensions; d++) {
      const weight = outputs[output + d]!
      change[d]! += step * weight
      outputs[output + d] = weight + step * inputs[input + d]!
    }
  }
  for (let d = 0; d < dimensions; d++) inputs[input + d]! += change[d]!
}

function sigmoidOf(value: number): number {
  if (value >= sigmoidLimit) return 1
  if (value <= -sigmoidLimit) return 0
  return sigmoid[Math.round(((value + sigmoidLimit) * sigmoidSteps) / (2 * sigmoidLimit))]!
}

function randomWord(): number {
  return negativeTable[Math.floor(random() * negativeTableSize)]!
}

/** Very frequent words are skipped most of the time. */
function keepChances(): Float32Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Float32Array.from(counts, (count) => {
    const ratio = (sampleThreshold * total) / count
    return Math.min(1, Math.sqrt(ratio) + ratio)
  })
}

/** Each word as often as count ** 0.75 demands. */
function createNegativeTable(): Int32Array {
  const table = new Int32Array(negativeTableSize)
  const powers = Float64Array.from(counts, (count) => count ** negativePower)
  const total = powers.reduce((sum, power) => sum + power, 0)
  let word = 0
  let reached = powers[0]! / total
  for (let at = 0; at < negativeTableSize; at++) {
    table[at] = word
    if ((at + 1) / negativeTableSize > reached && word < powers.length - 1) reached += powers[++word]! / total
  }
  return table
}
