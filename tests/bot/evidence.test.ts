import { expect, test } from 'vitest'
import { calibrate, openCalibration } from '../../server/bot/matcher/calibration.ts'
import { evidenceOf } from '../../server/bot/matcher/evidence.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'

const foreign = (count: number) => Array.from({ length: count }, () => -1)

test('rivals speak against the best entry, and three more than one', () => {
  const alone = evidenceOf([0.5, ...foreign(9)])
  const withOne = evidenceOf([0.5, 0.3, ...foreign(8)])
  const withThree = evidenceOf([0.5, 0.3, 0.3, 0.3, ...foreign(6)])
  expect(withOne).toBeLessThan(alone)
  expect(withThree).toBeLessThan(withOne)
})

test('entries that are foreign to a text say nothing, however many they are', () => {
  expect(evidenceOf([0.2, ...foreign(149)])).toBeCloseTo(evidenceOf([0.2, ...foreign(9)]), 1)
  expect(evidenceOf([0.2]) - evidenceOf([0.2, ...foreign(9)])).toBeLessThan(0.1)
})

test('where nothing is like a text, no lead makes up for it', () => {
  expect(evidenceOf([-0.9, ...foreign(1)])).toBeLessThan(evidenceOf([0, -0.3]))
})

test('the order of the entries is the same to the evidence', () => {
  expect(evidenceOf([-0.4, 0.7, 0.1])).toBeCloseTo(evidenceOf([0.7, 0.1, -0.4]), 9)
})

test('the more a text is like unanswered questions, the less speaks for an entry', () => {
  const scores = [0.5, ...foreign(5)]
  const evidence = [-5, -1, -0.2, 0.3, 0.9].map((unanswered) => evidenceOf(scores, unanswered))
  expect(evidence.slice(1)).toEqual([...evidence.slice(1)].sort((a, b) => b - a))
  expect(new Set(evidence.slice(1)).size).toBe(4)
  expect(evidence[0]).toBe(evidence[1])
})

const rehearsed = (nearness: number | undefined, place: number) =>
  Array.from({ length: 40 }, (_, at) => ({ evidence: at / 40, nearness, distances: [], place }))

test('to be near to no phrasing makes less sure the farther it is, and to be near to one hardly surer', () => {
  const { evidence, parts } = openCalibration(
    calibrate([...rehearsed(0.3, 0), ...rehearsed(0.1, -1)], 10, 0.9),
  )
  expect(parts.usualNearness).toBeCloseTo(0.2, 5)
  const scores = [0.5, ...foreign(5)]
  const told = [-0.3, -0.1, 0.2, 0.4, 0.9].map(
    (nearness) => evidence({ scores, unanswered: undefined, nearness }) - evidenceOf(scores),
  )
  expect(told[0]).toBeLessThan(told[1]! - 0.03)
  expect(told[1]).toBeLessThan(-0.05)
  expect(told[2]).toBeCloseTo(0, 5)
  expect(told[3]).toBeGreaterThan(0)
  expect(told[4]).toBe(told[3])
  expect(told[4]).toBeLessThan(0.05)
})

test('what is usual is what the rehearsal of the FAQ found, where it found enough', () => {
  const usualOf = (some: number, times: number) => {
    const few = [...rehearsed(some + 0.1, 0).slice(0, times), ...rehearsed(some - 0.1, -1).slice(0, times)]
    return calibrate(few, 10, 0.9).usualNearness!
  }
  expect(usualOf(0.6, 40)).toBeGreaterThan(0.5)
  expect(usualOf(0.6, 2)).toBeLessThan(0.3)
})

test('where nobody looked at how near phrasings are, it tells nothing', () => {
  const calibration = openCalibration(
    calibrate([...rehearsed(undefined, 0), ...rehearsed(undefined, -1)], 10, 0.9),
  )
  expect(calibration.parts.usualNearness).toBeNull()
  const scores = [0.5, ...foreign(5)]
  expect(calibration.evidence({ scores, unanswered: undefined, nearness: 0.9 })).toBe(evidenceOf(scores))
})

test('where nothing was rehearsed, the same evidence decides more among few entries than among many', () => {
  const sureAmong = (entries: number) => openCalibration(calibrate([], entries, 0.9)).confidence
  const [few, many] = [sureAmong(10), sureAmong(150)]
  expect(few(0.29)).toBeCloseTo(0.5, 5)
  expect(many(0.29)).toBeCloseTo(0.5, 5)
  expect(few(0.5)).toBeGreaterThan(many(0.5) + 0.05)
  expect(few(0.1)).toBeLessThan(many(0.1) - 0.05)
  expect(sureAmong(1)(0.5)).toBe(few(0.5))
})

const shop: MatcherEntry[] = [
  {
    id: 'hire',
    question: 'Can I hire a bike?',
    phrasings: ['bike hire', 'rent a bicycle', 'bike for a day'],
  },
  { id: 'repair', question: 'Do you repair bikes?', phrasings: ['my bike is broken', 'fix my bicycle'] },
  { id: 'hours', question: 'When are you open?', phrasings: ['opening hours', 'open on sunday'] },
  { id: 'refund', question: 'How do I get a refund?', phrasings: ['money back', 'return a bicycle'] },
]
const unanswered = [
  'bikes for hire in italy',
  'hire of a bike trailer',
  'hiring a van for bikes',
  'trailer hire',
]

/** The same texts again and again, told apart by a number. */
const numbered = (texts: string[], times: number) =>
  Array.from({ length: times * texts.length }, (_, at) => `${texts[at % texts.length]} ${at}`)

test.each([
  { texts: 'few', entries: shop, listed: unanswered },
  // Enough of them for one weight a feature instead of comparing all with all.
  {
    texts: 'many',
    entries: shop.map((entry) => ({ ...entry, phrasings: numbered(entry.phrasings, 300) })),
    listed: numbered(unanswered, 100),
  },
])(
  'of $texts texts: a question like those listed as unanswered becomes less sure, and others do not',
  async ({ entries, listed }) => {
    const without = await createMatcher(entries, { language: 'xx' })
    const knowing = await createMatcher(entries, { language: 'xx', unanswered: listed })
    const loss = (text: string) =>
      without.match(text).ranked[0]!.confidence - knowing.match(text).ranked[0]!.confidence
    expect(loss('can i hire a trailer')).toBeGreaterThan(0.01)
    expect(loss('is it open on sundays')).toBeLessThan(0.001)
    expect(without.explain('hire').why.unanswered).toBeNull()
    const like = (text: string) => knowing.explain(text).why.unanswered!
    expect(like('can i hire a trailer')).toBeGreaterThan(like('can i hire a bike') + 0.3)
  },
)

test('a phrasing word for word is never less sure than it would be as a question', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  for (const { phrasings } of shop) {
    const sure = (text: string) => matcher.match(text).ranked[0]!.confidence
    for (const text of phrasings) expect(sure(text)).toBeGreaterThanOrEqual(sure(`${text} please`))
  }
})
