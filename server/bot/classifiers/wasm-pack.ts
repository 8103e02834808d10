import { highestLevel } from './row-packer.ts'
import {
  add,
  advance,
  clear,
  count,
  cut,
  divide,
  isBelow,
  isNot,
  larger,
  load32,
  loadShort,
  loadWhole,
  magnitude,
  minus,
  multiply,
  nearestBelow,
  number,
  plus,
  set,
  store32,
  storeByte,
  storeShort,
  storeWhole,
  times,
  when,
  whileBelow,
  whole,
  wide,
} from '../arithmetic/wasm-code.ts'
import type { Code } from '../arithmetic/wasm-code.ts'
import { compileFunction } from '../arithmetic/wasm-function.ts'
import type { InMemory } from '../arithmetic/wasm-function.ts'

/** The loops of packed-features.ts in the same steps and precision. */

const arrays = [
  ...(['starts', 'textAt', 'valueAt', 'saidStarts', 'entryAt', 'amountAt', 'sums'] as const),
  ...(['scales', 'rowStarts', 'columnAt', 'levels', 'places', 'whole', 'written'] as const),
]
type Arrays = (typeof arrays)[number]
/** Packs the rows of features, those before them being packed. Rows with more levels than the longest list are written out in a
 *  width of their own. */
export type PackRows = (from: number, to: number, longestList: number, width: number) => void

let compiled: InMemory<PackRows, Arrays> | null | undefined

/** What gives `PackRows`; null where the process runs without a compiler (`--jitless`). */
export function packModule(): InMemory<PackRows, Arrays> | null {
  return (compiled ??= compileFunction({
    arrays,
    parameters: { from: whole, to: whole, longestList: whole, width: whole },
    variables: {
      ...{ feature: whole, place: whole, placesEnd: whole, said: whole, saidEnd: whole },
      ...{ sum: whole, column: whole, listStart: whole, size: whole, level: whole, row: whole },
      ...{ value: wide, largest: wide, scale: wide },
    },
    steps(named, placed) {
      const { from, to, longestList, width, feature, place, placesEnd, said, saidEnd } = named
      const { sum, column, listStart, size, level, row, value, largest, scale } = named
      const { starts, textAt, valueAt, saidStarts, entryAt, amountAt, sums } = placed
      const { scales, rowStarts, columnAt, levels, places, written } = placed
      const ofFour = (array: { start: Code }, number: Code) => plus(array.start, times(number, count(4)))
      const ofTwo = (array: { start: Code }, number: Code) => plus(array.start, times(number, count(2)))
      const addSaid = [
        set(value, load32(ofFour(valueAt, place))),
        set(said, ofFour(saidStarts, loadWhole(ofFour(textAt, place)))),
        set(saidEnd, loadWhole(said, 4)),
        set(said, loadWhole(said)),
        whileBelow(
          said,
          saidEnd,
          set(sum, ofFour(sums, loadShort(ofTwo(entryAt, said)))),
          store32(sum, add(load32(sum), multiply(value, load32(ofFour(amountAt, said))))),
          advance(said, count(1)),
        ),
      ]
      const findLargest = [
        [set(largest, number(0)), set(sum, sums.start)],
        whileBelow(
          sum,
          sums.end,
          set(largest, larger(largest, magnitude(load32(sum)))),
          advance(sum, count(4)),
        ),
      ]
      const writeLevel = [
        storeShort(ofTwo(columnAt, size), column),
        storeByte(plus(levels.start, size), level),
        storeByte(plus(row, column), level),
        advance(size, count(1)),
      ]
      const writeLevels = [
        clear(row, width),
        [set(column, count(0)), set(sum, sums.start)],
        whileBelow(
          sum,
          sums.end,
          set(value, load32(sum)),
          when(
            isNot(value, number(0)),
            set(level, cut(nearestBelow(add(divide(value, scale), number(0.5))))),
            when(level, writeLevel),
          ),
          [advance(column, count(1)), advance(sum, count(4))],
        ),
      ]
      const keepWrittenOut = [
        storeWhole(ofFour(places, feature), loadWhole(written.start)),
        storeWhole(written.start, plus(loadWhole(written.start), count(1))),
        advance(row, width),
        set(size, listStart),
      ]
      return [
        set(feature, from),
        set(size, loadWhole(ofFour(rowStarts, from))),
        set(row, plus(placed.whole.start, times(loadWhole(written.start), width))),
        whileBelow(
          feature,
          to,
          clear(sums.start, minus(sums.end, sums.start)),
          set(place, loadWhole(ofFour(starts, feature))),
          set(placesEnd, loadWhole(ofFour(starts, feature), 4)),
          whileBelow(place, placesEnd, addSaid, advance(place, count(1))),
          findLargest,
          set(scale, divide(largest, number(highestLevel))),
          store32(ofFour(scales, feature), scale),
          set(listStart, size),
          writeLevels,
          when(isBelow(longestList, minus(size, listStart)), keepWrittenOut),
          advance(feature, count(1)),
          storeWhole(ofFour(rowStarts, feature), size),
        ),
      ]
    },
  }))
}
