import { expect, test } from 'vitest'
import { extractFeatures } from '../../server/bot/text/features.ts'
import { learnedFaqParts, learnFaq } from '../../server/bot/matcher/learned-faq.ts'
import { packLearned } from '../../server/bot/matcher/learned-file.ts'
import { openMatcher } from '../../server/bot/matcher/matcher.ts'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'
import { createReader } from '../../server/bot/text/normalise.ts'

const faq: MatcherEntry[] = [
  { id: 'refund', phrasings: ['how do i get a refund', 'i want my money back'] },
  { id: 'hours', phrasings: ['when are you open', 'opening hours on sunday'] },
]

const million = 1_000_000
const differentWords = Array.from({ length: 100_000 }, (_, at) => `word${at.toString(36)}x`)

const hostile: Record<string, string> = {
  'one letter, a million times': 'a'.repeat(million),
  'a million spaces': ' '.repeat(million),
  '100,000 different words': differentWords.join(' '),
  'a known word, over and over': 'refund '.repeat(150_000),
  'joined emoji': '👩‍👩‍👧‍👦'.repeat(90_000),
  'lone surrogates': '\ud83d'.repeat(million),
  'surrogates the wrong way round': '\udc00\ud800'.repeat(500_000),
  'marks heaped on a letter': `a${'\u0301'.repeat(million)}`,
  'letters with a mark each': 'e\u0301'.repeat(500_000),
  'control characters': '\u0000\u0007\u001b[31m'.repeat(150_000),
  'marks of direction': '\u202e\u200f'.repeat(500_000),
  'one letter that is eighteen': '\ufdfa'.repeat(million),
  'text without spaces': '退'.repeat(million),
  'bait for regular expressions': `${'(a+)+'.repeat(150_000)}$`,
  'contractions without end': "can't've'll'd".repeat(80_000),
  'quotes without words': "'".repeat(million),
  'numbers without end': '9'.repeat(million),
}

/** Every word gives itself, two neighbours and the n-grams of its letters, and the first 24 one pair with each other. */
const featuresPerCharacter = 6
const pairsAtMost = (24 * 23) / 2

test.each(Object.entries(hostile))('%s: no more is read than of 4,000 characters', async (_, text) => {
  for (const language of ['en', 'de', 'ar', 'ja']) {
    const tokens = (await createReader(language))(text)
    const read = tokens.reduce((sum, { word }) => sum + word.length, 0)
    expect(read).toBeLessThanOrEqual(8000)
    const features = extractFeatures(tokens).reduce((sum, { size }) => sum + size, 0)
    expect(features).toBeLessThanOrEqual(featuresPerCharacter * 8000 + pairsAtMost)
  }
})

test('twice the text gives at most twice the features', async () => {
  const read = await createReader('en')
  const sizeOf = (words: number): number =>
    extractFeatures(read(differentWords.slice(0, words).join(' '))).reduce((sum, { size }) => sum + size, 0)
  const steps = [50, 100, 200, 400].map(sizeOf)
  for (let at = 1; at < steps.length; at++)
    expect(steps[at]! - pairsAtMost).toBeLessThanOrEqual(2 * steps[at - 1]!)
})

test('nothing that is asked leaves a trace in what was learned', async () => {
  const learned = (await learnFaq(faq, { language: 'en' }))!
  const before = packLearned(learnedFaqParts(learned))
  const matcher = await openMatcher(learned, 'en')
  for (const text of Object.values(hostile)) matcher.match(text)
  for (let at = 0; at < differentWords.length; at += 500)
    matcher.match(differentWords.slice(at, at + 500).join(' '))
  expect(packLearned(learnedFaqParts(learned))).toEqual(before)
  expect(matcher.match('how do i get a refund').ranked[0]?.id).toBe('refund')
})

test('a question is found among what hides it', async () => {
  const matcher = await openMatcher(await learnFaq(faq, { language: 'en' }), 'en')
  for (const text of [
    'how do i get a re\u00adfund',
    '\u202ehow do i get a refund\u202c',
    'h\u0301\u0302\u0303ow do i get a refund\u0334\u0335',
    '👩‍👩‍👧‍👦 how do i get a refund 👩‍👩‍👧‍👦',
    '\ud83d how do i get a refund \udc00',
    '𝐡𝐨𝐰 𝐝𝐨 𝐢 𝐠𝐞𝐭 𝐚 𝐫𝐞𝐟𝐮𝐧𝐝',
    'ｈｏｗ ｄｏ ｉ ｇｅｔ ａ ｒｅｆｕｎｄ',
  ]) {
    expect({ text, id: matcher.match(text).ranked[0]?.id }).toEqual({ text, id: 'refund' })
    expect(matcher.match(text).decision).not.toBe('unknown')
  }
})

test('a greeting pasted before a question and thanks after it do not hide it', async () => {
  const matcher = await openMatcher(await learnFaq(faq, { language: 'en' }), 'en')
  for (const text of [
    'Hello there, thanks for your help! I just wanted to know: how do I get a refund?',
    'Hi team 👋\n\nhow do i get a refund?\n\nKind regards\nVera',
    'Good morning. When are you open? Thank you very much in advance!!!',
  ]) {
    const { decision, ranked } = matcher.match(text)
    expect({ text, id: ranked[0]?.id }).toEqual({ text, id: text.includes('refund') ? 'refund' : 'hours' })
    expect({ text, decision }).not.toEqual({ text, decision: 'unknown' })
  }
})

test('one word is enough, and a page around it is not too much to read', async () => {
  const matcher = await openMatcher(await learnFaq(faq, { language: 'en' }), 'en')
  expect(matcher.match('refund').ranked[0]?.id).toBe('refund')
  const page = 'my neighbour went to the mountains and it rained all week long '.repeat(30)
  expect(matcher.match(`${page} how do i get a refund`).ranked[0]?.id).toBe('refund')
})
