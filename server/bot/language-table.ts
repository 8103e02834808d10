import { readFile } from 'node:fs/promises'

/** How the beginnings, middles and ends of words look in each language. */
export interface LanguageTable {
  /** ISO 639-1, in the order of the scores. */
  languages: string[]
  /** How much the words look like each language, as sums over their pieces: the longer the text, the further apart. */
  scores(words: string[]): { scores: Float64Array; pieces: number }
}

interface Header {
  format: string
  languages: string[]
  rows: number
}

const format = 'frontdesk-languages-1'
const rowBytes = 6
/** The table leaves out what every piece that stands in it is worth at least. */
const worthAtLeast = 53
/** A word that is longer says no more about its language; text without spaces is one word. */
const wordMaxBytes = 70
const space = 0x20

/** From the source, and from the built server in `dist/server/`. */
const folders = ['./languages/', '../../server/bot/languages/']
let opened: Promise<LanguageTable | null> | undefined

/** Read when it is first asked for; null where the file is missing. */
export function openLanguageTable(): Promise<LanguageTable | null> {
  return (opened ??= readTable())
}

async function readTable(): Promise<LanguageTable | null> {
  for (const folder of folders) {
    try {
      return unpackLanguageTable(await readFile(new URL(`${folder}languages.table`, import.meta.url)))
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
    }
  }
  return null
}

/** Reads what tools/language-table packs: rows of a piece's hash, a language and a worth, sorted by hash. */
export function unpackLanguageTable(file: Buffer): LanguageTable {
  const headerEnd = file.indexOf('\n')
  const header = JSON.parse(file.toString('utf8', 0, headerEnd)) as Header
  if (header.format !== format)
    throw new Error(`a language table of the format "${header.format}" cannot be read`)
  const { languages, rows } = header
  const start = headerEnd + 1
  const hashes = Uint32Array.from({ length: rows }, (_, row) => file.readUInt32LE(start + row * rowBytes))

  return {
    languages,
    scores(words) {
      const scores = new Float64Array(languages.length)
      const pieces = piecesOf(words)
      for (const piece of pieces)
        for (let row = firstRow(hashes, piece); hashes[row] === piece; row++) {
          const at = start + row * rowBytes + 4
          scores[file[at]!]! += file[at + 1]! + worthAtLeast
        }
      return { scores, pieces: pieces.size }
    },
  }
}

/** Every fourth-byte piece of the words, three bytes on each time, with the spaces at both ends; each counts once. */
function piecesOf(words: string[]): Set<number> {
  const pieces = new Set<number>()
  for (const word of words) {
    const bytes = Buffer.from(word)
    const length = Math.min(bytes.length, wordMaxBytes)
    let at = 0
    for (; at + 4 < length; at += 3) pieces.add(hashOf(bytes.subarray(at, at + 4), at === 0, false))
    pieces.add(hashOf(bytes.subarray(length > 3 ? length - 4 : 0, length), at === 0, true))
  }
  return pieces
}

/** FNV-1a. Two of the table's pieces would share a hash once in three tables; a wrong one among hundreds is no harm. */
export function hashOf(bytes: Uint8Array, begins: boolean, ends: boolean): number {
  let hash = 0x811c9dc5
  const take = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  if (begins) take(space)
  for (const byte of bytes) take(byte)
  if (ends) take(space)
  return hash >>> 0
}

function firstRow(hashes: Uint32Array, hash: number): number {
  let low = 0
  let high = hashes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hashes[middle]! < hash) low = middle + 1
    else high = middle
  }
  return low
}

/** The other direction, for the tool that makes the table. */
export function packLanguageTable(
  languages: string[],
  rows: { hash: number; language: number; worth: number }[],
) {
  const sorted = rows.toSorted((a, b) => a.hash - b.hash || a.language - b.language)
  const body = Buffer.alloc(rows.length * rowBytes)
  sorted.forEach(({ hash, language, worth }, row) => {
    body.writeUInt32LE(hash, row * rowBytes)
    body.writeUInt8(language, row * rowBytes + 4)
    body.writeUInt8(worth, row * rowBytes + 5)
  })
  const header: Header = { format, languages, rows: rows.length }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body])
}
