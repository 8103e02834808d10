import {
  add,
  advance,
  count,
  load32,
  loadWhole,
  minus,
  multiply,
  number,
  plus,
  set,
  store32,
  store64,
  times,
  whileBelow,
  whole,
  wide,
} from '../arithmetic/wasm-code.ts'
import { compileFunction } from '../arithmetic/wasm-function.ts'
import type { InMemory } from '../arithmetic/wasm-function.ts'

/** The loops of supports.ts in the same steps and precision. */

type Arrays = 'starts' | 'indices' | 'amounts' | 'alike' | 'close' | 'similarities' | 'scores'
export type Score = (meaningWeight: number) => void

let compiled: InMemory<Score, Arrays> | null | undefined

/** What gives `Score`; null where the process runs without a compiler (`--jitless`). */
export function scoreModule(): InMemory<Score, Arrays> | null {
  return (compiled ??= compileFunction({
    arrays: ['starts', 'indices', 'amounts', 'alike', 'close', 'similarities', 'scores'],
    parameters: { meaningWeight: wide },
    variables: { example: whole, list: whole, at: whole, end: whole, score: whole, value: wide },
    steps(named, { starts, indices, amounts, alike, close, similarities, scores }) {
      const { meaningWeight, example, list, at, end, score, value } = named
      const closeness = multiply(meaningWeight, load32(plus(close.start, example)))
      const amount = load32(plus(amounts.start, at))
      const index = loadWhole(plus(indices.start, at))
      return [
        whileBelow(
          example,
          minus(similarities.end, similarities.start),
          store32(
            plus(similarities.start, example),
            add(add(number(1), load32(plus(alike.start, example))), closeness),
          ),
          advance(example, count(4)),
        ),
        [set(list, starts.start), set(score, scores.start)],
        whileBelow(
          score,
          scores.end,
          [set(at, times(loadWhole(list), count(4))), set(end, times(loadWhole(list, 4), count(4)))],
          set(value, number(0)),
          whileBelow(
            at,
            end,
            set(
              value,
              add(value, multiply(amount, load32(plus(similarities.start, times(index, count(4)))))),
            ),
            advance(at, count(4)),
          ),
          store64(score, value),
          [advance(list, count(4)), advance(score, count(8))],
        ),
      ]
    },
  }))
}
