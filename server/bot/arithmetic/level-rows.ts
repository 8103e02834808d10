import { levelsAtOnce, levelsModule } from './simd-levels.ts'
import { reserveArrays } from './wasm-memory.ts'

/** Rows of levels, a byte each, that are added up. */
export interface LevelRows {
  /** The rows, one after the other. */
  readonly levels: Int8Array
  /** At least as long as a row; whoever sums sets them first. */
  readonly sums: Float64Array
  /** Adds a row, times a factor, to the sums. */
  add(row: number, factor: number): void
}

/** How long a row of so many levels has to be: filled up with zeros. */
export function filledWidth(columns: number): number {
  return Math.ceil(columns / levelsAtOnce) * levelsAtOnce
}

/** Vector instructions take a tenth of the time, need not be warm to be fast, and give the same to the last bit. `width` is
 *  one of `filledWidth`. */
export function createLevelRows(levels: Int8Array, width: number): LevelRows {
  return addBySimd(levels, width) ?? addPlainly(levels, width)
}

function addPlainly(levels: Int8Array, width: number): LevelRows {
  const sums = new Float64Array(width)
  return {
    levels,
    sums,
    add(row, factor) {
      const start = row * width
      for (let at = 0; at < width; at++) sums[at]! += factor * levels[start + at]!
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function addBySimd(given: Int8Array, width: number): LevelRows | null {
  const addIn = levelsModule()
  const room =
    addIn &&
    given.length > 0 &&
    reserveArrays({ sums: [Float64Array, width], levels: [Int8Array, given.length] })
  if (!room) return null
  const { sums, levels } = room.arrays
  levels.set(given)
  const addLevels = addIn(room)
  return {
    levels,
    sums,
    add: (row, factor) => addLevels(factor, levels.byteOffset + row * width),
  }
}
