export const tableFormat = 'frontdesk-words-1'
/** What stands for 0 steps: levels are from -7 to 7, and nothing below 0 can be written. */
export const middleLevel = 8

/** What the first line of a table's file says of it. */
interface Header {
  format: string
  language: string
  words: number
  dimensions: number
  textBytes: number
  /** The language whose table its vectors come from, through translations; a table made from texts has none. */
  from?: string
}

/** A table as its file holds it: a line of JSON, the words in order of their code units, a step a word (the upper half of a
 *  32-bit float), then 4 bits a value, from -7 to 7 steps, even dimensions in the low half. */
export class TableRows {
  readonly dimensions: number
  readonly count: number
  readonly language: string
  readonly from: string | null
  private readonly text: string
  private readonly starts: Uint32Array
  private readonly steps: Float32Array
  private readonly levels: Buffer

  /** Refuses a file that is not whole. */
  constructor(file: Buffer) {
    const headerEnd = file.indexOf('\n')
    const header = readHeader(file.toString('utf8', 0, Math.max(0, headerEnd)))
    const { words, dimensions, textBytes } = header
    const bytes = headerEnd + 1 + textBytes + 2 * words + (words * dimensions) / 2
    if (file.length !== bytes) throw new Error(`it has ${file.length} bytes instead of ${bytes}`)
    const stepsAt = headerEnd + 1 + textBytes
    this.dimensions = dimensions
    this.count = words
    this.language = header.language
    this.from = header.from ?? null
    this.text = file.toString('utf8', headerEnd + 1, stepsAt)
    this.starts = startsOfLines(this.text, words)
    this.steps = readSteps(file, stepsAt, words)
    if ([NaN, Infinity, -Infinity].some((none) => this.steps.includes(none)))
      throw new Error('some of its words have no length')
    this.levels = file.subarray(stepsAt + 2 * words)
  }

  word(row: number): string {
    return this.text.slice(this.starts[row], this.starts[row + 1]! - 1)
  }

  lengthOf(row: number): number {
    return this.starts[row + 1]! - 1 - this.starts[row]!
  }

  /** The first row whose word is not before this one. Words are found by halving their sorted list: a map of them would take
   *  three times the memory of the whole table. */
  firstFrom(word: string): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.isBefore(middle, word)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The row of a word; -1 where it is unknown. */
  rowOf(word: string): number {
    const row = this.firstFrom(word)
    return this.sharedWith(row, word) === word.length && this.lengthOf(row) === word.length ? row : -1
  }

  /** With how many of its letters the word of a row begins; -1 where there is no such row. */
  sharedWith(row: number, word: string): number {
    if (row < 0 || row >= this.count) return -1
    const start = this.starts[row]!
    const most = Math.min(word.length, this.lengthOf(row))
    let shared = 0
    while (shared < most && this.text.charCodeAt(start + shared) === word.charCodeAt(shared)) shared++
    return shared
  }

  private isBefore(row: number, word: string): boolean {
    const shared = this.sharedWith(row, word)
    if (shared === word.length) return false
    if (shared === this.lengthOf(row)) return true
    return this.text.charCodeAt(this.starts[row]! + shared) < word.charCodeAt(shared)
  }

  /** Adds a row, or one part of so many, to a sum of as many numbers as the table has dimensions. */
  add(row: number, sum: Float32Array, parts = 1): void {
    const step = this.steps[row]! / parts
    const at = (row * this.dimensions) >> 1
    for (let d = 0; d < this.dimensions; d += 2) {
      const pair = this.levels[at + (d >> 1)]!
      sum[d]! += step * ((pair & 15) - middleLevel)
      sum[d + 1]! += step * ((pair >> 4) - middleLevel)
    }
  }
}

function readHeader(line: string): Header {
  const header = parse(line)
  if (header?.format !== tableFormat) throw new Error(`it does not begin as a word table ("${tableFormat}")`)
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
