import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { evidenceOf } from '../../server/bot/matcher/evidence.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'
import { spokeFor } from '../../server/bot/spoke.ts'
import { readOwnSet } from '../../bench/match/sets.ts'
import type { MatchSet } from '../../bench/match/sets.ts'

const matcherOf = (language: string) => createMatcher(readOwnSet(language).entries, { language })

/** A small shop (see shops.test.ts), with what none of its entries answers. */
function readShop(language: string) {
  const file = new URL(`shops/${language}.json`, import.meta.url)
  const { entries, queries } = JSON.parse(readFileSync(file, 'utf8')) as MatchSet
  return { entries, queries, unanswered: queries.flatMap(({ text, id }) => (id === null ? text : [])) }
}

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
  ['ja', 'few', (entries: MatcherEntry[]) => entries],
  ['en', 'very many', manifold],
])('%s, %s texts: the reasons add up to what the confidence is read from', async (language, _, prepare) => {
  // Of five entries all are explained, so that the evidence can be taken from the explanation alone.
  const { entries, queries, unanswered } = (language === 'ja' ? readShop : readOwnSet)(language)
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

test.each([
  ['fr', 'C’est quoi l’heure d’ouverture ?', ['C’est', 'quoi', 'l’heure', 'd’ouverture']],
  ['it', "A che ora c'è l'apertura", ['A', 'che', 'ora', "c'è", "l'apertura"]],
])('%s: a word with an apostrophe is whole in an explanation', async (language, text, words) => {
  const { entries } = readShop(language)
  const matcher = await createMatcher(entries, { language })
  const { why } = matcher.explain(text)
  const spoke = why.candidates.flatMap(({ reasons }) =>
    reasons.filter(({ kind }) => kind === 'word').map((reason) => reason.text),
  )
  expect(words).toEqual(expect.arrayContaining(spoke))
  expect(spoke).toContain(words.at(-1))
  for (const { reasons } of why.candidates)
    expect(new Set(reasons.map(({ kind, text }) => `${kind} ${text}`)).size).toBe(reasons.length)
})

test.each([
  [
    'zh',
    '包裹在哪',
    ['包裹', '在', '哪'],
    [
      ['我的包裹在哪里', '什么时候发货'],
      ['怎么退款', '我要退货'],
    ],
  ],
  [
    'ja',
    '送料いくら',
    ['送料', 'いくら'],
    [
      ['送料はいくらですか', '送料無料'],
      ['返品の方法', '返送したい'],
    ],
  ],
  [
    'ko',
    '배송비가 얼마',
    ['배송비가', '얼마'],
    [
      ['배송비가 얼마예요', '배송비 무료'],
      ['반품 방법', '환불해 주세요'],
    ],
  ],
])('%s: text without spaces is explained by its words, whole', async (language, text, words, phrasings) => {
  const entries = phrasings.map((some, at) => ({ id: ['delivery', 'refund'][at]!, phrasings: some }))
  const matcher = await createMatcher(entries, { language })
  const explained = matcher.explain(text)
  const { id, reasons } = explained.why.candidates[0]!
  expect(id).toBe('delivery')
  const spoke = reasons.filter(({ kind }) => kind === 'word').map((reason) => reason.text)
  expect(words).toEqual(expect.arrayContaining(spoke))
  expect(spoke).toContain(words[0])
  expect(spokeFor(explained.why).words).toContain(words[0])
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
