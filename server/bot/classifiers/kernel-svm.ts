import { createDescent } from './dual-descent.ts'
import type { DualDescent } from './dual-descent.ts'
import { shuffled } from '../arithmetic/shuffle.ts'
import type { Example } from '../matcher/study.ts'
import type { Supports } from './supports.ts'

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.02

/** What a classifier and its copies have in common. */
interface Shared {
  entries: number
  /** Of each example. */
  entryOf: Int32Array
  /** One entry at a time. */
  descent: DualDescent
}

/** One classifier per entry against all the others, trained on the similarities between all examples, so that they may be of
 *  any kind. Takes memory with the square of the examples, and time with it too: for a few thousand. */
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
      descent: createDescent(examples, similarities),
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
    const { descent } = this.shared
    const orders = Array.from({ length: passes }, (_, pass) => Uint32Array.from(shuffled(indices, pass + 1)))
    this.changeEach((entry) => {
      for (const order of orders) descent.descend(entry, order, 1, smallestStep)
    })
  }

  /** A copy that has forgotten some of its examples, and some entries altogether; train it a little more before use. */
  without(hidden: Set<number>, hiddenEntries: Set<number>): KernelClassifier {
    const taught = this.taught.filter((entry) => !hiddenEntries.has(entry))
    const copy = new KernelClassifier(this.shared, taught, this.duals.slice(), this.outputs.slice())
    const count = this.shared.entryOf.length
    for (const entry of hiddenEntries) copy.duals.fill(0, entry * count, (entry + 1) * count)
    const indices = Uint32Array.from(hidden)
    // What may be on the wrong side as far as it likes need not speak.
    copy.changeEach((entry) => this.shared.descent.descend(entry, indices, -Infinity, 0))
    return copy
  }

  supports(): Supports {
    const { entries } = this.shared
    const starts = new Uint32Array(entries + 1)
    const indices = new Uint32Array(this.duals.length)
    const amounts = new Float32Array(this.duals.length)
    for (let entry = 0; entry < entries; entry++)
      starts[entry + 1] = this.write(entry, indices, amounts, starts[entry]!)
    const size = starts[entries]!
    return { starts, indices: indices.slice(0, size), amounts: amounts.slice(0, size) }
  }

  /** Writes what speaks for or against an entry to a place, and returns the next place. */
  private write(entry: number, indices: Uint32Array, amounts: Float32Array, place: number): number {
    const { duals } = this
    const { entryOf } = this.shared
    const count = entryOf.length
    const start = entry * count
    for (let index = 0; index < count; index++) {
      const dual = duals[start + index]!
      if (dual === 0) continue
      indices[place] = index
      amounts[place++] = entryOf[index] === entry ? dual : -dual
    }
    return place
  }

  /** Entry after entry, whose numbers are where they are trained meanwhile. */
  private changeEach(change: (entry: number) => void): void {
    const { entryOf, descent } = this.shared
    for (const entry of this.taught) {
      const [start, end] = [entry * entryOf.length, (entry + 1) * entryOf.length]
      const duals = this.duals.subarray(start, end)
      const outputs = this.outputs.subarray(start, end)
      descent.duals.set(duals)
      descent.outputs.set(outputs)
      change(entry)
      duals.set(descent.duals)
      outputs.set(descent.outputs)
    }
  }
}
