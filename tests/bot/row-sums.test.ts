import { expect, test } from 'vitest'
import { createRowSums } from '../../server/bot/matcher/row-sums.ts'
import { addModule } from '../../server/bot/matcher/simd-add.ts'
import { addTimes } from '../../server/bot/matcher/similarity.ts'

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin(at * 12.9898 + seed))

test('vector instructions are there', () => {
  expect(addModule()).not.toBeNull()
})

test.each([1, 3, 4, 7, 64, 429])(
  'rows of %i numbers add up to the same to the last bit as one by one',
  (size) => {
    const square = numbers(size * size, 1)
    const rows = createRowSums(square, size)
    const expected = numbers(size, 2)
    rows.sums.set(expected)
    for (const [row, factor] of [
      [0, 0.3],
      [size - 1, -1 / 3],
      [size >> 1, 1e-9],
    ] as const) {
      rows.add(row, factor)
      addTimes(factor, square.subarray(row * size, (row + 1) * size), expected)
    }
    expect([...rows.sums]).toEqual([...expected])
  },
)

test('there may be more or fewer rows than numbers in one', () => {
  const rows = createRowSums(numbers(3 * 61, 1), 61)
  const expected = new Float32Array(61)
  addTimes(0.5, numbers(3 * 61, 1).subarray(2 * 61), expected)
  rows.add(2, 0.5)
  expect([...rows.sums]).toEqual([...expected])
})

test('nothing has rows of nothing', () => {
  expect(createRowSums(new Float32Array(0), 0).sums).toHaveLength(0)
})
