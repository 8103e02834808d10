import { expect, test } from 'vitest'
import { normalFrom, randomFrom } from '../../server/bot/arithmetic/random.ts'
import { dot } from '../../server/bot/arithmetic/similarity.ts'
import { createWaves } from '../../server/bot/classifiers/waves.ts'

const normal = normalFrom(randomFrom(7))

/** A direction, more or less near to another. */
function direction(near?: Float32Array, spread = 1): Float32Array {
  const drawn = Float32Array.from({ length: 64 }, (_, at) => (near?.[at] ?? 0) + (spread * normal()) / 8)
  const length = Math.sqrt(dot(drawn, drawn))
  return drawn.map((value) => value / length)
}

test.each([2, 4])(
  'products of waves come near the Gaussian of the distance, of sharpness %i, for near and far points',
  (sharpness) => {
    const waves = createWaves(128, 64, sharpness)
    const misses = Array.from({ length: 200 }, (_, at) => {
      const one = direction()
      const other = direction(one, at / 50)
      const heights = waves(other)
      const product = waves(one).reduce((sum, height, at) => sum + height * heights[at]!, 0) / 128
      const gaussian = Math.exp(sharpness * (dot(one, other) - 1))
      return product - gaussian
    })
    expect(Math.abs(misses.reduce((sum, miss) => sum + miss) / 200)).toBeLessThan(0.02)
    expect(Math.sqrt(misses.reduce((sum, miss) => sum + miss ** 2, 0) / 200)).toBeLessThan(0.06)
  },
)

test('waves are the same whenever they are made', () => {
  const point = direction()
  expect(createWaves(256, 64, 4)(point)).toEqual(createWaves(256, 64, 4)(point))
  const few = createWaves(2, 4, 4)(Float32Array.of(0.5, -0.5, 0.5, 0.5))
  expect([...few].map((height) => height.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.839947",
      "-0.568806",
      "-0.542669",
      "0.822471",
    ]
  `)
})
