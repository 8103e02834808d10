import type { LinearText, LinearWeights } from './linear-weights.ts'
import { shuffled } from '../arithmetic/shuffle.ts'
import { dot } from '../arithmetic/similarity.ts'
import type { Example } from '../matcher/study.ts'

type LinearExample = LinearText & Pick<Example, 'entry' | 'cost'>

// Steps smaller than this change no ranking; skipping them saves most of the work of the later passes.
const smallestStep = 0.005

// To a text most entries are foreign, and stay so: it meets all in the first pass, then only those that it spoke about or was
// nearer to than this the last time ("shrinking", section 3.2 of the paper below). One entry in ten, in a quarter of the time.
const foreignFrom = 0.35
const neverMet = 0xffff

// Of those it is near most stand still by then: every other pass meets only those that it took a step for the last time.
const restFrom = 3

/** One linear classifier per entry against all the others, squared hinge loss, trained by dual coordinate descent
 *  (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
 *  algorithm 1 for L2-loss). The bias is a feature of value 1. */
export class LinearClassifier {
  readonly weights: LinearWeights
  private readonly entries: number
  private readonly duals: Float32Array
  private readonly examples: LinearExample[]
  /** Per example, its length with the bias, squared. */
  private readonly squares: Float64Array
  /** Per example, the entries that it is near, and how many they are; those that it last took a step for come first. */
  private readonly near: Uint16Array
  private readonly nearCounts: Uint16Array
  private readonly movedCounts: Uint16Array
  /** How many they were after the first pass: they come first too. */
  private readonly firstNearCounts: Uint16Array
  /** Of the example that is being learned: the scores of the entries met, then the steps of those that move. */
  private readonly sums: Float64Array
  private readonly moved: Uint16Array

  constructor(examples: LinearExample[], weights: LinearWeights, from?: LinearClassifier) {
    const { entries } = weights
    this.examples = examples
    this.squares = from ? from.squares : Float64Array.from(examples, (example) => squaredLength(example) + 1)
    this.weights = weights
    this.entries = entries
    this.duals = from ? from.duals.slice() : new Float32Array(examples.length * entries)
    this.near = from ? from.near.slice() : new Uint16Array(examples.length * entries)
    this.nearCounts = from ? from.firstNearCounts.slice() : new Uint16Array(examples.length).fill(neverMet)
    this.firstNearCounts = this.nearCounts.slice()
    this.movedCounts = new Uint16Array(examples.length)
    this.sums = new Float64Array(entries)
    this.moved = new Uint16Array(entries)
  }

  /** A copy that has forgotten some of its examples; train it a little more before use. */
  without(hidden: Iterable<number>): LinearClassifier {
    const copy = new LinearClassifier(this.examples, this.weights.copy(), this)
    for (const index of hidden) copy.forget(index)
    return copy
  }

  /** Passes over the examples (all, or those named), in an order that depends on nothing but their number. */
  train(passes: number, indices: number[] = [...this.examples.keys()]): void {
    for (let pass = 1; pass <= passes; pass++) {
      const onlyMoved = pass >= restFrom && (pass - restFrom) % 2 === 0
      for (const index of shuffled(indices, pass)) this.meet(index, onlyMoved)
    }
  }

  /** The score of every entry: about 1 for one of its own phrasings, -1 for anything else. */
  scores(text: LinearText): Float64Array {
    const scores = new Float64Array(this.entries)
    this.weights.scoreAll(text, scores)
    return scores
  }

  /** Takes a step for each of the entries that the example is near, or at first for all, and keeps those still near. */
  private meet(index: number, onlyMoved: boolean): void {
    const { duals, near, sums, moved, weights } = this
    const example = this.examples[index]!
    const start = index * this.entries
    const isNew = this.nearCounts[index] === neverMet
    const metCount = onlyMoved ? this.movedCounts[index]! : this.nearCounts[index]!
    const met = isNew ? weights.all : near.subarray(start, start + metCount)
    if (isNew) weights.scoreAll(example, sums)
    else weights.scoreSome(example, met, sums)
    const { entry: ownEntry, cost } = example
    const square = this.squares[index]!
    let nearCount = 0
    let count = 0
    for (let at = 0; at < met.length; at++) {
      const entry = met[at]!
      const own = entry === ownEntry
      const before = duals[start + entry]!
      const diagonal = 0.5 / (own ? cost.own : cost.other)
      // How the loss grows with what the example says about the entry.
      const gradient = (own ? sums[at]! : -sums[at]!) - 1 + diagonal * before
      if (before === 0 && gradient >= foreignFrom) continue
      // Trades places, so that what was near before is still behind it.
      near[start + at] = near[start + nearCount]!
      near[start + nearCount++] = entry
      if (before === 0 && gradient >= 0) continue
      const step = Math.max(-before, -gradient / (square + diagonal))
      if (Math.abs(step) < smallestStep) continue
      near[start + nearCount - 1] = near[start + count]!
      near[start + count] = entry
      duals[start + entry] = before + step
      sums[count] = own ? step : -step
      moved[count++] = entry
    }
    if (isNew) this.firstNearCounts[index] = nearCount
    if (!onlyMoved) this.nearCounts[index] = nearCount
    this.movedCounts[index] = count
    if (count > 0) weights.move(example, moved, sums, count)
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
    this.weights.move(example, moved, sums, count)
  }
}

function squaredLength({ vector, meaning }: LinearText): number {
  return dot(vector.values, vector.values) + (meaning ? dot(meaning, meaning) : 0)
}
