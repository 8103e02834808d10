import { expect, test } from 'vitest'
import { bestFirst } from '../../server/bot/arithmetic/best-first.ts'
import { Comparison } from '../../server/bot/classifiers/comparison.ts'
import { learnRivals } from '../../server/bot/matcher/learn-rivals.ts'
import { fitTargets } from '../../server/bot/matcher/least-squares.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import { Rivals } from '../../server/bot/matcher/rivals.ts'
import { SparseRows } from '../../server/bot/matcher/sparse-rows.ts'
import { Vocabulary } from '../../server/bot/text/vectors.ts'
import { openWordTable } from '../../server/bot/meaning/word-table-file.ts'

const read = await createReader('en')
const table = (await openWordTable('en'))!

/** What tells entries apart, each given by its phrasings; and what it makes of the ranks of a text. */
function learnEntries(entries: string[][]) {
  const texts = entries.flatMap((phrasings, entry) =>
    phrasings.map((text) => ({ tokens: read(text), entry })),
  )
  const { vocabulary } = Vocabulary.learn(
    texts.map(({ tokens }) => tokens),
    { idfPower: 0.5, minimumSeen: 1 },
  )
  const examples = texts.map(({ tokens, entry }) => {
    const counts = vocabulary.count(tokens)
    const vector = vocabulary.weigh(counts)
    return { tokens, counts, vector, meaning: table.embed(tokens), entry, cost: { own: 5, other: 0.5 } }
  })
  const study = {
    examples,
    phrasingCount: examples.length,
    settlingCount: examples.length,
    entries: entries.length,
    classes: entries.length,
    vocabulary,
    table,
    scarce: false,
  }
  const rivals = learnRivals(new Comparison(study), 1)
  return {
    rivals,
    reorder: (text: string, ranks: number[], { parts } = rivals): number[] => {
      const ranking = Float64Array.from(ranks)
      const tokens = read(text)
      new Rivals(parts).reorder(ranking, vocabulary.weigh(vocabulary.count(tokens)), table.embed(tokens))
      return [...ranking]
    },
  }
}

const cardAndTransfer = [
  ['top up my account by card', 'can I add money with my card', 'put money on my account by card'],
  ['top up my account by transfer', 'can I add money with a transfer', 'put money on my account by transfer'],
]

test('of two entries that come first together, the one is put first whose own words a text has', () => {
  const { reorder } = learnEntries(cardAndTransfer)
  expect(reorder('how do I put money in with a card', [0.4, 0.5])).toEqual([0.5, 0.4])
  expect(reorder('how do I put money in with a transfer', [0.4, 0.5])).toEqual([0.4, 0.5])
})

test('ranks that are far apart stay, and so does what is neither', () => {
  const { reorder } = learnEntries(cardAndTransfer)
  expect(reorder('how do I put money in with a card', [-1, 1])).toEqual([-1, 1])
  expect(reorder('zzyzx', [0.4, 0.5])).toEqual([0.4, 0.5])
})

test('only the first three are asked about, and their ranks are the same numbers', () => {
  const { reorder } = learnEntries([...cardAndTransfer, ['where is my parcel'], ['what are your hours']])
  const text = 'how do I put money in with a card'
  expect(reorder(text, [0.4, 0.5, 0.1, 0.2])).toEqual([0.5, 0.4, 0.1, 0.2])
  expect(reorder(text, [0.4, 0.5, 0.49, 0.48])).toEqual([
    0.4,
    ...reorder(text, [-9, 0.5, 0.49, 0.48]).slice(1),
  ])
})

test('a single entry, and one without a phrasing, have no rivals', () => {
  expect(learnEntries([['where is my parcel']]).reorder('where is my parcel', [0.3])).toEqual([0.3])
  const { rivals, reorder } = learnEntries([['where is my parcel'], [], ['what are your hours']])
  expect([...rivals.parts.rivals]).toEqual([2])
  expect(reorder('where is my parcel', [0.1, 0.2, 0.15])).toEqual([0.2, 0.15, 0.1])
})

test('of very many entries each meets those that are nearest to it', () => {
  const entries = Array.from({ length: 60 }, (_, at) => [`the rare word q${at}x and p${at}y of it`])
  entries.push(...cardAndTransfer)
  const { rivals } = learnEntries(entries)
  const { rivalStarts } = rivals.parts
  const of = (entry: number) => [...rivals.parts.rivals.subarray(rivalStarts[entry], rivalStarts[entry + 1])]
  expect(of(60)).toContain(61)
  expect(rivals.parts.rivals.length).toBeLessThan((62 * 61) / 2)
})

test('what was kept and opened again says the same', () => {
  const { rivals, reorder } = learnEntries(cardAndTransfer)
  const opened = new Rivals(structuredClone(rivals.parts))
  expect(reorder('with a card', [0.4, 0.5], opened)).toEqual(reorder('with a card', [0.4, 0.5]))
})

test('targets are met the nearer, the smaller the ridge', () => {
  const alike = Float32Array.from([2, 1, 0.5, 1, 2, 1, 0.5, 1, 2])
  const targets = Float64Array.from([1, -1, 1])
  for (const ridge of [0.001, 0.3, 1]) {
    const weights = fitTargets(alike, targets, ridge)
    targets.forEach((target, row) => {
      const said = weights.reduce((sum, weight, column) => sum + weight * alike[3 * row + column]!, 0)
      expect(said + ridge * weights[row]!).toBeCloseTo(target, 2)
    })
  }
  expect([...fitTargets(alike, new Float64Array(3), 0.3)]).toEqual([0, 0, 0])
})

test('a text is compared with some rows, and nothing is left of the text before', () => {
  const rows = [
    { ids: Int32Array.of(0, 2), values: Float32Array.of(0.5, 0.25) },
    { ids: Int32Array.of(1), values: Float32Array.of(2) },
    { ids: new Int32Array(), values: new Float32Array() },
  ]
  const packed = SparseRows.gather(rows, 3)
  const text = { ids: Int32Array.of(1, 2), values: Float32Array.of(1, 4) }
  expect([...packed.compare(text, 0, 3)]).toEqual([1, 2, 0])
  expect([...packed.compare(text, 1, 2)]).toEqual([2])
  expect([...packed.compare(rows[2]!, 0, 3)]).toEqual([0, 0, 0])
})

test('of equal ranks the first comes first, and no more come than asked for', () => {
  expect(bestFirst(Float64Array.of(0, 3, 1, 3, 2), 3)).toEqual([1, 3, 4])
  expect(bestFirst(Float64Array.of(1), 3)).toEqual([0])
})
