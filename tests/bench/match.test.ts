import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Figure } from '../../bench/figure.ts'
import type { Contestant } from '../../bench/match/contestant.ts'
import { contestants } from '../../bench/match/contestants.ts'
import { measureQuality, measureRanking } from '../../bench/match/figures.ts'
import type { Answered } from '../../bench/match/figures.ts'
import { legend, matchTable } from '../../bench/match/match-table.ts'
import { benchMatch } from '../../bench/match/match.ts'
import { findOwnCut } from '../../bench/match/own-cut.ts'

const faq = {
  language: 'en',
  entries: [
    { id: 'hours', phrasings: ['when are you open', 'opening hours', 'do you open on sunday'] },
    { id: 'refund', phrasings: ['i want my money back', 'refund for a return', 'when is my refund paid'] },
    { id: 'warranty', phrasings: ['warranty on bikes', 'is a broken frame covered by warranty'] },
  ],
}
const set = {
  ...faq,
  queries: [
    { text: 'opening hours on sunday', id: 'hours' },
    { text: 'my refund', id: 'refund' },
    { text: 'broken frame warranty', id: 'warranty' },
    { text: 'who won the election in france', id: null },
  ],
}

async function collect(...args: string[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for await (const some of benchMatch(args)) figures.push(...some)
  return figures
}

/** A folder with one set, and what the bench says of it. */
async function benchOf(...args: string[]): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sets-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'shop.json'), JSON.stringify(set))
  return collect('--data', folder, ...args)
}

// node-nlp would have to be fetched.
const offline = Object.keys(contestants).filter((name) => name !== 'nlp.js')

test('each contestant is measured on each set, and compared with the baseline', async () => {
  const figures = await benchOf('--only', offline.join(','))
  const top1 = figures.filter(({ figure }) => figure === 'top1')
  expect(top1.map((figure) => figure.case)).toEqual(offline.map((name) => `shop/${name}`))
  for (const each of top1) expect(each).toMatchObject({ bench: 'match', value: 100, unit: '%' })
  const [own] = top1
  expect(own).toMatchObject({ ratio: 1, to: 'shop/natural-bayes' })
  const named = (name: string) => figures.filter((each) => each.case === name).map(({ figure }) => figure)
  for (const name of offline)
    expect(named(`shop/${name}`)).toEqual(
      expect.arrayContaining(['auroc', 'kept', 'refused', 'wrong', 'train', 'p50', 'p99', 'heap']),
    )
  expect(named('shop/frontdesk')).toContain('calibrationError')
  expect(named('shop/minisearch')).not.toContain('calibrationError')
})

test('who takes too long is ended, and it is said', async () => {
  const figures = await benchOf('--only', 'fuse.js', '--limit', '0.001')
  expect(figures).toEqual([{ bench: 'match', case: 'shop/fuse.js', figure: 'notDone', value: 0, unit: 's' }])
  expect(matchTable([{ ...figures[0]!, value: 60 }])).toMatch(/^fuse\.js +not done in 60 s$/m)
})

test('what is not there is named with what there is', async () => {
  await expect(benchOf('--only', 'eliza')).rejects.toThrow(/"eliza".*frontdesk/)
  await expect(benchOf('--sets', 'bank')).rejects.toThrow(/bank\.json.*shop\.json/)
  await expect(collect('--sets', 'own-xx')).rejects.toThrow(/own-xx.*own-en/)
  await expect(benchOf('--limit', 'long')).rejects.toThrow('--limit')
})

const result = (
  id: string | null,
  decision: Answered['match']['decision'],
  ...ranked: [string, number][]
) => ({
  id,
  match: { decision, ranked: ranked.map(([entry, confidence]) => ({ id: entry, confidence })) },
})

test('right, wrong and refused are counted of those they belong to', () => {
  const quality = measureQuality([
    result('a', 'answer', ['a', 0.9]),
    result('a', 'answer', ['b', 0.8], ['a', 0.1]),
    result('a', 'choose', ['b', 0.5], ['a', 0.4]),
    result('a', 'unknown', ['a', 0.1]),
    result(null, 'unknown', ['a', 0.2]),
    result(null, 'answer', ['a', 0.7]),
  ])
  expect(quality).toMatchObject({ top1: 50, top3: 100, kept: 75, right: 50, answered: 25, refused: 50 })
  expect(quality.refusedRightly).toBe(50)
  expect(quality.wrong).toBeCloseTo(100 / 3)
  expect(quality.auroc).toBe(62.5)
})

test('a set without questions outside the FAQ has no figure for them, and a score that is no chance no error', () => {
  const quality = measureQuality([result('a', 'unknown', ['a', 0.9])])
  expect([quality.auroc, quality.refused, quality.refusedRightly, quality.refusedAt90]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect(measureRanking([result('a', 'answer', ['a', 7])], false).calibrationError).toBeNaN()
})

/** Knows a text by its first letter, the more surely the longer it is, and keeps what it was taught. */
function letterContestant(taught: string[]): Contestant {
  return {
    scoreIsChance: false,
    async open({ entries }) {
      taught.push(...entries.flatMap(({ phrasings }) => phrasings))
      return (text) => ({ ranked: [{ id: text[0]!, confidence: text.length }] })
    },
  }
}

test('the cut of those that only rank is found on phrasings that they were not taught', async () => {
  const taught: string[] = []
  const entries = [...'abcde'].map((id) => ({
    id,
    phrasings: Array.from({ length: 20 }, (_, at) => id.repeat(at + 1)),
  }))
  const cut = await findOwnCut(letterContestant(taught), { language: 'en', entries })
  expect(taught).toHaveLength(4 * 16)
  expect(taught.some((text) => text.startsWith('e'))).toBe(false)
  // Hidden are 16, of the lengths 1, 3, 4, 5, 6, 8 and so on: one in ten is shorter.
  expect(cut).toBe(3)
})

test('the table fits into 120 columns', async () => {
  const names = [
    'top1',
    'top3',
    'auroc',
    'refusedAt90',
    'calibrationError',
    'kept',
    'refused',
    'refusedRightly',
  ]
  const percent = [...names, 'right', 'answered', 'wrong']
  const figure = (name: string, value: number, unit: string): Figure => ({
    ...{ bench: 'match', case: 'clinc-10shot-typo/natural-bayes', figure: name, value, unit },
  })
  const table = matchTable([
    ...percent.map((name) => figure(name, 100, '%')),
    figure('train', 119_999, 'ms'),
    figure('p50', 99_999, 'us'),
    figure('p99', 1_000_000, 'us'),
    figure('heap', 1234, 'MB'),
  ])
  for (const line of [...table.split('\n'), ...legend.split('\n')])
    expect(line.length).toBeLessThanOrEqual(120)
  expect(table).toMatch(/^natural-bayes( +100\.0){11} +120s +100ms +1\.0s +1234MB$/m)
})
