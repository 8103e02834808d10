import type { RowSums } from './row-sums.ts'
import { shuffled } from './shuffle.ts'
import type { Example } from './study.ts'

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.02

/** The examples that speak for (amount above 0) or against each entry, entry after entry: those of entry e are at
 *  `starts[e]` to `starts[e + 1]`. */
export interface Supports {
  starts: Uint32Array
  indices: Uint32Array
  amounts: Float32Array
}

/** One classifier per entry against all the others, squared hinge loss, trained by dual coordinate descent (Hsieh, Chang,
 *  Lin, Keerthi & Sundararajan 2008, algorithm 1 for L2-loss) on the similarities between all examples, so that they
 *  may be of any kind. Takes memory with the square of the examples, and time with it too: for a few thousand. */
export class KernelClassifier {
  private readonly duals: Float32Array
  /** Per entry, the score of every example. */
  private readonly outputs: Float32Array
  private readonly examples: Example[]
  /** Of each example what every pass asks of it: in lists of their own they are read in half the time. */
  private readonly entryOf: Int32Array
  private readonly ownDiagonal: Float64Array
  private readonly otherDiagonal: Float64Array
  private readonly similarities: RowSums
  private readonly entries: number

  constructor(examples: Example[], entries: number, similarities: RowSums, from?: KernelClassifier) {
    this.examples = examples
    this.entryOf = Int32Array.from(examples, ({ entry }) => entry)
    this.ownDiagonal = Float64Array.from(examples, ({ cost }) => 0.5 / cost.own)
    this.otherDiagonal = Float64Array.from(examples, ({ cost }) => 0.5 / cost.other)
    this.entries = entries
    this.similarities = similarities
    this.duals = from ? from.duals.slice() : new Float32Array(entries * examples.length)
    this.outputs = from ? from.outputs.slice() : new Float32Array(entries * examples.length)
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = [...this.examples.keys()]): void {
    const orders = Array.from({ length: passes }, (_, pass) => Uint32Array.from(shuffled(indices, pass + 1)))
    this.changeEach((entry) => {
      for (const order of orders) this.pass(entry, order)
    })
  }

  /** A copy that has forgotten some of its examples; train it a little more before use. */
  without(hidden: Iterable<number>): KernelClassifier {
    const copy = new KernelClassifier(this.examples, this.entries, this.similarities, this)
    copy.changeEach((entry) => {
      for (const index of hidden) {
        const dual = copy.duals[entry * this.examples.length + index]!
        if (dual > 0) copy.move(entry, index, -dual)
      }
    })
    return copy
  }

  supports(): Supports {
    const count = this.examples.length
    const size = countPositive(this.duals)
    const starts = new Uint32Array(this.entries + 1)
    const indices = new Uint32Array(size)
    const amounts = new Float32Array(size)
    let at = 0
    for (let entry = 0; entry < this.entries; entry++) {
      for (let index = 0; index < count; index++) {
        const dual = this.duals[entry * count + index]!
        if (dual === 0) continue
        indices[at] = index
        amounts[at++] = this.entryOf[index] === entry ? dual : -dual
      }
      starts[entry + 1] = at
    }
    return { starts, indices, amounts }
  }

  /** Entry after entry, with its outputs where rows of similarities are added to them. */
  private changeEach(change: (entry: number) => void): void {
    const { outputs, similarities, entryOf } = this
    for (let entry = 0; entry < this.entries; entry++) {
      const own = outputs.subarray(entry * entryOf.length, (entry + 1) * entryOf.length)
      similarities.sums.set(own)
      change(entry)
      own.set(similarities.sums)
    }
  }

  private pass(entry: number, order: Uint32Array): void {
    const { duals, entryOf, ownDiagonal, otherDiagonal } = this
    const { sums: outputs, diagonal: alikeItself } = this.similarities
    const start = entry * entryOf.length
    for (let at = 0; at < order.length; at++) {
      const index = order[at]!
      const before = duals[start + index]!
      const output = outputs[index]!
      const own = entryOf[index] === entry
      const diagonal = own ? ownDiagonal[index]! : otherDiagonal[index]!
      const gradient = (own ? output : -output) - 1 + diagonal * before
      // Most examples are far on the right side and have never spoken: nothing to learn from them.
      if (before === 0 && gradient >= 0) continue
      const step = Math.max(-before, -gradient / (alikeItself[index]! + diagonal))
      if (Math.abs(step) >= smallestStep) this.move(entry, index, step)
    }
  }

  private move(entry: number, index: number, step: number): void {
    const { duals, entryOf, similarities } = this
    duals[entry * entryOf.length + index]! += step
    similarities.add(index, entryOf[index] === entry ? step : -step)
  }
}

// A loop of its own: within a longer function the compiler sees it before it has seen the rest, and gives it up again.
function countPositive(numbers: Float32Array): number {
  let count = 0
  for (let at = 0; at < numbers.length; at++) if (numbers[at]! > 0) count++
  return count
}

/** The score of every entry for a text that is so similar to each of the examples. */
export function scoreBySimilarity(supports: Supports, similarities: Float32Array): Float64Array {
  const { starts, indices, amounts } = supports
  const scores = new Float64Array(starts.length - 1)
  for (let entry = 0; entry < scores.length; entry++) {
    let score = 0
    const end = starts[entry + 1]!
    for (let at = starts[entry]!; at < end; at++) score += amounts[at]! * similarities[indices[at]!]!
    scores[entry] = score
  }
  return scores
}
