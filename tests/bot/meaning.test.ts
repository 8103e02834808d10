import { expect, test } from 'vitest'
import { learn } from '../../server/bot/matcher/learning.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import type { Token } from '../../server/bot/text/normalise.ts'
import { readingsOf } from '../../server/bot/matcher/readings.ts'
import { createScoring } from '../../server/bot/matcher/scoring.ts'
import { TypoCorrector } from '../../server/bot/matcher/typo.ts'
import { MeaningCentres } from '../../server/bot/matcher/meaning-centres.ts'
import { inMetric, learnMetric, withMetric } from '../../server/bot/meaning/meaning-metric.ts'
import { dot } from '../../server/bot/arithmetic/similarity.ts'

// Entries are told apart by the last two numbers; the first is how their phrasings differ from one another.
const entries = [
  [direction(0.9, 1, 0), direction(-0.9, 1, 0), direction(0.2, 1, 0)],
  [direction(0.8, 0, 1), direction(-0.8, 0, 1), direction(-0.3, 0, 1)],
]

test('what phrasings of one entry differ by keeps two texts less far apart than what tells entries apart', () => {
  const metric = learnMetric(entries)!
  const [middle, sideways, away] = [direction(0, 1, 0), direction(0.5, 1, 0), direction(0, 1, 0.5)]
  expect(dot(middle, sideways)).toBeCloseTo(dot(middle, away), 6)
  const near = (one: Float32Array, other: Float32Array) =>
    dot(inMetric(metric, one)!, inMetric(metric, other)!)
  expect(near(middle, sideways)).toBeGreaterThan(near(middle, away) + 0.001)
})

test('a direction stays one long, and a text of which no word is known stays without one', () => {
  const metric = learnMetric(entries)!
  const meaning = inMetric(metric, direction(0.3, 0.4, 0.5))!
  expect(dot(meaning, meaning)).toBeCloseTo(1, 6)
  const knowsNothing = withMetric(
    { dimensions: 3, translated: false, knows: () => false, embed: () => null, likeness: () => -1 },
    metric,
  )
  expect(knowsNothing.embed([])).toBeNull()
})

test('where no entry has two phrasings, or all of an entry mean the same, there is nothing to learn', () => {
  expect(learnMetric([[direction(1, 0, 0)], [direction(0, 1, 0)], []])).toBeNull()
  expect(learnMetric([[direction(1, 0, 0), direction(1, 0, 0)]])).toBeNull()
  expect(learnMetric([])).toBeNull()
})

test('a text is nearest to the entry whose phrasings it stands in the middle of', () => {
  const centres = learnCentres(entries)
  const said = new Float64Array(3)
  centres.addTo(said, direction(0.1, 0.1, 1))
  expect(said[1]).toBeGreaterThan(said[0]!)
})

test('the middle of few phrasings is drawn to that of all, where an entry of none stands', () => {
  const [often, once] = [direction(0, 1, 0), direction(0, 0, 1)]
  const { centres } = learnCentres([Array.from({ length: 20 }, () => often), [once], []]).parts
  const [many, one, none] = [centres.subarray(0, 3), centres.subarray(3, 6), centres.subarray(6)]
  expect(many[1]).toBeCloseTo((20 + 20 / 21) / 21, 5)
  expect(one[2]).toBeCloseTo((1 + 1 / 21) / 2, 5)
  expect([...none]).toEqual([0, expect.closeTo(20 / 21, 5), expect.closeTo(1 / 21, 5)])
})

test('twice the weight says twice as much, also when it was kept and opened again', () => {
  const [once, twice] = [new Float64Array(2), new Float64Array(2)]
  learnCentres(entries).addTo(once, direction(1, 2, 3))
  new MeaningCentres(learnCentres(entries, 2).parts).addTo(twice, direction(1, 2, 3))
  expect(twice[0]).toBeCloseTo(2 * once[0]!, 5)
  expect(twice[1]).toBeCloseTo(2 * once[1]!, 5)
})

const filler = 'could you kindly tell all of us here a little more about whatever you know regarding the'
const topics = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru'].flatMap((first) =>
  ['mat', 'net', 'pit', 'rot', 'sut', 'bak', 'dek', 'fik', 'gok', 'huk'].map((second) => first + second),
)
const tails = ['alpha', 'bravo', 'charlie']

/** Learns of each topic a phrasing with each tail, by their words and what a table says of them; with `answers`, and a
 *  sentence of an answer. `near`: what meaning says of a text. */
async function learnTopics(meaningOf: (topic: number, tail: number) => number, { answers = false }) {
  const read = await createReader('en')
  const dimensions = 150
  const table = {
    dimensions,
    translated: false,
    knows: ({ word }: Token) => topics.includes(word),
    likeness: () => -1,
    embed(tokens: Token[]) {
      const words = new Set(tokens.map(({ word }) => word))
      const placeOf = (list: string[]) => list.findIndex((word) => words.has(word))
      if (placeOf(topics) < 0) return null
      const place = meaningOf(placeOf(topics), placeOf(tails))
      return Float32Array.from({ length: dimensions }, (_, d) => (d === place ? 1 : 0))
    },
  }
  const phrasings = topics.flatMap((topic, entry) =>
    tails.map((tail) => ({ tokens: read(`${filler} ${topic} ${tail}`), entry })),
  )
  const sentences = answers ? [{ tokens: read('something else altogether'), entry: 0 }] : []
  const learned = learn(
    { phrasings, answers: sentences, everyday: [], unanswered: [], entries: topics.length },
    table,
    0.9,
  )
  const typos = TypoCorrector.learn(phrasings.map(({ tokens }) => tokens))
  return {
    learned,
    near: (text: string) => createScoring(learned)(readingsOf(read(text), learned, typos)).byMeaning,
  }
}

// The first and the fifty-first topic, and so on, mean the same with the same tail, and something else with another.
const amiss = (topic: number, tail: number) => 3 * (topic % 50) + tail
const right = (topic: number) => topic

test.each([{ answers: false }, { answers: true }])(
  'a table that finds less than the words alone has no say, $answers',
  async (more) => {
    const { learned, near } = await learnTopics(amiss, more)
    expect(learned.centres).toBeNull()
    expect([...(near(`${filler} bamat alpha`) ?? [])].every((said) => said === 0)).toBe(true)
  },
)

test.each([{ answers: false }, { answers: true }])(
  'a table that finds no less than the words alone has its say, $answers',
  async (more) => {
    const { learned, near } = await learnTopics(right, more)
    expect(learned.centres).not.toBeNull()
    const said = near(`${filler} bamat alpha`)!
    expect(said[0]).toBeGreaterThan(Math.max(...said.subarray(1)))
  },
)

function learnCentres(meanings: Float32Array[][], weight = 1): MeaningCentres {
  const examples = meanings.flatMap((own, entry) => own.map((meaning) => ({ meaning, entry })))
  return MeaningCentres.learn({ examples, phrasingCount: examples.length, entries: meanings.length }, weight)
}

function direction(...numbers: number[]): Float32Array {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (number) => number / length)
}
