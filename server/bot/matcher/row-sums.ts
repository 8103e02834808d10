import { addedAtOnce, addModule } from './simd-add.ts'
import { addTimes } from './similarity.ts'
import { reserveMemory } from './wasm-code.ts'

/** A square of numbers whose rows are added up. */
export interface RowSums {
  readonly diagonal: Float32Array
  /** As long as a row; whoever sums sets them first. */
  readonly sums: Float32Array
  /** Adds a row, times a factor, to the sums. */
  add(row: number, factor: number): void
}

/** Vector instructions take half the time, need not be warm to be fast, and give the same to the last bit. */
export function createRowSums(square: Float32Array, size: number): RowSums {
  return addBySimd(square, size) ?? addPlainly(square, size)
}

function addPlainly(square: Float32Array, size: number): RowSums {
  const sums = new Float32Array(size)
  return {
    diagonal: diagonalOf(square, size),
    sums,
    add(row, factor) {
      addTimes(factor, square.subarray(row * size, (row + 1) * size), sums)
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function addBySimd(square: Float32Array, size: number): RowSums | null {
  const addWith = addModule()
  const width = Math.ceil(size / addedAtOnce) * addedAtOnce
  const rowBytes = width * Float32Array.BYTES_PER_ELEMENT
  const memory = addWith && size > 0 && reserveMemory((size + 1) * rowBytes)
  if (!memory) return null
  // The sums come first, then the rows, each with zeros up to its width.
  const rows = new Float32Array(memory.buffer, rowBytes)
  for (let row = 0; row < size; row++) rows.set(square.subarray(row * size, (row + 1) * size), row * width)
  const addRow = addWith(memory)
  return {
    diagonal: diagonalOf(square, size),
    sums: new Float32Array(memory.buffer, 0, size),
    add(row, factor) {
      const start = (row + 1) * rowBytes
      addRow(factor, start, start + rowBytes, 0)
    },
  }
}

function diagonalOf(square: Float32Array, size: number): Float32Array {
  const diagonal = new Float32Array(size)
  for (let at = 0; at < size; at++) diagonal[at] = square[at * (size + 1)]!
  return diagonal
}
