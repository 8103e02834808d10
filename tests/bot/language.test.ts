import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOwnSet } from '../../bench/match/sets.ts'
import { detectLanguage, lettersIn } from '../../server/bot/language-detection.ts'
import { openLanguageTable, packLanguageTable, unpackLanguageTable } from '../../server/bot/language-table.ts'
import { noAnswersIn } from '../../server/bot/other-language.ts'
import { isSameLanguage, primaryOf } from '../../server/domain/language.ts'

interface Texts {
  /** As visitors write them, by language. */
  questions: Record<string, string[]>
  /** Written in a conversation in that language, and no reason to leave it: names, brands, loan words, slips. */
  unclear: Record<string, string[]>
}

const written = JSON.parse(readFileSync(join(import.meta.dirname, 'languages.json'), 'utf8')) as Texts & {
  /** Written after the rules were chosen. */
  later: Texts
}
const table = await openLanguageTable()
const spoken = ['en', 'de', 'ar']
const words = new Map(
  spoken.map((language) => {
    const texts = readOwnSet(language).entries.flatMap((entry) => [
      ...[entry.question ?? '', entry.answer ?? ''],
      ...entry.phrasings,
    ])
    return [language, new Set(texts.flatMap(lettersIn))]
  }),
)

function detect(text: string, language: string) {
  if (!table) throw new Error('the language table is missing')
  const knows = (word: string, of: string) => words.get(of)?.has(word) ?? false
  return detectLanguage(text, { language, knows, spoken }, table)
}

const questionsOf = (language: string) => readOwnSet(language).queries.map(({ text }) => text)
const share = (part: unknown[], all: unknown[]) => part.length / all.length

test.each([
  ['those that the rules were chosen with', written, 0.96],
  ['those that were written later', written.later, 0.95],
])('short questions in sixteen languages are recognised on a page in another: %s', (_, texts, bound) => {
  for (const expected of ['en', 'de', 'ar', 'fr', 'sv']) {
    const all = Object.entries(texts.questions)
      .filter(([language]) => language !== expected)
      .flatMap(([language, questions]) => questions.map((text) => ({ text, language })))
    const right = all.filter(({ text, language }) => {
      const found = detect(text, expected)
      return found?.isClear && found.language === language
    })
    expect(share(right, all), `on a page in "${expected}"`).toBeGreaterThanOrEqual(bound)
  }
})

test('names, brands, loan words and the own language never change the language', () => {
  for (const language of spoken) {
    const own = [written, written.later].flatMap(({ questions, unclear }) => [
      ...(questions[language] ?? []),
      ...(unclear[language] ?? []),
    ])
    const left = [...own, ...questionsOf(language)].filter((text) => detect(text, language)?.isClear)
    expect(left, `in "${language}"`).toEqual([])
  }
})

test('a question of one FAQ is recognised in the conversation of another', () => {
  const pairs = spoken.flatMap((from) => spoken.filter((to) => to !== from).map((to) => [from, to] as const))
  const all = pairs.flatMap(([from, to]) => questionsOf(to).map((text) => ({ from, to, text })))
  const right = all.filter(({ from, to, text }) => {
    const found = detect(text, from)
    return found?.isClear && found.language === to
  })
  expect(share(right, all)).toBeGreaterThanOrEqual(0.96)
})

test('another script says it in a word or two', () => {
  expect(detect('أين طلبي', 'en')).toEqual({ language: 'ar', isClear: true })
  expect(detect('شكرا', 'de')).toEqual({ language: 'ar', isClear: true })
  expect(detect('返品', 'en')).toMatchObject({ isClear: true })
  expect(detect('где посылка', 'ar')).toEqual({ language: 'ru', isClear: true })
})

test('Japanese is known by its kana, though half of a text is written in Han', () => {
  expect(detect('担当者と話したい', 'en')).toEqual({ language: 'ja', isClear: true })
  expect(detect('我的包裹在哪里', 'en')).toEqual({ language: 'zh', isClear: true })
})

test('of languages that look alike the one that the site speaks is meant', () => {
  if (!table) throw new Error('the language table is missing')
  const ask = (spoken: string[]) =>
    detectLanguage('kan jeg betale med kort her', { language: 'en', knows: () => false, spoken }, table)
  expect(ask(['en', 'nb'])).toEqual({ language: 'nb', isClear: true })
  expect(ask(['en', 'da'])).toEqual({ language: 'da', isClear: true })
})

test('a hostile text is read in linear time, and only its beginning', () => {
  for (const text of ['a'.repeat(4000), '\ud800'.repeat(4000), '🙂'.repeat(2000), 'é\u0301'.repeat(2000), ''])
    expect(() => detect(text, 'en')).not.toThrow()
  const long = `${'where is my parcel please '.repeat(20)}wo ist mein paket geblieben`
  expect(detect(long, 'en')).toBeNull()
})

test('a table says what was packed into it, and one of another format is refused', () => {
  const packed = packLanguageTable(['xx'], [])
  expect(unpackLanguageTable(packed).scores(['word'])).toEqual({ scores: new Float64Array(1), pieces: 1 })
  const foreign = Buffer.from('{"format":"frontdesk-languages-9","languages":[],"rows":0}\n')
  expect(() => unpackLanguageTable(foreign)).toThrow('frontdesk-languages-9')
})

test('a tag stands for its language, whatever its region or its old name', () => {
  expect(['de-CH', 'nb-NO', 'iw', 'pt_BR', '', '*', 'x'].map(primaryOf)).toEqual([
    'de',
    'no',
    'he',
    'pt',
    '',
    '',
    '',
  ])
  expect(isSameLanguage('nn', 'no')).toBe(true)
})

test('the sentence about a missing language is in that language, and in English where there is none of it', () => {
  for (const language of Object.keys(written.questions)) {
    const sentence = noAnswersIn(language, 'de')
    expect(sentence).toMatchObject({ language })
    expect(sentence.text).not.toContain('{')
    expect(sentence.text).not.toMatch(/\bde\b$/)
  }
  expect(noAnswersIn('fr-CA', 'en').text).toContain('anglais')
  expect(noAnswersIn('pl', 'de')).toEqual({
    language: 'en',
    text: 'There are no answers in your language here yet. I looked in another one: German. A person can help you.',
  })
})
