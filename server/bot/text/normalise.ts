import { foldArabic } from './arabic.ts'
import { openContractions, plainForm } from './english.ts'
import { primaryLanguage, stemmerFor } from './natural.ts'
import { relatedGroups } from './related-words.ts'
import { foldSerbian } from './serbian.ts'

/** One word of a text: folded as it is written, its stem, the groups of related words it belongs to, and whether its
 *  script puts no spaces between words (then `word` is the whole run). */
export interface Token {
  word: string
  stem: string
  related: readonly string[]
  unspaced: boolean
}

export type Reader = (text: string) => Token[]

/** No more of a text is read, in UTF-16 code units. */
export const textMaxLength = 4000
// Longer "words" are not words; a stemmer's time may grow with the square of the length.
const wordMaxLength = 40
// Stemming is the slowest part of reading, and most words come again. Long ones are not remembered: a part of a text that
// has more than 12 letters keeps the whole text in memory (V8 cuts strings without copying).
const wordsRemembered = 4000
const rememberedLength = 12

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}ー'
const spaced = `(?![${unspaced}])[\\p{L}\\p{N}]`
const run = new RegExp(`[${unspaced}]+|${spaced}(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])*`, 'gu')
const startsUnspaced = new RegExp(`^[${unspaced}]`, 'u')
// Most texts of many languages have nothing else, and the patterns for all scripts take long.
const beyondAscii = /\P{ASCII}/u
const asciiRun = /[a-z0-9]+/g
// Soft hyphens, zero-width characters, marks of direction and what turns a character into an emoji: seen by nobody, and not
// part of a word.
const invisible =
  /[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\u20e3|[\ufe00-\ufe0f]/g
// No letter has more than one mark when it is composed; heaps of them are decoration.
const heapedMarks = /[\u0300-\u036f]{2,}/g
const none: readonly string[] = []

/** Makes the reader of a language: text to words, the same for what site owners and what visitors write. Reads the
 *  first 4,000 characters, in time linear to them; emoji and punctuation are passed over. */
export async function createReader(language: string): Promise<Reader> {
  const primary = primaryLanguage(language)
  const stemmer = await stemmerFor(language)
  const stem = (word: string): string => fold(stemmer(primary === 'en' ? plainForm(word) : word), primary)
  const related = relatedTo(primary, (word) => stem(foldArabic(word)))
  const readWord = (word: string): Token => {
    const stemmed = stem(word)
    return {
      word: fold(word, primary),
      stem: stemmed,
      related: related.get(stemmed) ?? none,
      unspaced: false,
    }
  }
  const remembered = new Map<string, Token>()
  const recallWord = (word: string): Token => {
    if (word.length > rememberedLength) return readWord(word)
    const known = remembered.get(word)
    if (known) return known
    const token = readWord(word)
    if (remembered.size >= wordsRemembered) remembered.clear()
    remembered.set(word, token)
    return token
  }
  const readRun = (word: string): Token =>
    startsUnspaced.test(word)
      ? { word, stem: word, related: none, unspaced: true }
      : recallWord(word.slice(0, wordMaxLength))
  return (text) => {
    const plain = clean(text, primary)
    const words = plain.match(beyondAscii.test(plain) ? run : asciiRun) ?? []
    // A list from `map` is of another kind once that is compiled, and whatever reads it has to be compiled again.
    const tokens: Token[] = []
    for (const word of words) tokens.push(readRun(word))
    return tokens
  }
}

const relatedKnown = new Map<string, Map<string, string[]>>()

/** The groups of related words of a language, put together once a process: a thousand words are stemmed for them. */
function relatedTo(language: string, stem: (word: string) => string): Map<string, string[]> {
  const groups = relatedKnown.get(language) ?? relatedGroups(language, stem)
  relatedKnown.set(language, groups)
  return groups
}

function clean(text: string, language: string): string {
  const cut = text.slice(0, textMaxLength)
  const plain = beyondAscii.test(cut) ? foldCharacters(cut) : cut.replaceAll('`', "'").toLowerCase()
  if (language === 'sr') return foldSerbian(plain)
  return language === 'en' ? openContractions(plain) : plain
}

function foldCharacters(text: string): string {
  const visible = text.replace(invisible, '').replace(/[’‘ʼ`´]/g, "'")
  // NFKC can lengthen a text (one Arabic ligature is 18 letters), so it is cut again.
  const composed = visible.normalize('NFKC').replace(heapedMarks, '')
  const lower = composed.slice(0, textMaxLength).toLowerCase()
  return foldArabic(lower)
}

/** Without accents, so that "cafe" finds "café"; marks of other scripts are letters there and stay. */
function fold(word: string, language: string): string {
  const bare = /^[a-z0-9]*$/.test(word) ? word : foldAccents(word)
  if (language === 'de') return bare.replace(/([aou])e/g, '$1')
  return northern.has(language) ? bare.replace(/aa|ae/g, 'a').replace(/oe/g, 'o') : bare
}

// Letters that a keyboard lacks are also typed as two: "fuer" is "für", "naar" is "når".
const northern = new Set(['da', 'nb', 'nn', 'no', 'sv'])

function foldAccents(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7]/g, '')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'dj')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
}
