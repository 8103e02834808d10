import { createRowSums } from './row-sums.ts'
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

/** What a classifier and its copies have in common. */
interface Shared {
  entries: number
  /** Of each example what every pass asks of it: in lists of their own they are read in half the time. */
  entryOf: Int32Array
  ownDiagonal: Float64Array
  otherDiagonal: Float64Array
  selfSimilarity: Float32Array
  similarities: RowSums
}

/** One classifier per entry against all the others, squared hinge loss, trained by dual coordinate descent (Hsieh, Chang,
 *  Lin, Keerthi & Sundararajan 2008, algorithm 1 for L2-loss) on the similarities between all examples, so that they
 *  may be of any kind. Takes memory with the square of the examples, and time with it too: for a few thousand. */
export class KernelClassifier {
  private readonly shared: Shared
  /** The entries that are learned: those that were not forgotten. */
  private readonly taught: number[]
  /** Per entry, how loud each example speaks: for it, if it is its own, else against it. */
  private readonly duals: Float32Array
  /** Per entry, the score of every example. */
  private readonly outputs: Float32Array

  private constructor(shared: Shared, taught: number[], duals: Float32Array, outputs: Float32Array) {
    this.shared = shared
    this.taught = taught
    this.duals = duals
    this.outputs = outputs
  }

  /** One that has learned nothing yet. `similarities`: between all examples, a square, row after row. */
  static of(examples: Example[], entries: number, similarities: Float32Array): KernelClassifier {
    const count = examples.length
    const shared = {
      entries,
      entryOf: Int32Array.from(examples, ({ entry }) => entry),
      ownDiagonal: Float64Array.from(examples, ({ cost }) => 0.5 / cost.own),
      otherDiagonal: Float64Array.from(examples, ({ cost }) => 0.5 / cost.other),
      selfSimilarity: Float32Array.from(examples, (_, at) => similarities[at * (count + 1)]!),
      similarities: createRowSums(similarities, count),
    }
    const size = entries * count
    return new KernelClassifier(
      shared,
      [...Array(entries).keys()],
      new Float32Array(size),
      new Float32Array(size),
    )
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = [...this.shared.entryOf.keys()]): void {
    const orders = Array.from({ length: passes }, (_, pass) => Uint32Array.from(shuffled(indices, pass + 1)))
    this.changeEach((entry) => {
      for (const order of orders) this.pass(entry, order)
    })
  }

  /** A copy that has forgotten some of its examples, and some entries altogether; train it a little more before use. */
  without(hidden: Set<number>, hiddenEntries: Set<number>): KernelClassifier {
    const taught = this.taught.filter((entry) => !hiddenEntries.has(entry))
    const copy = new KernelClassifier(this.shared, taught, this.duals.slice(), this.outputs.slice())
    const count = this.shared.entryOf.length
    for (const entry of hiddenEntries) copy.duals.fill(0, entry * count, (entry + 1) * count)
    const indices = Uint32Array.from(hidden)
    copy.changeEach((entry) => copy.forget(entry, indices))
    return copy
  }

  supports(): Supports {
    const { entries } = this.shared
    const size = countPositive(this.duals)
    const starts = new Uint32Array(entries + 1)
    const indices = new Uint32Array(size)
    const amounts = new Float32Array(size)
    let at = 0
    for (let entry = 0; entry < entries; entry++) {
      at = this.write(entry, indices, amounts, at)
      starts[entry + 1] = at
    }
    return { starts, indices, amounts }
  }

  /** Writes what speaks for or against an entry to a place, and returns the next place. */
  private write(entry: number, indices: Uint32Array, amounts: Float32Array, place: number): number {
    const { entryOf } = this.shared
    const start = entry * entryOf.length
    for (let index = 0; index < entryOf.length; index++) {
      const dual = this.duals[start + index]!
      if (dual === 0) continue
      indices[place] = index
      amounts[place++] = entryOf[index] === entry ? dual : -dual
    }
    return place
  }

  /** Entry after entry, with its outputs where rows of similarities are added to them. */
  private changeEach(change: (entry: number) => void): void {
    const { entryOf, similarities } = this.shared
    for (const entry of this.taught) {
      const own = this.outputs.subarray(entry * entryOf.length, (entry + 1) * entryOf.length)
      similarities.sums.set(own)
      change(entry)
      own.set(similarities.sums)
    }
  }

  private pass(entry: number, order: Uint32Array): void {
    const { entryOf, ownDiagonal, otherDiagonal, selfSimilarity, similarities } = this.shared
    const { duals } = this
    const outputs = similarities.sums
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
      const step = Math.max(-before, -gradient / (selfSimilarity[index]! + diagonal))
      if (Math.abs(step) >= smallestStep) this.move(entry, index, step)
    }
  }

  private forget(entry: number, indices: Uint32Array): void {
    const start = entry * this.shared.entryOf.length
    for (let at = 0; at < indices.length; at++) {
      const dual = this.duals[start + indices[at]!]!
      if (dual > 0) this.move(entry, indices[at]!, -dual)
    }
  }

  private move(entry: number, index: number, step: number): void {
    const { entryOf, similarities } = this.shared
    this.duals[entry * entryOf.length + index]! += step
    similarities.add(index, entryOf[index] === entry ? step : -step)
  }
}

// A loop of its own, as in `write`: within a longer function the compiler sees it before it has seen the rest, and gives it up
// again.
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
