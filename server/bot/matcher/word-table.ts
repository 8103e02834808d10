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

/** Reads what tools/word-table/table.ts packs. Words are found by halving their sorted list: a map of them would take
 *  three times the memory of the whole table. Refuses a file that is not whole. */
export function unpackTable(file: Buffer): WordTable {
  const headerEnd = file.indexOf('\n')
  const { words, dimensions, textBytes } = readHeader(file.toString('utf8', 0, Math.max(0, headerEnd)))
  const bytes = headerEnd + 1 + textBytes + 2 * words + (words * dimensions) / 2
  if (file.length !== bytes) throw new Error(`it has ${file.length} bytes instead of ${bytes}`)
  const text = file.toString('utf8', headerEnd + 1, headerEnd + 1 + textBytes)
  const starts = startsOfLines(text, words)
  const stepsAt = headerEnd + 1 + textBytes
  const steps = readSteps(file, stepsAt, words)
  if (!steps.every(Number.isFinite)) throw new Error('some of its words have no length')
  const levels = file.subarray(stepsAt + 2 * words)

  // As long as its reader remembers a word: most come again.
  const known = new WeakMap<Token, number>()

  function rowOf(token: Token): number {
    const row = known.get(token)
    if (row !== undefined) return row
    const found = findRow(token.stem)
    known.set(token, found)
    return found
  }

  function findRow(stem: string): number {
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
    for (const token of tokens) {
      const row = rowOf(token)
      if (row < 0) continue
      const step = steps[row]!
      const at = (row * dimensions) >> 1
      for (let d = 0; d < dimensions; d += 2) {
        const pair = levels[at + (d >> 1)]!
        sum[d]! += step * ((pair & 15) - middleLevel)
        sum[d + 1]! += step * ((pair >> 4) - middleLevel)
      }
    }
    // Plain loops: each number that is handed to a function takes memory.
    let square = 0
    for (let d = 0; d < dimensions; d++) square += sum[d]! * sum[d]!
    if (square === 0) return null
    const length = Math.sqrt(square)
    for (let d = 0; d < dimensions; d++) sum[d]! /= length
    return sum
  }

  return { dimensions, embed }
}

function readHeader(line: string): Header {
  const header = parse(line)
  if (header?.format !== format) throw new Error(`it does not begin as a word table ("${format}")`)
  return header
}

function parse(line: string): Header | null {
  try {
    return JSON.parse(line) as Header | null
  } catch {
    return null
  }
}

function startsOfLines(text: string, lines: number): Uint32Array {
  const starts = new Uint32Array(lines + 1)
  for (let line = 1; line < lines; line++) starts[line] = text.indexOf('\n', starts[line - 1]) + 1
  starts[lines] = text.length + 1
  return starts
}

/** Each is the upper half of a 32-bit float. */
function readSteps(file: Buffer, start: number, count: number): Float32Array {
  const steps = new Float32Array(count)
  const bits = new Uint32Array(steps.buffer)
  // By bytes: readUInt16LE takes a millisecond or two until it is warm.
  for (let row = 0, at = start; row < count; row++, at += 2)
    bits[row] = (file[at]! << 16) | (file[at + 1]! << 24)
  return steps
}
