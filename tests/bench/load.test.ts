import { expect, test } from 'vitest'
import type { Figure } from '../../bench/figure.ts'
import { loadTable } from '../../bench/load/load-table.ts'
import { benchLoad } from '../../bench/load/load.ts'
import { readOptions } from '../../bench/load/options.ts'
import { Tally } from '../../bench/load/tally.ts'

test('a ratio is taken within a run, and its median counts', () => {
  const tally = new Tally('speed')
  // The second minute was a slow one for both.
  const runs = [
    [100, 60],
    [10, 5],
    [100, 50],
  ] as const
  for (const [relay, embedded] of runs) {
    tally.add('relay', { ackedPerSecond: relay })
    tally.add('embedded', { ackedPerSecond: embedded })
  }
  expect(tally.figures('relay', ['ackedPerSecond'])).toEqual([
    { bench: 'load', case: 'relay', figure: 'ackedPerSecond', value: 100, unit: '1/s' },
    {
      ...{ bench: 'load', case: 'embedded', figure: 'ackedPerSecond', value: 50, unit: '1/s' },
      ...{ ratio: 0.5, to: 'relay' },
    },
  ])
})

test('what must not happen is counted over all runs', () => {
  const tally = new Tally('rate')
  for (const missing of [0, 0, 1]) tally.add('embedded', { missing })
  expect(tally.figures()).toMatchObject([{ case: 'rate/embedded', figure: 'missing', value: 1 }])
})

test('the table has a row a figure and a column a case', () => {
  const figure = (name: string, value: number, ratio?: number): Figure => ({
    ...{ bench: 'load', case: `rate/${name}`, figure: 'ackP50', value, unit: 'ms' },
    ...(ratio !== undefined && { ratio, to: 'rate/echo' }),
  })
  expect(loadTable([figure('echo', 0.5), figure('embedded', 1.25, 2.5)])).toBe(
    [
      'At a fixed rate',
      '',
      '| | echo | embedded |',
      '| --- | --- | --- |',
      '| acknowledgement, median, ms | 0.5 | 1.25 (2.50) |',
      '',
    ].join('\n'),
  )
})

test('an option that cannot be is named', () => {
  expect(() => readOptions(['--store', 'sqlite'])).toThrow('--store is "sqlite"')
  expect(() => readOptions(['--only', 'speed,sleep'])).toThrow('--only names "sleep"')
  expect(() => readOptions(['--visitors', 'many'])).toThrow('--visitors is "many"')
})

test('a small load on both stores loses nothing, and everybody is back after a kill', async () => {
  const small = '--runs 1 --seconds 1 --conversations 4 --agents 2 --rate 50 --visitors 20 --only rate,storm'
  const figures: Figure[] = []
  for await (const some of benchLoad(small.split(' '))) figures.push(...some)
  const valueOf = (name: string, figure: string) =>
    figures.find((each) => each.case === name && each.figure === figure)?.value
  for (const name of ['rate/embedded', 'rate/postgres', 'rate/postgres-cluster']) {
    expect(valueOf(name, 'acknowledged')).toBeGreaterThan(20)
    expect(valueOf(name, 'stored')).toBe(valueOf(name, 'acknowledged'))
    for (const wrong of ['missing', 'doubled', 'neverArrived', 'refused'])
      expect(valueOf(name, wrong)).toBe(0)
  }
  for (const name of ['storm/embedded', 'storm/postgres']) {
    expect(valueOf(name, 'backAll')).toBeGreaterThan(0)
    expect(valueOf(name, 'wrong')).toBe(0)
  }
})
