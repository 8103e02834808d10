import { shuffled } from './shuffle.ts'
import type { Example } from './study.ts'
import type { Vector } from './vectors.ts'

type Learnt = Pick<Example, 'vector' | 'entry' | 'cost'>

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.002

/** One linear classifier per entry against all the others, squared hinge loss, trained by dual coordinate descent
 *  (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
 *  algorithm 1 for L2-loss). The bias is a feature of value 1. Weights are stored feature by feature, so that one
 *  pass over a text serves all entries, and the examples may be many. */
export class LinearClassifier {
  readonly entries: number
  /** Per feature, a weight an entry. */
  readonly weights: Float32Array
  readonly bias: Float64Array
  private readonly duals: Float32Array
  private readonly examples: Learnt[]

  constructor(examples: Learnt[], entries: number, features: number, from?: LinearClassifier) {
    this.examples = examples
    this.entries = entries
    this.weights = from ? from.weights.slice() : new Float32Array(features * entries)
    this.bias = from ? from.bias.slice() : new Float64Array(entries)
    this.duals = from ? from.duals.slice() : new Float32Array(examples.length * entries)
  }

  /** A copy that has forgotten some of its examples; train it a little more before use. */
  without(hidden: Iterable<number>): LinearClassifier {
    const copy = new LinearClassifier(this.examples, this.entries, 0, this)
    for (const index of hidden) copy.forget(index)
    return copy
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = this.examples.map((_, index) => index)): void {
    for (let pass = 0; pass < passes; pass++) {
      for (const index of shuffled(indices, pass + 1)) this.learn(index)
    }
  }

  /** The score of every entry: about 1 for one of its own phrasings, -1 for anything else. */
  scores(vector: Vector): Float64Array {
    const { entries, weights } = this
    const scores = this.bias.slice()
    for (let at = 0; at < vector.ids.length; at++) {
      const value = vector.values[at]!
      const row = vector.ids[at]! * entries
      for (let entry = 0; entry < entries; entry++) scores[entry]! += value * weights[row + entry]!
    }
    return scores
  }

  private learn(index: number): void {
    const example = this.examples[index]!
    const steps = this.scores(example.vector)
    const square = squaredLength(example.vector) + 1
    let moved = false
    for (let entry = 0; entry < this.entries; entry++) {
      const own = entry === example.entry
      const sign = own ? 1 : -1
      const diagonal = 0.5 / (own ? example.cost.own : example.cost.other)
      const dualAt = index * this.entries + entry
      const before = this.duals[dualAt]!
      const gradient = sign * steps[entry]! - 1 + diagonal * before
      const after = Math.max(0, before - gradient / (square + diagonal))
      if (Math.abs(after - before) < smallestStep) {
        steps[entry] = 0
        continue
      }
      this.duals[dualAt] = after
      steps[entry] = (after - before) * sign
      moved = true
    }
    if (moved) this.add(example.vector, steps)
  }

  private forget(index: number): void {
    const example = this.examples[index]!
    const steps = new Float64Array(this.entries)
    for (let entry = 0; entry < this.entries; entry++) {
      const dualAt = index * this.entries + entry
      steps[entry] = this.duals[dualAt]! * (entry === example.entry ? -1 : 1)
      this.duals[dualAt] = 0
    }
    this.add(example.vector, steps)
  }

  private add(vector: Vector, steps: Float64Array): void {
    const { entries, weights, bias } = this
    const moved: number[] = []
    for (let entry = 0; entry < entries; entry++) {
      if (steps[entry] === 0) continue
      moved.push(entry)
      bias[entry]! += steps[entry]!
    }
    for (let at = 0; at < vector.ids.length; at++) {
      const value = vector.values[at]!
      const row = vector.ids[at]! * entries
      for (const entry of moved) weights[row + entry]! += value * steps[entry]!
    }
  }
}

function squaredLength(vector: Vector): number {
  let sum = 0
  for (const value of vector.values) sum += value * value
  return sum
}
