import type { TableRows } from '../../server/bot/meaning/word-table-format.ts'
import type { Reader } from '../../server/bot/text/normalise.ts'
import { wordsOfRun } from '../../server/bot/matcher/unspaced-words.ts'
import { Unusable, linesOf } from './inputs.ts'
import { alignWords } from './word-alignment.ts'
import type { Chances, Translation } from './word-alignment.ts'
import type { Table } from './table.ts'

/** Texts and their translations, word by word. */
export interface TranslatedTexts {
  texts: Translation[]
  /** The words of the other language, in order of their numbers, and how often each occurs. */
  words: string[]
  counts: number[]
}

// Longer texts make much work and tell little: a word could stand for any of so many.
const longestText = 60
/** Of the words that may stand for one, those below this chance are chance. */
const leastChance = 0.05

/** Reads lines of `text TAB translation`; of the first only words that the table has. Lines without any are passed over. */
export async function readTranslations(
  files: string[],
  rows: TableRows,
  readFrom: Reader,
  readTo: Reader,
): Promise<TranslatedTexts> {
  const numberOf = new Map<string, number>()
  const words: string[] = []
  const counts: number[] = []
  const texts: Translation[] = []
  const numberFor = (word: string): number => {
    const known = numberOf.get(word)
    if (known !== undefined) return known
    numberOf.set(word, words.length)
    counts.push(0)
    return words.push(word) - 1
  }
  for await (const line of linesOf(files)) {
    const [text = '', translation = ''] = line.split('\t')
    const from = readFrom(text).flatMap(({ stem }) => {
      const row = rows.rowOf(stem)
      return row < 0 ? [] : row
    })
    const stems = readTo(translation).flatMap(({ stem, unspaced }) => (unspaced ? wordsOfRun(stem) : stem))
    if (from.length === 0 || stems.length === 0) continue
    if (from.length > longestText || stems.length > longestText) continue
    const to = stems.map(numberFor)
    for (const word of to) counts[word]!++
    texts.push({ from: Int32Array.from(from), to: Int32Array.from(to) })
  }
  if (texts.length === 0)
    throw new Unusable(
      `${files.join(', ')}: no line has a text with words of the table and its translation. Write text TAB translation, a pair a line.`,
    )
  return { texts, words, counts }
}

/** A table for the language of the translations: each of its most frequent words gets the mean of the vectors of the words that
 *  it stands for, as likely as each is, and their mean length. */
export function translateTable(
  rows: TableRows,
  { texts, words, counts }: TranslatedTexts,
  options: { language: string; from: string; words: number; onProgress?: (done: number) => void },
): Table {
  const chances = alignWords(texts, words.length, options.onProgress)
  const frequent = [...words.keys()]
    .sort((a, b) => counts[b]! - counts[a]! || (words[a]! < words[b]! ? -1 : 1))
    .flatMap((word) => {
      const vector = vectorOf(chances[word]!, rows)
      return vector ? { word: words[word]!, vector } : []
    })
    .slice(0, options.words)
  const vectors = new Float32Array(frequent.length * rows.dimensions)
  frequent.forEach(({ vector }, at) => vectors.set(vector, at * rows.dimensions))
  return {
    language: options.language,
    from: options.from,
    words: frequent.map(({ word }) => word),
    vectors,
    dimensions: rows.dimensions,
  }
}

function vectorOf(chances: Chances[number], rows: TableRows): Float32Array | null {
  const sum = new Float32Array(rows.dimensions)
  let length = 0
  let used = 0
  for (const [row, chance] of chances) {
    if (chance < leastChance) continue
    const own = new Float32Array(rows.dimensions)
    rows.add(row, own)
    length += chance * Math.hypot(...own)
    used += chance
    own.forEach((value, d) => (sum[d]! += chance * value))
  }
  const summed = Math.hypot(...sum)
  return summed > 0 ? sum.map((value) => (value * length) / used / summed) : null
}
