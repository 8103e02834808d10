import { expect, test } from 'vitest'
import { createLevelRows, filledWidth } from '../../server/bot/arithmetic/level-rows.ts'
import { packRows } from '../../server/bot/classifiers/row-packer.ts'
import { levelsModule } from '../../server/bot/arithmetic/simd-levels.ts'

test('vector instructions are there', () => {
  expect(levelsModule()).not.toBeNull()
})

test.each([8, 16, 152, 432])(
  'rows of %i levels add up to the same to the last bit as one by one',
  (width) => {
    const count = 5
    const levels = Int8Array.from({ length: count * width }, (_, at) => ((at * 89) % 255) - 127)
    const rows = createLevelRows(levels, width)
    const expected = Float64Array.from({ length: width }, (_, at) => Math.sin(at))
    rows.sums.set(expected)
    for (const [row, factor] of [
      [0, 0.3],
      [count - 1, -1 / 3],
      [2, 1e-9],
    ] as const) {
      rows.add(row, factor)
      for (let at = 0; at < width; at++) expected[at]! += factor * levels[row * width + at]!
    }
    expect([...rows.sums]).toEqual([...expected])
  },
)

test('rows are filled up to a multiple of eight', () => {
  expect([1, 8, 9, 150].map(filledWidth)).toEqual([8, 8, 16, 152])
})

test.each([3, 150, 300])(
  'of %i columns, rows that are mostly zero and rows that are not add up, and are found again',
  (columns) => {
    const rows = 7
    // Of row after row, more and more is there; of the first one, nothing.
    const isThere = (row: number, column: number) => (column * 7) % rows < row
    const values = Float32Array.from({ length: rows * columns }, (_, at) => {
      const column = at % columns
      return isThere(Math.floor(at / columns), column) ? (column % 255) - 127 : 0
    })
    const packed = packRows(values, columns)
    const scaleOf = (row: number) => packed.parts.scales[row]!
    const expected = Array.from({ length: columns }, (_, column) => {
      let sum = 0.5
      for (let row = 0; row < rows; row++) {
        const value = packed.at(row, column)
        expect(Math.abs(value - values[row * columns + column]!)).toBeLessThanOrEqual(scaleOf(row) / 2)
        sum += (row + 1) * value
      }
      return sum
    })
    const text = {
      ids: Int32Array.from({ length: rows }, (_, row) => row),
      values: Float32Array.of(1, 2, 3, 4, 5, 6, 7),
    }
    const sums = packed.addUp(new Float64Array(columns).fill(0.5), text)
    expected.forEach((sum, column) => expect(sums[column]).toBeCloseTo(sum, 9))
  },
)
