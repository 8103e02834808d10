import { rowsOfParts, writesCompounds } from './compounds.ts'
import type { Token } from '../text/normalise.ts'
import { dot } from '../arithmetic/similarity.ts'
import { TableRows } from './word-table-format.ts'

/** Vectors of a language's words: words that stand in the same surroundings point the same way. */
export interface WordTable {
  dimensions: number
  /** Its vectors are those of another language's words, through translations: they say less than a language's own texts. */
  translated: boolean
  /** Whether it has a word, or forms or parts of it. */
  knows(token: Token): boolean
  /** Adds the vectors of the known words, rarer ones longer, and makes the sum one long. Null where no word is known. */
  embed(tokens: Token[]): Float32Array | null
  /** How alike in meaning two words are, from -1 to 1; -1 where it does not know both. */
  likeness(one: Token, other: Token): number
}

// Of translations only a part of a word's forms is known: one stands for another where at least so many first letters,
// and so much of the longer one, are the same.
const beginning = { letters: 4, share: 0.6 }
const wordMinLength = 5
// In scripts without spaces, where every place of a run is tried.
const runWordMaxLength = 6

/** What an entry of the table, or several, say of a word. */
interface Found {
  rows: number[]
  /** They are forms of one word, and count as one; the words of a run or of a compound count each. */
  areForms: boolean
}

/** Reads what tools/word-table/table.ts packs. Refuses a file that is not whole. */
export function unpackTable(file: Buffer): WordTable {
  const rows = new TableRows(file)
  const { dimensions } = rows
  const translated = rows.from !== null
  const compounds = translated && writesCompounds(rows.language)

  // As long as its reader remembers a word: most come again.
  const known = new WeakMap<Token, Found>()

  function rowsOf(token: Token): Found {
    let found = known.get(token)
    if (!found) {
      found = findRows(token)
      known.set(token, found)
    }
    return found
  }

  function findRows({ stem, unspaced }: Token): Found {
    if (unspaced) return { rows: rowsWithin(stem, rows), areForms: false }
    const row = rows.rowOf(stem)
    if (row >= 0) return { rows: [row], areForms: true }
    const parts = compounds ? rowsOfParts(stem, rows) : []
    if (parts.length > 0) return { rows: parts, areForms: false }
    return { rows: translated ? rowsBeginningLike(stem, rows) : [], areForms: true }
  }

  function embed(tokens: Token[]): Float32Array | null {
    const sum = new Float32Array(dimensions)
    for (const token of tokens) {
      const found = rowsOf(token)
      const parts = found.areForms ? found.rows.length : 1
      for (const row of found.rows) rows.add(row, sum, parts)
    }
    // Plain loops: each number that is handed to a function takes memory.
    let square = 0
    for (let d = 0; d < dimensions; d++) square += sum[d]! * sum[d]!
    if (square === 0) return null
    const length = Math.sqrt(square)
    for (let d = 0; d < dimensions; d++) sum[d]! /= length
    return sum
  }

  const knows = (token: Token): boolean => rowsOf(token).rows.length > 0

  function likeness(one: Token, other: Token): number {
    const first = embed([one])
    const second = embed([other])
    return first && second ? dot(first, second) : -1
  }

  return { dimensions, translated, knows, embed, likeness }
}

/** The words that begin most like an unknown one; none where none begins enough like it. */
function rowsBeginningLike(word: string, rows: TableRows): number[] {
  if (word.length < wordMinLength) return []
  const fewest = Math.max(beginning.letters, beginning.share * word.length)
  // Away from where it would stand in the sorted list, words share less and less with it.
  let before = rows.firstFrom(word) - 1
  let after = before + 1
  const found: number[] = []
  while (found.length === 0) {
    const letters = Math.max(rows.sharedWith(before, word), rows.sharedWith(after, word))
    if (letters < fewest) break
    const longest = letters / beginning.share
    for (; rows.sharedWith(before, word) === letters; before--)
      if (rows.lengthOf(before) <= longest) found.push(before)
    for (; rows.sharedWith(after, word) === letters; after++)
      if (rows.lengthOf(after) <= longest) found.push(after)
  }
  return found
}

/** The words of a run without spaces: from its start on, each time the longest that is known. */
function rowsWithin(run: string, rows: TableRows): number[] {
  const found: number[] = []
  let at = 0
  while (at < run.length) {
    let length = Math.min(runWordMaxLength, run.length - at)
    let row = -1
    while (length > 0 && (row = rows.rowOf(run.slice(at, at + length))) < 0) length--
    if (row >= 0) found.push(row)
    at += Math.max(1, length)
  }
  return found
}
