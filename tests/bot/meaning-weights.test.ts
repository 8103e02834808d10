import { expect, test } from 'vitest'
import { createMeaningWeights } from '../../server/bot/classifiers/meaning-weights.ts'
import { addTimes, dotNarrow } from '../../server/bot/arithmetic/similarity.ts'

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin(at * 12.9898 + seed))

// Rows of 576 numbers are learned by vector instructions, those of 5 one by one.
test.each([576, 5])('%i weights an entry are moved and scored as one by one, to the last bit', (width) => {
  const expected = numbers(7 * width, 1)
  const weights = createMeaningWeights(expected, width)
  const [first, second] = [numbers(width, 2), numbers(width, 3)]
  weights.move(Uint16Array.of(4, 2, 6), Float64Array.of(0.3, -1 / 3, 9), 2, first)
  addTimes(0.3, first, expected, 4 * width)
  addTimes(-1 / 3, first, expected, 2 * width)
  expect(weights.all).toEqual(expected)

  const scores = Float64Array.of(1, 2, 3)
  weights.addTo(scores, second, Uint16Array.of(2, 6))
  const productOf = (entry: number) => dotNarrow(second, expected, entry * width)
  expect([...scores]).toEqual([1 + productOf(2), 2 + productOf(6), 3])
})

test.each([576, 5])('moving %i weights an entry leaves those alone that they were made from', (width) => {
  const given = numbers(2 * width, 1)
  createMeaningWeights(given, width).move(Uint16Array.of(1), Float64Array.of(1), 1, numbers(width, 2))
  expect(given).toEqual(numbers(2 * width, 1))
})

test('without a word table there are none', () => {
  expect(createMeaningWeights(new Float32Array(0), 0).all).toHaveLength(0)
})
