import { isSameLanguage, primaryOf } from '../domain/language.ts'
import type { Written } from '../domain/language.ts'
import type { LanguageTable } from './language-table.ts'

/** What is known before the text is looked at. */
export interface Expectation {
  /** What the visitor has read and written until now. */
  language: string
  /** Whether the FAQ in a language has this word. One of the expected language says nothing about another, be it a brand
   *  or a foreign word. */
  knows: (word: string, language: string) => boolean
  /** The site's languages. Of two that look alike (Danish and Norwegian) the site's own is meant. */
  spoken: string[]
}

// Chosen on tests/bot/languages.json and the own questions: docs/matcher.md has the figures. A wrong switch costs more than a missed
// one, which the site's matchers still catch.

/** So many words must be new to the expected language, and more than half of all; and not "bike to work". */
const newWordsMin = 3
const newLettersMin = 12
/** The sum by which the new words look more like the other language, and the same for one piece of a word. */
const leadMin = 170
const leadOfPieceMin = 20
/** The sum by which all words must: "wat time do u opne" is English with slips. */
const leadOfAllMin = 80
/** A script that the expected language is not written in says it at once, with so many letters of it. */
const scriptLettersMin = 2
/** So many words that only another FAQ of the site has, if they are most, are written in its language. */
const familiarMin = 2
/** Of the best, for a language of the site to be taken instead. */
const alike = 0.85

const textMaxLength = 400

/** What a text is written in; null where nothing speaks against what was expected. Linear in the text, some 0.03 ms. */
export function detectLanguage(text: string, expected: Expectation, table: LanguageTable): Written | null {
  const words = wordsOf(text)
  const fresh = words.filter((word) => !expected.knows(word, expected.language))
  if (fresh.length === 0) return null
  const isPlenty =
    fresh.length >= newWordsMin && fresh.length * 2 > words.length && fresh.join('').length >= newLettersMin
  const script = otherScript(fresh, words, expected.language)
  const familiar = expected.spoken.find((language) => knowsMost(fresh, language, expected))
  if (familiar !== undefined) return { language: familiar, isClear: isPlenty || script !== null }

  const look = lookOf(fresh, table)
  const own = likeliest(expected.spoken, look)
  const best = likeliest(table.languages, look) ?? script ?? expected.language
  const language = own !== null && look.of(own) >= alike * look.of(best) ? own : best
  if (isSameLanguage(language, expected.language)) return null
  if (script !== null || (isPlenty && leads(language, expected, look, lookOf(words, table))))
    return { language, isClear: true }
  // In doubt only a language that can answer is worth a try.
  return own !== null && look.of(own) > look.of(expected.language) ? { language: own, isClear: false } : null
}

/** How much words look like a language. */
interface Look {
  of(language: string): number
  pieces: number
}

function lookOf(words: string[], table: LanguageTable): Look {
  const { scores, pieces } = table.scores(words)
  return { of: (language) => scores[table.languages.indexOf(primaryOf(language))] ?? 0, pieces }
}

/** The first of those that the words look most like; null where they look like none. */
function likeliest(languages: string[], look: Look): string | null {
  return languages.reduce<string | null>(
    (best, language) => (look.of(language) > (best === null ? 0 : look.of(best)) ? language : best),
    null,
  )
}

function leads(language: string, expected: Expectation, fresh: Look, all: Look): boolean {
  const lead = fresh.of(language) - fresh.of(expected.language)
  const leadOfAll = all.of(language) - all.of(expected.language)
  return lead >= leadMin && lead >= leadOfPieceMin * fresh.pieces && leadOfAll >= leadOfAllMin
}

/** The site's own words tell its languages apart better than any table. */
function knowsMost(words: string[], language: string, { knows }: Expectation): boolean {
  const known = words.filter((word) => knows(word, language)).length
  return known >= familiarMin && known * 2 > words.length
}

/** Lower-case words without addresses, numbers, and what is probably a name: it says where somebody lives, at most. */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, textMaxLength)
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => !/[@\d]|:\/\//.test(word))
    .filter((word, place) => !isName(word, place))
    .flatMap(lettersIn)
}

/** As above, of a text in which no name is to be left out. */
export function lettersIn(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’]+/u)
    .filter((word) => word !== '')
}

/** "Shimano" within a sentence, "DHL" anywhere. German nouns go too, and are not missed. */
function isName(word: string, place: number): boolean {
  const letters = word.replace(/[^\p{L}]+/gu, '')
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return letters.length <= namesMaxCapitals
  return place > 0 && /^\p{Lu}\p{Ll}/u.test(letters)
}

/** Somebody who shouts whole sentences writes longer words too. */
const namesMaxCapitals = 4

/** The language that a script stands for, where most of the text is in one that is not expected. */
function otherScript(fresh: string[], words: string[], expected: string): string | null {
  const text = words.join('')
  const other = scripts.find(
    ({ of, letter }) =>
      !of.includes(primaryOf(expected)) && lettersOf(fresh.join(''), letter) >= scriptLettersMin,
  )
  return other && lettersOf(text, other.beside ?? other.letter) * 2 > text.length ? other.of[0] : null
}

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu

/** Latin is missing: brands and loan words are written in it everywhere. */
const scripts: { of: [string, ...string[]]; letter: RegExp; beside?: RegExp }[] = [
  // Kana says that it is Japanese; half of the text may be Han all the same.
  { of: ['ja'], letter: kana, beside: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu },
  { of: ['zh', 'ja'], letter: /\p{Script=Han}/gu },
  { of: ['ko'], letter: /\p{Script=Hangul}/gu },
  { of: ['ar', 'fa', 'ur'], letter: /\p{Script=Arabic}/gu },
  { of: ['he'], letter: /\p{Script=Hebrew}/gu },
  { of: ['ru', 'uk'], letter: /\p{Script=Cyrillic}/gu },
  { of: ['el'], letter: /\p{Script=Greek}/gu },
  { of: ['hi'], letter: /\p{Script=Devanagari}/gu },
  { of: ['th'], letter: /\p{Script=Thai}/gu },
]

function lettersOf(text: string, letter: RegExp): number {
  return text.match(letter)?.length ?? 0
}
