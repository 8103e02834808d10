import { addedAtOnce, addModule } from './simd-add.ts'
import { addTimes } from './similarity.ts'
import { reserveMemory } from './wasm-code.ts'

/** Rows of numbers that are added up. */
export interface RowSums {
  /** As long as a row; whoever sums sets them first. */
  readonly sums: Float32Array
  /** Adds a row, times a factor, to the sums. */
  add(row: number, factor: number): void
}

/** Vector instructions take half the time, need not be warm to be fast, and give the same to the last bit. */
export function createRowSums(rows: Float32Array, width: number): RowSums {
  return addBySimd(rows, width) ?? addPlainly(rows, width)
}

function addPlainly(rows: Float32Array, width: number): RowSums {
  const sums = new Float32Array(width)
  return {
    sums,
    add(row, factor) {
      addTimes(factor, rows.subarray(row * width, (row + 1) * width), sums)
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function addBySimd(given: Float32Array, width: number): RowSums | null {
  const addWith = addModule()
  const count = width > 0 ? given.length / width : 0
  const filled = Math.ceil(width / addedAtOnce) * addedAtOnce
  const rowBytes = filled * Float32Array.BYTES_PER_ELEMENT
  const memory = addWith && count > 0 && reserveMemory((count + 1) * rowBytes)
  if (!memory) return null
  // The sums come first, then the rows, each filled up with zeros.
  const rows = new Float32Array(memory.buffer, rowBytes)
  for (let row = 0; row < count; row++) rows.set(given.subarray(row * width, (row + 1) * width), row * filled)
  const addRow = addWith(memory)
  return {
    sums: new Float32Array(memory.buffer, 0, width),
    add(row, factor) {
      const start = (row + 1) * rowBytes
      addRow(factor, start, start + rowBytes, 0)
    },
  }
}
