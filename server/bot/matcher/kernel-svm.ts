import { shuffled } from './shuffle.ts'
import type { Example } from './study.ts'

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.02

/** One classifier per entry against all the others, squared hinge loss, trained by dual coordinate descent (Hsieh, Chang,
 *  Lin, Keerthi & Sundararajan 2008, algorithm 1 for L2-loss) on the similarities between all examples, so that they
 *  may be of any kind. Takes memory with the square of the examples, and time with it too: for a few thousand. */
export class KernelClassifier {
  private readonly duals: Float32Array
  /** Per entry, the score of every example. */
  private readonly outputs: Float32Array
  private readonly examples: Example[]
  private readonly similarities: Float32Array
  private readonly entries: number

  constructor(examples: Example[], entries: number, similarities: Float32Array, from?: KernelClassifier) {
    this.examples = examples
    this.entries = entries
    this.similarities = similarities
    this.duals = from ? from.duals.slice() : new Float32Array(entries * examples.length)
    this.outputs = from ? from.outputs.slice() : new Float32Array(entries * examples.length)
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = [...this.examples.keys()]): void {
    const orders = Array.from({ length: passes }, (_, pass) => shuffled(indices, pass + 1))
    for (let entry = 0; entry < this.entries; entry++) {
      for (const order of orders) for (const index of order) this.learn(entry, index)
    }
  }

  /** A copy that has forgotten some of its examples; train it a little more before use. */
  without(hidden: Iterable<number>): KernelClassifier {
    const copy = new KernelClassifier(this.examples, this.entries, this.similarities, this)
    for (const index of hidden) {
      for (let entry = 0; entry < this.entries; entry++) {
        const at = entry * this.examples.length + index
        if (copy.duals[at]! > 0) copy.move(entry, index, -copy.duals[at]!)
      }
    }
    return copy
  }

  /** The examples that speak for (above 0) or against an entry, and how much. */
  supportOf(entry: number): { index: number; amount: number }[] {
    const support: { index: number; amount: number }[] = []
    for (let index = 0; index < this.examples.length; index++) {
      const dual = this.duals[entry * this.examples.length + index]!
      if (dual > 0) support.push({ index, amount: this.examples[index]!.entry === entry ? dual : -dual })
    }
    return support
  }

  private learn(entry: number, index: number): void {
    const example = this.examples[index]!
    const own = example.entry === entry
    const diagonal = 0.5 / (own ? example.cost.own : example.cost.other)
    const at = entry * this.examples.length + index
    const before = this.duals[at]!
    const gradient = (own ? 1 : -1) * this.outputs[at]! - 1 + diagonal * before
    if (before === 0 && gradient >= 0) return
    const square = this.similarities[index * this.examples.length + index]!
    const step = Math.max(-before, -gradient / (square + diagonal))
    if (Math.abs(step) >= smallestStep) this.move(entry, index, step)
  }

  private move(entry: number, index: number, step: number): void {
    const count = this.examples.length
    this.duals[entry * count + index]! += step
    const signed = this.examples[index]!.entry === entry ? step : -step
    const row = this.similarities.subarray(index * count, (index + 1) * count)
    const outputs = this.outputs.subarray(entry * count, (entry + 1) * count)
    for (let other = 0; other < count; other++) outputs[other]! += signed * row[other]!
  }
}
