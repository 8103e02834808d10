import { expect, test } from 'vitest'
import { LinearClassifier } from '../../server/bot/matcher/linear-svm.ts'
import { LinearWeights } from '../../server/bot/matcher/linear-weights.ts'
import { countMeaningFeatures, meaningFeatures } from '../../server/bot/matcher/meaning-features.ts'
import { normalFrom, randomFrom } from '../../server/bot/matcher/random.ts'
import { dot } from '../../server/bot/matcher/similarity.ts'

const dimensions = 64
const normal = normalFrom(randomFrom(3))

/** A direction near to that of an axis, or to the opposite one. */
function directionNear(axis: number, sign: number): Float32Array {
  const drawn = Float32Array.from({ length: dimensions }, (_, at) => (at === axis ? sign : 0) + normal() / 20)
  const length = Math.sqrt(dot(drawn, drawn))
  return drawn.map((value) => value / length)
}

const nothing = { ids: new Int32Array(), values: new Float32Array() }
const texts = (axis: number) =>
  Array.from({ length: 200 }, (_, at) => ({
    vector: nothing,
    meaning: meaningFeatures(directionNear(axis, at % 2 === 0 ? 1 : -1)),
    entry: axis,
    cost: { own: 2.5, other: 0.5 },
  }))

test('a linear classifier learns entries whose phrasings mean two opposite things', () => {
  const classifier = new LinearClassifier(
    [0, 1, 2].flatMap(texts),
    LinearWeights.zero(3, 0, countMeaningFeatures(dimensions)),
  )
  classifier.train(8)
  const found = [0, 1, 2].flatMap(texts).map((text) => {
    const scores = classifier.scores(text)
    return scores.indexOf(Math.max(...scores)) === text.entry
  })
  expect(found.filter(Boolean).length / found.length).toBeGreaterThan(0.95)
})
