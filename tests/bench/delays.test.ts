import { expect, test } from 'vitest'
import { Delays, percentile } from '../../bench/load/delays.ts'

function delaysOf(...ms: number[]): number[] {
  const delays = new Delays()
  for (const each of ms) delays.add(each)
  return delays.counts
}

test('percentiles are read across the processes that counted', () => {
  const [one, two] = [delaysOf(1, 2), delaysOf(3, 100)]
  expect(percentile(0.5, one, two)).toBeCloseTo(2.1)
  expect(percentile(0.99, one, two)).toBeCloseTo(100.1)
})

test('what is too long counts as the longest, and what is negative as none', () => {
  expect(percentile(1, delaysOf(1e9))).toBeCloseTo(2_000)
  expect(percentile(1, delaysOf(-5))).toBeCloseTo(0.1)
})

test('nothing counted has no percentile', () => {
  expect(percentile(0.5, delaysOf())).toBeNaN()
})
