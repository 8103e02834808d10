import { addedAtOnce } from '../arithmetic/simd-add.ts'
import { aboutExample, descentModule } from './simd-descent.ts'
import { addTimes } from '../arithmetic/similarity.ts'
import type { Example } from '../matcher/study.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'

/** The classifier of one entry while it is trained: whoever trains it sets its numbers first, and takes them in the end. */
export interface DualDescent {
  /** How loud each example speaks: for the entry, if it is its own, else against it. */
  readonly duals: Float32Array
  /** The score of every example. */
  readonly outputs: Float32Array
  /** Visits examples in this order, each once at most, and makes each as loud as it must be to be on its side by so much, where that takes
   *  at least the smallest step. */
  descend(entry: number, order: Uint32Array, margin: number, smallestStep: number): void
}

type Taught = Pick<Example, 'entry' | 'cost'>[]

/** Squared hinge loss by dual coordinate descent (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, algorithm 1 for L2-loss).
 *  `similarities`: between all examples, a square, row after row. */
export function createDescent(examples: Taught, similarities: Float32Array): DualDescent {
  return descendBySimd(examples, similarities) ?? descendPlainly(examples, similarities)
}

export function descendPlainly(examples: Taught, similarities: Float32Array): DualDescent {
  const count = examples.length
  const duals = new Float32Array(count)
  const outputs = new Float32Array(count)
  return {
    duals,
    outputs,
    descend(entry, order, margin, smallestStep) {
      for (const index of order) {
        const before = duals[index]!
        const isOwn = examples[index]!.entry === entry
        const sign = isOwn ? 1 : -1
        const diagonal = diagonalOf(examples[index]!, isOwn)
        const gradient = sign * outputs[index]! - margin + diagonal * before
        // Most examples are far on the right side and have never spoken: nothing to learn from them.
        if (before === 0 && gradient >= 0) continue
        const step = Math.max(-before, -gradient / (similarities[index * (count + 1)]! + diagonal))
        if (Math.abs(step) < smallestStep) continue
        duals[index] = before + step
        addTimes(sign * step, similarities.subarray(index * count, (index + 1) * count), outputs)
      }
    },
  }
}

/** What is added to how like itself an example is. */
function diagonalOf({ cost }: Taught[number], isOwn: boolean): number {
  return 0.5 / (isOwn ? cost.own : cost.other)
}

/** Null where this process may not compile, or where there is no room. */
function descendBySimd(examples: Taught, similarities: Float32Array): DualDescent | null {
  const descendIn = descentModule()
  const count = examples.length
  // Rows are filled up with zeros.
  const width = Math.ceil(count / addedAtOnce) * addedAtOnce
  const room =
    descendIn &&
    reserveArrays({
      rows: [Float32Array, count * width],
      outputs: [Float32Array, width],
      duals: [Float32Array, count],
      about: [Float64Array, count * aboutExample.length],
      order: [Uint32Array, count],
    })
  if (!room) return null
  const { rows, outputs, duals, about, order } = room.arrays
  examples.forEach((example, index) => {
    const row = similarities.subarray(index * count, (index + 1) * count)
    rows.set(row, index * width)
    const [own, other] = [diagonalOf(example, true), diagonalOf(example, false)]
    about.set([example.entry, row[index]!, own, other], index * aboutExample.length)
  })
  const descend = descendIn(room)
  return {
    duals,
    outputs: outputs.subarray(0, count),
    descend(entry, given, margin, smallestStep) {
      order.set(given)
      descend(entry, margin, smallestStep, given.length)
    },
  }
}
