import { readFile } from 'node:fs/promises'
import { primaryLanguage } from './natural.ts'
import type { Token } from './normalise.ts'

/** Vectors of a language's words: words that stand in the same surroundings point the same way. */
export interface WordTable {
  dimensions: number
  /** Adds the vectors of the known words, rarer ones longer, and makes the sum one long. Null where no word is known. */
  embed(tokens: Token[]): Float32Array | null
}

interface Header {
  format: string
  words: number
  dimensions: number
  textBytes: number
}

const format = 'frontdesk-words-1'
const middleLevel = 8

/** From the source, and from the built server in `dist/server/`. */
const folders = ['../words/', '../../server/bot/words/']

const opened = new Map<string, Promise<WordTable | null>>()

/** The table of a language, read once a process; null where there is none. */
export function openWordTable(language: string): Promise<WordTable | null> {
  const primary = primaryLanguage(language)
  const known = opened.get(primary)
  if (known) return known
  const table = readTableFile(language).then((file) => file && unpackTable(file))
  opened.set(primary, table)
  return table
}

/** The file of a language's table as it is; null where there is none. */
export async function readTableFile(language: string): Promise<Buffer | null> {
  const primary = primaryLanguage(language)
  if (!/^[a-z]{2,3}$/.test(primary)) return null
  for (const folder of folders) {
    try {
      return await readFile(new URL(`${folder}${primary}.table`, import.meta.url))
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
    }
  }
  return null
}

/** Reads what tools/word-table/table.ts packs. Words are found by halving their sorted list: a map of them would take
 *  three times the memory of the whole table. */
export function unpackTable(file: Buffer): WordTable {
  const headerEnd = file.indexOf('\n')
  const header = JSON.parse(file.toString('utf8', 0, headerEnd)) as Header
  if (header.format !== format)
    throw new Error(`a word table of the format "${header.format}" cannot be read`)
  const { words, dimensions, textBytes } = header
  const text = file.toString('utf8', headerEnd + 1, headerEnd + 1 + textBytes)
  const starts = startsOfLines(text, words)
  const stepsAt = headerEnd + 1 + textBytes
  const steps = Float32Array.from({ length: words }, (_, row) => readStep(file, stepsAt + 2 * row))
  const levels = file.subarray(stepsAt + 2 * words)

  function rowOf(stem: string): number {
    let low = 0
    let high = words - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const word = text.slice(starts[middle], starts[middle + 1]! - 1)
      if (word === stem) return middle
      if (word < stem) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  function embed(tokens: Token[]): Float32Array | null {
    const sum = new Float32Array(dimensions)
    for (const { stem } of tokens) {
      const row = rowOf(stem)
      if (row < 0) continue
      const step = steps[row]!
      const at = (row * dimensions) >> 1
      for (let d = 0; d < dimensions; d += 2) {
        const pair = levels[at + (d >> 1)]!
        sum[d]! += step * ((pair & 15) - middleLevel)
        sum[d + 1]! += step * ((pair >> 4) - middleLevel)
      }
    }
    const length = Math.sqrt(sum.reduce((square, value) => square + value * value, 0))
    return length > 0 ? sum.map((value) => value / length) : null
  }

  return { dimensions, embed }
}

function startsOfLines(text: string, lines: number): Uint32Array {
  const starts = new Uint32Array(lines + 1)
  for (let line = 1; line < lines; line++) starts[line] = text.indexOf('\n', starts[line - 1]) + 1
  starts[lines] = text.length + 1
  return starts
}

/** The upper half of a 32-bit float. */
function readStep(file: Buffer, at: number): number {
  const bytes = Buffer.alloc(4)
  file.copy(bytes, 2, at, at + 2)
  return bytes.readFloatLE(0)
}
