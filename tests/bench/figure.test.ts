import { expect, test } from 'vitest'
import { jsonLines, median, table, withRatios } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'

const relay: Figure = {
  bench: 'load',
  case: 'relay',
  figure: 'ackedPerCpuSecond',
  value: 40_000,
  unit: '1/s',
}
const embedded: Figure = { ...relay, case: 'embedded', value: 22_000 }

test('a figure is one line of JSON, with its ratio where there is a baseline', () => {
  const lines = jsonLines([relay, ...withRatios([embedded], [relay], ['ackedPerCpuSecond'])]).split('\n')
  expect(lines).toEqual([
    '{"bench":"load","case":"relay","figure":"ackedPerCpuSecond","value":40000,"unit":"1/s"}',
    '{"bench":"load","case":"embedded","figure":"ackedPerCpuSecond","value":22000,"unit":"1/s","ratio":0.55,"to":"relay"}',
  ])
})

test('only the named figures get a ratio, and only where the baseline has them', () => {
  const rss: Figure = { ...embedded, figure: 'rssMb', unit: 'MB' }
  expect(withRatios([embedded, rss], [relay], ['rssMb'])).toEqual([embedded, rss])
})

test('people read the figures in columns', () => {
  expect(table([relay, { ...embedded, ratio: 0.55, to: 'relay' }])).toBe(
    [
      'relay     ackedPerCpuSecond  40,000  1/s',
      'embedded  ackedPerCpuSecond  22,000  1/s  0.55 of relay',
    ].join('\n'),
  )
})

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
})
