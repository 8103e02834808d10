import { shuffled } from './shuffle.ts'
import type { Example } from './study.ts'
import type { Vector } from './vectors.ts'

type Learnt = Pick<Example, 'vector' | 'entry' | 'cost'>

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.005

// To a text most entries are foreign, and stay so: after the first pass it meets only those that it speaks about, or is
// nearer to than this ("shrinking", section 3.2 of the paper below). One entry in ten, in a quarter of the time.
const foreignFrom = 0.2
const neverMet = 0xffff

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
  /** Per example, the entries that it is near, and how many they are. */
  private readonly near: Uint16Array
  private readonly nearCounts: Uint16Array
  private readonly all: Uint16Array
  /** Of the example that is being learned: the scores of the entries met, then the steps of those that move. */
  private readonly sums: Float64Array
  private readonly moved: Uint16Array

  constructor(examples: Learnt[], entries: number, features: number, from?: LinearClassifier) {
    this.examples = examples
    this.entries = entries
    this.weights = from ? from.weights.slice() : new Float32Array(features * entries)
    this.bias = from ? from.bias.slice() : new Float64Array(entries)
    this.duals = from ? from.duals.slice() : new Float32Array(examples.length * entries)
    this.near = from ? from.near.slice() : new Uint16Array(examples.length * entries)
    this.nearCounts = from ? from.nearCounts.slice() : new Uint16Array(examples.length).fill(neverMet)
    this.all = Uint16Array.from({ length: entries }, (_, entry) => entry)
    this.sums = new Float64Array(entries)
    this.moved = new Uint16Array(entries)
  }

  /** A copy that has forgotten some of its examples; train it a little more before use. */
  without(hidden: Iterable<number>): LinearClassifier {
    const copy = new LinearClassifier(this.examples, this.entries, 0, this)
    for (const index of hidden) copy.forget(index)
    return copy
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = [...this.examples.keys()]): void {
    for (let pass = 1; pass <= passes; pass++) {
      for (const index of shuffled(indices, pass)) {
        if (this.nearCounts[index] === neverMet) this.meetAll(index)
        else this.meetNear(index)
      }
    }
  }

  /** The score of every entry: about 1 for one of its own phrasings, -1 for anything else. */
  scores(vector: Vector): Float64Array {
    const scores = new Float64Array(this.entries)
    this.scoreAll(vector, scores)
    return scores
  }

  private meetAll(index: number): void {
    const { all, sums } = this
    this.scoreAll(this.examples[index]!.vector, sums)
    const start = index * this.entries
    let count = 0
    for (const entry of all) {
      const near = this.duals[start + entry]! > 0 || this.gradient(index, entry, sums[entry]!) < foreignFrom
      if (near) this.near[start + count++] = entry
    }
    this.nearCounts[index] = count
    this.learn(index, all)
  }

  private meetNear(index: number): void {
    const start = index * this.entries
    const near = this.near.subarray(start, start + this.nearCounts[index]!)
    this.scoreSome(this.examples[index]!.vector, near, this.sums)
    this.learn(index, near)
  }

  /** Takes a step for each of the entries, whose scores are in `sums`. */
  private learn(index: number, entries: Uint16Array): void {
    const { duals, sums, moved } = this
    const { vector, entry: ownEntry, cost } = this.examples[index]!
    const square = squaredLength(vector) + 1
    const start = index * this.entries
    let count = 0
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!
      const before = duals[start + entry]!
      const gradient = this.gradient(index, entry, sums[at]!)
      if (before === 0 && gradient >= 0) continue
      const diagonal = 0.5 / (entry === ownEntry ? cost.own : cost.other)
      const step = Math.max(-before, -gradient / (square + diagonal))
      if (Math.abs(step) < smallestStep) continue
      duals[start + entry] = before + step
      sums[count] = entry === ownEntry ? step : -step
      moved[count++] = entry
    }
    if (count > 0) this.move(vector, count)
  }

  /** How the loss grows with what the example says about an entry that scores so. */
  private gradient(index: number, entry: number, score: number): number {
    const example = this.examples[index]!
    const own = entry === example.entry
    const diagonal = 0.5 / (own ? example.cost.own : example.cost.other)
    return (own ? score : -score) - 1 + diagonal * this.duals[index * this.entries + entry]!
  }

  private forget(index: number): void {
    const { duals, sums, moved } = this
    const example = this.examples[index]!
    const start = index * this.entries
    let count = 0
    for (let entry = 0; entry < this.entries; entry++) {
      const dual = duals[start + entry]!
      if (dual === 0) continue
      sums[count] = entry === example.entry ? -dual : dual
      moved[count++] = entry
    }
    duals.fill(0, start, start + this.entries)
    this.move(example.vector, count)
  }

  /** The loop of `scoreSome` without its indirection: it is run for all texts and entries. */
  private scoreAll({ ids, values }: Vector, scores: Float64Array): void {
    const { weights, bias, entries } = this
    scores.set(bias)
    for (let feature = 0; feature < ids.length; feature++) {
      const value = values[feature]!
      const row = ids[feature]! * entries
      for (let entry = 0; entry < entries; entry++) scores[entry]! += value * weights[row + entry]!
    }
  }

  /** Scores of the named entries, four at a time: so their sums stay in registers. */
  private scoreSome({ ids, values }: Vector, entries: Uint16Array, scores: Float64Array): void {
    const { weights, bias, entries: width } = this
    let at = 0
    for (const fourfold = entries.length - 3; at < fourfold; at += 4) {
      const first = entries[at]!
      const second = entries[at + 1]!
      const third = entries[at + 2]!
      const fourth = entries[at + 3]!
      let firstScore = bias[first]!
      let secondScore = bias[second]!
      let thirdScore = bias[third]!
      let fourthScore = bias[fourth]!
      for (let feature = 0; feature < ids.length; feature++) {
        const value = values[feature]!
        const row = ids[feature]! * width
        firstScore += value * weights[row + first]!
        secondScore += value * weights[row + second]!
        thirdScore += value * weights[row + third]!
        fourthScore += value * weights[row + fourth]!
      }
      scores[at] = firstScore
      scores[at + 1] = secondScore
      scores[at + 2] = thirdScore
      scores[at + 3] = fourthScore
    }
    for (; at < entries.length; at++) {
      const entry = entries[at]!
      let score = bias[entry]!
      for (let feature = 0; feature < ids.length; feature++)
        score += values[feature]! * weights[ids[feature]! * width + entry]!
      scores[at] = score
    }
  }

  /** Moves the weights of the first `count` entries of `moved` by the steps in `sums`. */
  private move({ ids, values }: Vector, count: number): void {
    const { weights, bias, entries, sums, moved } = this
    for (let at = 0; at < count; at++) bias[moved[at]!]! += sums[at]!
    for (let feature = 0; feature < ids.length; feature++) {
      const value = values[feature]!
      const row = ids[feature]! * entries
      for (let at = 0; at < count; at++) weights[row + moved[at]!]! += value * sums[at]!
    }
  }
}

function squaredLength({ values }: Vector): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]! * values[at]!
  return sum
}
