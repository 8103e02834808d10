import { expect, test } from 'vitest'
import { createRowProducts } from '../../server/bot/arithmetic/row-products.ts'
import { dotModule } from '../../server/bot/arithmetic/simd-dot.ts'
import { closeness, dot, farthest } from '../../server/bot/arithmetic/similarity.ts'

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin(at * 12.9898 + seed))

test('vector instructions are there', () => {
  expect(dotModule()).not.toBeNull()
})

test.each([
  [1000, 64],
  [201, 4],
  [200, 300],
  [500, 6],
  [3, 64],
  [0, 0],
])('%i rows of %i numbers give the same products to the last bit as one by one', (count, dimensions) => {
  const rows = numbers(count * dimensions, 1)
  const products = createRowProducts(rows, dimensions)
  for (const seed of [2, 3]) {
    const vector = numbers(dimensions, seed)
    const oneByOne = Array.from({ length: count }, (_, row) => dot(vector, rows, row * dimensions))
    expect([...products.ofAll(vector)]).toEqual(oneByOne)
  }
})

test('what is farther than the farthest is not close, and what is nearer is', () => {
  for (let step = 1; step < 3000; step++) {
    expect(closeness(Math.max(-1, farthest - step * 1e-3))).toBe(0)
    expect(closeness(Math.min(1, farthest + step * 1e-3))).toBeGreaterThan(0)
  }
  expect(closeness(farthest)).toBe(0)
})
