import { expect, test } from 'vitest'
import { Comparison } from '../../server/bot/classifiers/comparison.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import { Vocabulary } from '../../server/bot/text/vectors.ts'

const read = await createReader('en')

async function likeThemselves(phrasings: [text: string, entry: number][]): Promise<number[]> {
  const texts = phrasings.map(([text, entry]) => ({ tokens: read(text), entry }))
  const { vocabulary } = Vocabulary.learn(
    texts.map(({ tokens }) => tokens),
    { idfPower: 0.5, minimumSeen: 1 },
  )
  const examples = texts.map(({ tokens, entry }) => {
    const counts = vocabulary.count(tokens)
    return {
      tokens,
      counts,
      vector: vocabulary.weigh(counts),
      meaning: null,
      entry,
      cost: { own: 5, other: 0.5 },
    }
  })
  const count = examples.length
  const entries = 1 + Math.max(...texts.map(({ entry }) => entry))
  const study = {
    examples,
    phrasingCount: count,
    settlingCount: count,
    entries,
    classes: entries,
    vocabulary,
    table: null,
    scarce: true,
  }
  const alike = new Comparison(study).similarities(0)
  expect(alike[1]).toBe(alike[count])
  return examples.map((_, at) => alike[at * (count + 1)]!)
}

test('a phrasing is the less like itself the more of it no other has', async () => {
  const [same, again, part, strange] = await likeThemselves([
    ['open on sunday', 0],
    ['open on sunday', 0],
    ['open at midnight', 0],
    ['what hours', 0],
  ])
  expect(same).toBeCloseTo(2, 5)
  expect(again).toBeCloseTo(2, 5)
  expect(part).toBeLessThan(1.95)
  expect(strange).toBeLessThan(part!)
  expect(strange).toBeGreaterThan(1.7)
})

test('of an entry with one or two phrasings all of what they have counts', async () => {
  const alike = await likeThemselves([
    ['open on sunday', 0],
    ['what hours', 0],
    ['where is my parcel', 1],
  ])
  for (const self of alike) expect(self).toBeCloseTo(2, 5)
})
