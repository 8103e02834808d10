import { expect, test } from 'vitest'
import { createDescent, descendPlainly } from '../../server/bot/classifiers/dual-descent.ts'
import {
  createFeatureIndex,
  indexPlainly,
  listByFeature,
} from '../../server/bot/classifiers/feature-index.ts'
import { packFeatures, packPlainly } from '../../server/bot/classifiers/packed-features.ts'
import { randomFrom } from '../../server/bot/arithmetic/random.ts'
import { shuffled } from '../../server/bot/arithmetic/shuffle.ts'
import { descentModule } from '../../server/bot/classifiers/simd-descent.ts'
import { createSupportScorer, scorePlainly } from '../../server/bot/classifiers/supports.ts'
import type { Vector } from '../../server/bot/text/vectors.ts'
import { compareModule, placeModule } from '../../server/bot/classifiers/wasm-compare.ts'
import { packModule } from '../../server/bot/classifiers/wasm-pack.ts'
import { scoreModule } from '../../server/bot/classifiers/wasm-score.ts'

const features = 300

/** Texts with some of the features each, in no order. */
function randomTexts(count: number, most: number): Vector[] {
  const random = randomFrom(count)
  return Array.from({ length: count }, (_, text) => {
    const ids = shuffled([...Array(features).keys()], text).slice(0, Math.floor(random() * most))
    return { ids: Int32Array.from(ids), values: Float32Array.from(ids, () => random()) }
  })
}

test('loops are compiled', () => {
  for (const module of [descentModule(), compareModule(), placeModule(), packModule(), scoreModule()])
    expect(module).not.toBeNull()
})

test.each([1, 3, 4, 61, 160])(
  '%i texts are compared to the same to the last bit as by plain loops',
  (count) => {
    const texts = randomTexts(count, 40)
    const compiled = createFeatureIndex(texts, features)
    const plain = indexPlainly(texts, listByFeature(texts, features))
    expect(compiled.compareAll()).toEqual(plain.compareAll())
    for (const text of texts) expect(compiled.compare(text)).toEqual(plain.compare(text))
    expect(compiled.lists).toEqual(plain.lists)
  },
)

test.each([
  [1, 1],
  [7, 2],
  [90, 30],
])('classifiers of %i examples are trained the same to the last bit, and forget', (count, entries) => {
  const texts = randomTexts(count, 40)
  const similarities = indexPlainly(texts, listByFeature(texts, features)).compareAll()
  const examples = texts.map((_, at) => ({
    entry: at % (entries + 1),
    cost: at % 3 === 0 ? { own: 0.1, other: 0.005 } : { own: 5, other: 0.5 },
  }))
  const compiled = createDescent(examples, similarities)
  const plain = descendPlainly(examples, similarities)
  for (const descent of [compiled, plain]) {
    for (let pass = 0; pass < 3; pass++)
      descent.descend(0, Uint32Array.from(shuffled([...examples.keys()], pass)), 1, 0.02)
    descent.descend(0, new Uint32Array(0), 1, 0.02)
  }
  expect(compiled.duals.some((dual) => dual > 0)).toBe(true)
  expect(compiled.duals).toEqual(plain.duals)
  expect(compiled.outputs).toEqual(plain.outputs)
  for (const descent of [compiled, plain]) descent.descend(0, Uint32Array.from(examples.keys()), -Infinity, 0)
  expect(compiled.duals).toEqual(new Float32Array(count))
  expect(compiled.outputs).toEqual(plain.outputs)
})

test.each([2, 16, 256, 257])('what features say of %i entries is packed into the same bytes', (entries) => {
  const texts = randomTexts(90, 40)
  const lists = listByFeature(texts, features)
  const said = {
    starts: Uint32Array.from({ length: 91 }, (_, text) => 2 * text),
    entryAt: Uint16Array.from({ length: 180 }, (_, at) => (at * 37) % entries),
    amountAt: Float32Array.from({ length: 180 }, (_, at) => Math.sin(at) ** 3),
  }
  expect(packFeatures(lists, said, entries).parts).toEqual(packPlainly(lists, said, entries).parts)
})

test.each([1, 61])('texts score the same to the last bit by what speaks for %i entries', (entries) => {
  const examples = 90
  const random = randomFrom(entries)
  const supports = {
    starts: Uint32Array.from({ length: entries + 1 }, (_, entry) => 5 * entry),
    indices: Uint32Array.from({ length: 5 * entries }, () => Math.floor(random() * examples)),
    amounts: Float32Array.from({ length: 5 * entries }, () => random() - 0.5),
  }
  const likeness = {
    alike: Float32Array.from({ length: examples }, random),
    close: Float32Array.from({ length: examples }, random),
  }
  const compiled = createSupportScorer(supports, examples)
  for (const weight of [0.7, 0])
    expect(compiled(likeness, weight)).toEqual(scorePlainly(supports)(likeness, weight))
})
