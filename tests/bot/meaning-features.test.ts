import { expect, test } from 'vitest'
import { LinearClassifier } from '../../server/bot/classifiers/linear-svm.ts'
import { LinearWeights } from '../../server/bot/classifiers/linear-weights.ts'
import { countMeaningFeatures, meaningFeatures } from '../../server/bot/classifiers/meaning-features.ts'
import type { Token } from '../../server/bot/text/normalise.ts'
import { normalFrom, randomFrom } from '../../server/bot/arithmetic/random.ts'
import { dot } from '../../server/bot/arithmetic/similarity.ts'
import { openWordTable } from '../../server/bot/meaning/word-table-file.ts'
import { createReader } from '../../server/bot/text/normalise.ts'

const table = (await openWordTable('en'))!
const read = await createReader('en')
const { dimensions } = table
const featuresOf = (tokens: Token[]) => meaningFeatures(table.embed(tokens)!, tokens, table)
const likeness = (one: string, other: string) => dot(featuresOf(read(one)), featuresOf(read(other)))

test('the same words in another order are less alike than in the same', () => {
  const same = likeness('send money from bob to alice', 'send cash from bob to alice')
  const turned = likeness('send money from bob to alice', 'send cash from alice to bob')
  const foreign = likeness('send money from bob to alice', 'how tall is the tallest mountain')
  expect(same).toBeGreaterThan(turned + 0.01)
  expect(turned).toBeGreaterThan(foreign + 0.1)
})

test('features are the same for words that were met before, also when thousands of others came in between', async () => {
  const text = read('where is my zzyzzx parcel')
  const first = featuresOf(text)
  expect(featuresOf(text)).toEqual(first)
  for (let word = 0; word < 3000; word++) featuresOf(read(`parcel ${word}`))
  expect(featuresOf(text)).toEqual(first)
})

const normal = normalFrom(randomFrom(3))

/** A direction near to that of an axis, or to the opposite one. */
function directionNear(axis: number, sign: number): Float32Array {
  const drawn = Float32Array.from({ length: dimensions }, (_, at) => (at === axis ? sign : 0) + normal() / 20)
  const length = Math.sqrt(dot(drawn, drawn))
  return drawn.map((value) => value / length)
}

const textsAbout = (axis: number) =>
  Array.from({ length: 200 }, (_, at) => ({
    vector: { ids: new Int32Array(), values: new Float32Array() },
    meaning: meaningFeatures(directionNear(axis, at % 2 === 0 ? 1 : -1), [], table),
    entry: axis,
    cost: { own: 2.5, other: 0.5 },
  }))

test('a linear classifier learns entries whose phrasings mean two opposite things', () => {
  const classifier = new LinearClassifier(
    [0, 1, 2].flatMap(textsAbout),
    LinearWeights.zero(3, 0, countMeaningFeatures(dimensions)),
  )
  classifier.train(8)
  const found = [0, 1, 2].flatMap(textsAbout).map((text) => {
    const scores = classifier.scores(text)
    return scores.indexOf(Math.max(...scores)) === text.entry
  })
  expect(found.filter(Boolean).length / found.length).toBeGreaterThan(0.95)
})
