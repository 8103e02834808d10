import { expect, test } from 'vitest'
import { evidenceOf } from '../../server/bot/matcher/evidence.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'
import { spokeFor } from '../../server/bot/spoke.ts'
import { readOwnSet } from '../../bench/match/sets.ts'

const matcherOf = (language: string) => createMatcher(readOwnSet(language).entries, { language })

/** The same entries, with more phrasings than can all be compared with all. */
const manifold = (entries: MatcherEntry[]) =>
  entries.map((entry) => ({
    ...entry,
    phrasings: Array.from(
      { length: 630 },
      (_, at) => `${entry.phrasings[at % entry.phrasings.length]} ${at}`,
    ),
  }))

test.each([
  ['en', 'few', (entries: MatcherEntry[]) => entries],
  ['de', 'few', (entries: MatcherEntry[]) => entries],
  ['ar', 'few', (entries: MatcherEntry[]) => entries],
  ['en', 'very many', manifold],
])('%s, %s texts: the reasons add up to what the confidence is read from', async (language, _, prepare) => {
  // Of five entries all are explained, so that the evidence can be taken from the explanation alone.
  const { entries, queries, unanswered } = readOwnSet(language)
  const matcher = await createMatcher(prepare(entries.slice(0, 5)), { language, unanswered })
  const points = queries.slice(0, 120).flatMap(({ text }) => {
    const explained = matcher.explain(text)
    const [best] = explained.ranked
    if (!best || best.confidence > 0.97) return []
    const { candidates, unanswered, nearness } = explained.why
    const lead = evidenceOf(
      candidates.map(({ score }) => score),
      unanswered ?? NaN,
    )
    const evidence = lead + (nearness ?? 0)
    return [{ evidence, logit: Math.log(best.confidence / (1 - best.confidence)) }]
  })
  expect(points.length).toBeGreaterThan(25)
  // Confidence is a logistic of the evidence, so between any two questions the slope is the same.
  points.sort((a, b) => a.evidence - b.evidence)
  const [low, high] = [points[0]!, points.at(-1)!]
  const slope = (high.logit - low.logit) / (high.evidence - low.evidence)
  for (const { evidence, logit } of points)
    expect(logit).toBeCloseTo(low.logit + slope * (evidence - low.evidence), 4)
})

test('an explanation names words as they were written, phrases, and the phrasing that is nearest in meaning', async () => {
  const matcher = await matcherOf('en')
  const { why } = matcher.explain('Where is my Parcel?')
  const { id, reasons } = why.candidates[0]!
  expect(id).toBe('order-status')
  const kinds = new Set(reasons.map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['meaning', 'phrase', 'start', 'word'])
  expect(reasons.find(({ kind }) => kind === 'word')?.text).toBe('Parcel')
  expect(reasons.some(({ kind, text }) => kind === 'phrase' && text === 'my Parcel')).toBe(true)
  const { entries } = readOwnSet('en')
  const own = entries.find((entry) => entry.id === id)!
  expect([own.question, ...own.phrasings]).toContain(reasons.find(({ kind }) => kind === 'meaning')?.text)
})

test('an explanation shows a corrected word in the spelling of both sides', async () => {
  const matcher = await matcherOf('de')
  expect(matcher.explain('Wo bleibt meine Lieferug').why.corrected).toEqual([
    { written: 'Lieferug', meant: 'Lieferung' },
  ])
})

test('text without spaces is explained by its characters', async () => {
  const entries = [
    { id: 'delivery', phrasings: ['我的包裹在哪里', '什么时候发货'] },
    { id: 'refund', phrasings: ['怎么退款', '我要退货'] },
  ]
  const matcher = await createMatcher(entries, { language: 'zh' })
  const [best] = matcher.explain('包裹在哪').why.candidates
  expect(best?.id).toBe('delivery')
  expect(best?.reasons.filter(({ amount }) => amount > 0).map(({ text }) => text)).toContain('包裹')
})

test('explaining changes nothing of the match, and a text of any length is explained', async () => {
  const matcher = await matcherOf('en')
  for (const text of ['where is my parcel', '', '🙂', 'a'.repeat(10_000), 'refund '.repeat(2_000)]) {
    const { why, ...match } = matcher.explain(text)
    expect(match).toEqual(matcher.match(text))
    expect(why.candidates.map(({ id }) => id)).toEqual(match.ranked.map(({ id }) => id))
  }
})

test('what agents are told is the few strongest words', async () => {
  const matcher = await matcherOf('en')
  const { words, near } = spokeFor(matcher.explain('Find my Parcel', 1).why)
  expect(words[0]).toBe('Parcel')
  expect(words.length).toBeLessThanOrEqual(4)
  expect(near).toBeTypeOf('string')
  expect(spokeFor(matcher.explain('', 1).why)).toEqual({ words: [] })
})

test('an explanation says what nearness to a phrasing tells, where a table knows the language', async () => {
  const english = await matcherOf('en')
  expect(english.explain('and where is my parcel').why.nearness).toBeGreaterThan(0.02)
  expect(english.explain('do lighthouses keep their own bees').why.nearness).toBeLessThan(-0.02)
  const unknown = await createMatcher(readOwnSet('en').entries, { language: 'qaa' })
  expect(unknown.explain('and where is my parcel').why.nearness).toBeNull()
})
