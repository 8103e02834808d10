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
  times,
  when,
  isBelow,
  whileBelow,
  whole,
  wide,
} from '../arithmetic/wasm-code.ts'
import { compileFunction } from '../arithmetic/wasm-function.ts'
import type { InMemory } from '../arithmetic/wasm-function.ts'

/** The loops of feature-index.ts in the same steps and precision. */

type Compared = 'ids' | 'values' | 'starts' | 'textAt' | 'valueAt' | 'sums'
/** Adds the products of a text of so many features with so many of the first texts to the sums. */
export type Compare = (features: number, texts: number) => void

let comparing: InMemory<Compare, Compared> | null | undefined

/** What gives `Compare`; null where the process runs without a compiler (`--jitless`). */
export function compareModule(): InMemory<Compare, Compared> | null {
  return (comparing ??= compileFunction({
    arrays: ['ids', 'values', 'starts', 'textAt', 'valueAt', 'sums'],
    parameters: { features: whole, texts: whole },
    variables: { at: whole, list: whole, place: whole, end: whole, text: whole, sum: whole, value: wide },
    steps(named, { ids, values, starts, textAt, valueAt, sums }) {
      const { features, texts, at, list, place, end, text, sum, value } = named
      const inText = load32(plus(valueAt.start, place))
      const addProduct = [
        set(sum, plus(sums.start, times(text, count(4)))),
        store32(sum, add(load32(sum), multiply(value, inText))),
      ]
      return [
        whileBelow(
          at,
          times(features, count(4)),
          set(value, load32(plus(values.start, at))),
          set(list, plus(starts.start, times(loadWhole(plus(ids.start, at)), count(4)))),
          set(place, times(loadWhole(list), count(4))),
          set(end, times(loadWhole(list, 4), count(4))),
          whileBelow(
            place,
            end,
            set(text, loadWhole(plus(textAt.start, place))),
            when(isBelow(text, texts), addProduct),
            advance(place, count(4)),
          ),
          advance(at, count(4)),
        ),
      ]
    },
  }))
}

type Placed = 'sums' | 'square'
/** Writes the sums up to that of a text, and 1 for the bias, to its row and its column. */
export type Place = (text: number) => void

let placing: InMemory<Place, Placed> | null | undefined

/** What gives `Place`; null where the process runs without a compiler (`--jitless`). */
export function placeModule(): InMemory<Place, Placed> | null {
  return (placing ??= compileFunction({
    arrays: ['sums', 'square'],
    parameters: { text: whole },
    variables: { sum: whole, row: whole, column: whole, rowBytes: whole, value: wide },
    steps: ({ text, sum, row, column, rowBytes, value }, { sums, square }) => [
      set(sum, sums.start),
      set(rowBytes, minus(sums.end, sums.start)),
      set(row, plus(square.start, times(text, rowBytes))),
      set(column, plus(square.start, times(text, count(4)))),
      whileBelow(
        sum,
        plus(sums.start, times(plus(text, count(1)), count(4))),
        set(value, add(number(1), load32(sum))),
        [store32(row, value), store32(column, value)],
        [advance(row, count(4)), advance(column, rowBytes), advance(sum, count(4))],
      ),
    ],
  }))
}
