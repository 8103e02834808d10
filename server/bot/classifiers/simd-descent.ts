import { addNextFour } from '../arithmetic/simd-add.ts'
import { inBoth, vector } from '../arithmetic/simd-code.ts'
import {
  add,
  advance,
  choose,
  count,
  divide,
  either,
  isAtLeast,
  isLess,
  isSame,
  larger,
  load32,
  load64,
  loadWhole,
  magnitude,
  minus,
  multiply,
  number,
  opposite,
  plus,
  set,
  store32,
  subtract,
  times,
  when,
  whileBelow,
  whole,
  wide,
} from '../arithmetic/wasm-code.ts'
import { compileFunction } from '../arithmetic/wasm-function.ts'
import type { InMemory } from '../arithmetic/wasm-function.ts'

/** `descendPlainly` of dual-descent.ts in the same steps and precision, rows by vector instructions. */

/** What is known of an example, number after number of 64 bits. */
export const aboutExample = ['entry', 'selfSimilarity', 'ownDiagonal', 'otherDiagonal'] as const

type Arrays = 'rows' | 'outputs' | 'duals' | 'about' | 'order'
export type Descend = (entry: number, margin: number, smallestStep: number, visits: number) => void

let compiled: InMemory<Descend, Arrays> | null | undefined

/** What gives `Descend`; null where the process runs without a compiler (`--jitless`). */
export function descentModule(): InMemory<Descend, Arrays> | null {
  return (compiled ??= compileFunction({
    arrays: ['rows', 'outputs', 'duals', 'about', 'order'],
    parameters: { entry: wide, margin: wide, smallestStep: wide, visits: whole },
    variables: {
      ...{ visit: whole, index: whole, example: whole, dual: whole, isOwn: whole, row: whole, sum: whole },
      ...{ sign: wide, before: wide, diagonal: wide, gradient: wide, step: wide, factors: vector },
    },
    steps(named, { rows, outputs, duals, about, order }) {
      const { entry, margin, smallestStep, visits, visit, index, example, dual, row, sum } = named
      const { isOwn, sign, before, diagonal, gradient, step, factors } = named
      const known = (name: (typeof aboutExample)[number]) => load64(example, 8 * aboutExample.indexOf(name))
      const output = load32(plus(outputs.start, times(index, count(4))))
      const look = [
        set(index, loadWhole(visit)),
        set(example, plus(about.start, times(index, count(8 * aboutExample.length)))),
        set(dual, plus(duals.start, times(index, count(4)))),
        set(before, load32(dual)),
        set(isOwn, isSame(known('entry'), entry)),
        set(sign, choose(isOwn, number(1), number(-1))),
        set(diagonal, choose(isOwn, known('ownDiagonal'), known('otherDiagonal'))),
        set(gradient, add(subtract(multiply(sign, output), margin), multiply(diagonal, before))),
      ]
      const mayMove = either(isLess(number(0), before), isLess(gradient, number(0)))
      const newton = divide(opposite(gradient), add(known('selfSimilarity'), diagonal))
      const move = [
        store32(dual, add(before, step)),
        set(factors, inBoth(multiply(sign, step))),
        set(row, plus(rows.start, times(index, minus(outputs.end, outputs.start)))),
        set(sum, outputs.start),
        whileBelow(sum, outputs.end, addNextFour(row, factors, sum)),
      ]
      return [
        set(visit, order.start),
        whileBelow(
          visit,
          plus(order.start, times(visits, count(4))),
          look,
          when(
            mayMove,
            set(step, larger(opposite(before), newton)),
            when(isAtLeast(magnitude(step), smallestStep), move),
          ),
          advance(visit, count(4)),
        ),
      ]
    },
  }))
}
