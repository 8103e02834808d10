import { expect, test } from 'vitest'
import { createDirections } from '../../server/bot/classifiers/directions.ts'
import { cosinesModule } from '../../server/bot/arithmetic/simd-cosines.ts'
import { dot, dotNarrow } from '../../server/bot/arithmetic/similarity.ts'

/** Directions, each one long. */
function directions(count: number, dimensions: number, seed: number): Float32Array {
  const all = Float32Array.from({ length: count * dimensions }, (_, at) => Math.sin(at * 12.9898 + seed))
  for (let start = 0; start < all.length; start += dimensions) {
    const one = all.subarray(start, start + dimensions)
    const length = Math.sqrt(dot(one, one))
    one.forEach((number, at) => (one[at] = number / length))
  }
  return all
}

test('vector instructions are there', () => {
  expect(cosinesModule()).not.toBeNull()
})

test.each([
  [1000, 64],
  [3, 16],
  [1, 48],
  [10, 6],
])(
  '%i directions of %i numbers are compared to seven digits, the same however it is done',
  (count, dimensions) => {
    const all = directions(count, dimensions, 1)
    const compared = createDirections(all, dimensions)
    for (const seed of [2, 3]) {
      const direction = directions(1, dimensions, seed)
      const found = [...compared.cosines(direction)]
      expect(found).toHaveLength(count)
      found.forEach((cosine, row) => {
        expect(cosine).toBe(dotNarrow(direction, all, row * dimensions))
        expect(cosine).toBeCloseTo(dot(direction, all, row * dimensions), 6)
      })
    }
  },
)

test('nothing is compared with no directions', () => {
  expect(createDirections(new Float32Array(0), 0).cosines(new Float32Array(64))).toHaveLength(0)
})
