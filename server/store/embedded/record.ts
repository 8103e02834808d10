import { crc32 } from 'node:zlib'
import type { ConversationId } from '../../../protocol/conversation.ts'
import type { Change } from '../../domain/conversation.ts'

/** One committed change. `revision` counts the conversation's changes from 1, so replay knows what a file has. */
export interface JournalRecord extends Change {
  id: ConversationId
  revision: number
  /** A tombstone: the conversation was removed, and no record before this one counts. */
  erased?: true
}

/** A stretch of a segment in which no whole record is. */
export interface Damage {
  from: number
  to: number
  /** It was synced: a later batch follows. In the last batch it may be what a power cut left of unsynced writes. */
  acknowledged: boolean
  /**
   * There are zeros in it, which no record has. So is a segment that was copied while it was written: the journal fills
   * it with zeros ahead, and a copy may get an earlier part before and a later one after a batch.
   */
  blank: boolean
}

export interface Scan {
  records: JournalRecord[]
  damages: Damage[]
  /** For each record, how many blank stretches come before it. */
  blanks: number[]
  /** Where the last whole record ends. What follows is a torn tail. */
  wholeBytes: number
}

/**
 * A record is a line: length and CRC-32 of what follows in hexadecimal, a mark, the JSON text. The mark tells whether
 * the record is the first of its batch.
 */
export const headerBytes = 18
const firstOfBatch = 0x2b // '+'
const laterInBatch = 0x2d // '-'
const space = 0x20
const newline = 0x0a

/** Puts a record at `at` and returns where it ends. The buffer must have room for 3 bytes a character. */
export function encodeRecord(buffer: Buffer, at: number, json: string, first: boolean): number {
  const mark = at + headerBytes - 1
  buffer[mark] = first ? firstOfBatch : laterInBatch
  const end = mark + 1 + buffer.write(json, mark + 1)
  writeHex(buffer, at, end - mark)
  buffer[at + 8] = space
  writeHex(buffer, at + 9, crc32(buffer.subarray(mark, end)))
  buffer[end] = newline
  return end + 1
}

/** Reads a segment; steps over damaged stretches to the next line that is whole. */
export function scanSegment(bytes: Buffer): Scan {
  const scan: Scan = { records: [], damages: [], blanks: [], wholeBytes: 0 }
  let lastBatchAt = 0
  let blanks = 0
  let at = 0
  while (at < bytes.length) {
    const end = recordEnd(bytes, at)
    if (end === null) {
      at = bytes.indexOf(newline, at) + 1
      if (at === 0) break
      continue
    }
    if (at > scan.wholeBytes) {
      const blank = bytes.subarray(scan.wholeBytes, at).includes(0)
      scan.damages.push({ from: scan.wholeBytes, to: at, acknowledged: false, blank })
      if (blank) blanks++
    }
    if (bytes[at + headerBytes - 1] === firstOfBatch) lastBatchAt = at
    scan.records.push(JSON.parse(bytes.toString('utf8', at + headerBytes, end)) as JournalRecord)
    scan.blanks.push(blanks)
    at = scan.wholeBytes = Math.min(end + 1, bytes.length)
  }
  for (const damage of scan.damages) damage.acknowledged = damage.to <= lastBatchAt
  return scan
}

/** The conversations and revisions that can still be made out in a damaged stretch. */
export function namedIn(bytes: Buffer, damage: Damage): { id: ConversationId; revision: number }[] {
  const text = bytes.toString('latin1', damage.from, damage.to)
  return [...text.matchAll(/\{"id":"([\w-]+)","revision":(\d+),/g)].map(([, id, revision]) => ({
    id: id ?? '',
    revision: Number(revision),
  }))
}

function recordEnd(bytes: Buffer, at: number): number | null {
  const mark = at + headerBytes - 1
  if (mark >= bytes.length) return null
  const header = /^([0-9a-f]{8}) ([0-9a-f]{8})$/.exec(bytes.toString('latin1', at, mark))
  if (!header) return null
  const end = mark + parseInt(header[1] ?? '', 16)
  if (end > bytes.length) return null
  return crc32(bytes.subarray(mark, end)) === parseInt(header[2] ?? '', 16) ? end : null
}

const hexDigits = Buffer.from('0123456789abcdef', 'latin1')

function writeHex(buffer: Buffer, at: number, value: number): void {
  for (let i = 7; i >= 0; i--) {
    buffer[at + i] = hexDigits[value & 15] ?? 0
    value >>>= 4
  }
}
