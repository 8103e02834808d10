import { expect, test } from 'vitest'
import { extractFeatures } from '../../server/bot/text/features.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import { Vocabulary } from '../../server/bot/text/vectors.ts'
import { pairNumber, WordPairs } from '../../server/bot/text/word-pairs.ts'

const faq = [
  'where is my parcel',
  'is my parcel here',
  'the parcel is the wrong parcel',
  '荷物はどこですか',
  'order 荷物 now',
]
const questions = [
  ...faq,
  'where where where is my parcel',
  'my my unknown word my unknown word',
  'parcel',
  'nothing',
  '荷物荷物 where',
  '',
]

test.each([
  ['en', false],
  ['ja', false],
  ['lt', true],
])(
  'a text has the same features by number as written out (%s, letter pairs %s)',
  async (language, letterPairs) => {
    const read = await createReader(language)
    const { vocabulary } = Vocabulary.learn(faq.map(read), { idfPower: 0.5, minimumSeen: 1, letterPairs })
    for (const text of questions) {
      const counted = vocabulary.count(read(text))
      const ids: number[] = []
      const frequencies: number[] = []
      vocabulary.extract(read(text)).forEach((counts, block) => {
        let unseen = 0
        for (const [feature, count] of counts) {
          const id = vocabulary.numberOf(block, feature)
          const frequency = 1 + Math.log(count)
          if (id === undefined) unseen += frequency ** 2
          else {
            ids.push(id)
            frequencies.push(frequency)
          }
        }
        expect(counted.ends[block]).toBe(ids.length)
        expect(counted.unseen[block]).toBeCloseTo(unseen, 10)
      })
      expect([...counted.ids]).toEqual(ids)
      expect([...counted.frequencies]).toEqual([...Float32Array.from(frequencies)])
    }
  },
)

test('a visit meets each feature as often as a text has it, at the words that it comes from', async () => {
  const read = await createReader('ja')
  const { vocabulary } = Vocabulary.learn(faq.map(read), { idfPower: 0.5, minimumSeen: 1 })
  for (const text of questions) {
    const tokens = read(text)
    const met: number[] = []
    vocabulary.visit(tokens, {
      ofWord(feature, at) {
        expect(vocabulary.count([tokens[at]!]).ids).toContain(feature)
        met.push(feature)
      },
      ofPair(feature, one, other) {
        const words = [one, other].flatMap((at) => (at === undefined ? [] : tokens[at]!))
        expect(vocabulary.count(words).ids).toContain(feature)
        met.push(feature)
      },
    })
    const { ids, frequencies } = vocabulary.count(tokens)
    const times = Array.from(ids, (id) => met.filter((feature) => feature === id).length)
    expect([...new Set(met)]).toEqual([...ids])
    expect(Float32Array.from(times, (count) => 1 + Math.log(count))).toEqual(frequencies)
  }
})

test('every feature has a number of its own', async () => {
  const read = await createReader('en')
  const texts = faq.map((text) => extractFeatures(read(text)))
  const { vocabulary } = Vocabulary.learn(faq.map(read), { idfPower: 0.5, minimumSeen: 1 })
  const numbers = new Set(
    [0, 1, 2].flatMap((block) =>
      texts.flatMap((features) =>
        [...features[block]!.keys()].map((feature) => vocabulary.numberOf(block, feature)),
      ),
    ),
  )
  expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual([...Array(vocabulary.size).keys()])
})

test.each([1, 2])(
  'texts that were learned from have what any text of these words has, seen %i times',
  async (minimumSeen) => {
    const read = await createReader('en')
    const texts = questions.map(read)
    const { vocabulary, counts } = Vocabulary.learn(texts, { idfPower: 0.5, minimumSeen })
    texts.forEach((tokens, at) => {
      const { ids, frequencies, ends, unseen } = vocabulary.count(tokens)
      expect([...counts[at]!.ids]).toEqual([...ids])
      expect([...counts[at]!.frequencies]).toEqual([...frequencies])
      expect(counts[at]!.ends).toEqual(ends)
      unseen.forEach((mass, block) => expect(counts[at]!.unseen[block]).toBeCloseTo(mass, 10))
    })
  },
)

test('what fewer texts have than asked for gets no number', async () => {
  const read = await createReader('en')
  const { vocabulary } = Vocabulary.learn(['my red parcel', 'my red hat'].map(read), {
    idfPower: 0.5,
    minimumSeen: 2,
  })
  expect(vocabulary.numberOf(1, 'my red')).toBeDefined()
  expect(vocabulary.numberOf(1, 'my+red')).toBeDefined()
  expect(vocabulary.numberOf(1, 'red hat')).toBeUndefined()
  expect(vocabulary.numberOf(1, 'hat+red')).toBeUndefined()
  expect(vocabulary.numberOf(2, 'red')).toBeDefined()
  expect(vocabulary.numberOf(2, 'hat')).toBeUndefined()
  expect(vocabulary.numberOf(0, 'hat')).toBeDefined()
})

test('a pair of words is found in its order, and no other', () => {
  const pairs = [
    [2, 0],
    [0, 3],
    [2, 3],
    [0, 1],
  ] as const
  const numbers = pairs.map(([first, second]) => pairNumber(first, second, 4))
  const gathered = WordPairs.of(
    numbers.sort((a, b) => a - b),
    4,
  )
  for (let first = 0; first < 4; first++)
    for (let second = 0; second < 4; second++) {
      const isThere = pairs.some(([a, b]) => a === first && b === second)
      expect(gathered.find(first, second) >= 0).toBe(isThere)
    }
  expect(gathered.size).toBe(4)
})
