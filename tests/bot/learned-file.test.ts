import { expect, test } from 'vitest'
import { readOwnSet } from '../../bench/match/sets.ts'
import { learnedFaqParts, learnFaq, openLearnedFaq } from '../../server/bot/matcher/learned-faq.ts'
import { packLearned, unpackLearned } from '../../server/bot/matcher/learned-file.ts'
import { openMatcher } from '../../server/bot/matcher/matcher.ts'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'

/** The FAQ as learned, and as it comes out of bytes that were written somewhere else in between. */
async function bothWays(entries: MatcherEntry[], language: string) {
  const faq = await learnFaq(entries, { language })
  const bytes = packLearned(faq && learnedFaqParts(faq))
  const parts = unpackLearned(new Uint8Array(bytes))
  const again = parts && (await openLearnedFaq(parts, language))
  return { fresh: await openMatcher(faq, language), kept: await openMatcher(again, language), bytes }
}

test.each(['en', 'de', 'ar'])(
  '%s: what was learned, packed and unpacked, says the very same',
  async (language) => {
    const { entries, queries } = readOwnSet(language)
    const { fresh, kept } = await bothWays(entries, language)
    const phrasings = entries.map((entry) => entry.phrasings[0] ?? '')
    for (const text of [...queries.map((query) => query.text), ...phrasings])
      expect(kept.match(text)).toEqual(fresh.match(text))
  },
)

test('a FAQ of very many texts says the same too', async () => {
  const entries = readOwnSet('en').entries.slice(0, 6)
  const many = entries.map((entry) => ({
    ...entry,
    phrasings: Array.from({ length: 520 }, (_, at) => `${entry.phrasings[at % 3]} ${at}`),
  }))
  const { fresh, kept } = await bothWays(many, 'en')
  for (const text of entries.flatMap((entry) => [entry.question ?? '', ...entry.phrasings]))
    expect(kept.match(text)).toEqual(fresh.match(text))
})

test('a FAQ that says nothing, and one in a script without spaces, come out as they went in', async () => {
  const nothing = await bothWays([{ id: 'a', phrasings: ['?!'] }], 'en')
  expect(nothing.kept.match('a')).toEqual({ decision: 'unknown', ranked: [] })
  const japanese = [
    { id: 'hours', phrasings: ['営業時間は何時までですか', '何時に開きますか'] },
    { id: 'refund', phrasings: ['返金してください', '返品したい'] },
  ]
  const { fresh, kept } = await bothWays(japanese, 'ja')
  expect(kept.match('返金').ranked[0]?.id).toBe('refund')
  expect(kept.match('営業時間')).toEqual(fresh.match('営業時間'))
})

test('the same FAQ is packed into the same bytes', async () => {
  const { entries } = readOwnSet('de')
  const [one, other] = [await bothWays(entries, 'de'), await bothWays(entries, 'de')]
  expect(Buffer.compare(one.bytes, other.bytes)).toBe(0)
})
