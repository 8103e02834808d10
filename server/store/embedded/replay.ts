import type { ConversationId } from '../../../protocol/conversation.ts'
import { applyChange, emptyConversation } from '../../domain/conversation.ts'
import type { ConversationState } from '../../domain/conversation.ts'
import type { Filed } from './conversation-files.ts'
import { DamagedFile } from './envelope.ts'
import { SyncFailure, fileMode } from './file-system.ts'
import type { Folder } from './folder.ts'
import { namedIn, scanSegment } from './record.ts'
import type { Damage, JournalRecord, Scan } from './record.ts'
import { segmentName, segmentNumber } from './segment.ts'
import type { Segment } from './segment.ts'

/** The changes of one conversation that stand in the journal, in order. */
export interface Replay {
  records: Replayed[]
  segments: Set<Segment>
  /** Revisions whose records are damaged. */
  lost: number[]
}

export interface Replayed {
  record: JournalRecord
  /** How many blank stretches the journal has before it. */
  blanks: number
}

/** A conversation at the journal's end. */
export interface Brought {
  filed: Filed | null
  /** What follows a blank stretch was left out. Later changes must be numbered after what is there of it. */
  cutBack: boolean
}

/** Reads the journal. A torn tail is cut off; damage is named, and its segment will be set aside. */
export async function readJournal(
  folder: Folder,
  warn: (message: string) => void,
): Promise<{ segments: Segment[]; replays: Map<ConversationId, Replay> }> {
  const replays = new Map<ConversationId, Replay>()
  const segments: Segment[] = []
  let blanks = 0
  const numbers = (await folder.files.readdir(folder.path)).flatMap((name) => segmentNumber(name) ?? [])
  numbers.sort((a, b) => a - b)
  for (const number of numbers) {
    const path = folder.pathOf(segmentName(number))
    const bytes = await folder.files.readFile(path)
    const scan = scanSegment(bytes)
    const isTorn = !isBlank(bytes, scan.wholeBytes)
    const isLast = number === numbers.at(-1)
    // Before a new segment is begun the tail of the last one is cut: a torn one further back is no crash.
    if (isTorn && !isLast) scan.damages.push(endOf(bytes, scan))
    if (isTorn && isLast)
      warn(
        `${path}: cut after its last whole record (byte ${scan.wholeBytes} of ${bytes.length}); the rest was never confirmed.`,
      )
    await settle(folder, path, isTorn && isLast ? scan.wholeBytes : null)
    const damaged = scan.damages.length > 0
    const hasTombstone = scan.records.some(({ erased }) => erased)
    const segment: Segment = { path, number, holders: 0, freeSince: number + 1, hasTombstone, damaged }
    segments.push(segment)
    for (const damage of scan.damages)
      warn(
        `${path}: damaged from byte ${damage.from} to ${damage.to}. ` +
          'The records around it are used, and the file will be set aside instead of deleted.',
      )
    sort(bytes, scan, segment, replays, blanks)
    blanks += scan.damages.filter(({ blank }) => blank).length
    // A copy may have the first part of a segment, and the next one whole.
    if (numbers.includes(number + 1)) blanks++
  }
  return { segments, replays }
}

/**
 * Brings a conversation from its file (null: none) to the journal's end. What comes after a missing change is not the
 * conversation that people saw: it is left out if the change may have stood where the journal is blank, as in a backup
 * that was copied while the journal was written. Throws DamagedFile where it stood elsewhere.
 */
export function replay(
  id: ConversationId,
  path: string,
  filed: Filed | null,
  { records, lost }: Replay,
): Brought {
  let current = filed
  let blanksBefore = 0
  for (const { record, blanks } of records) {
    const { revision, state, entries, notes } = record
    const known = current?.revision ?? 0
    const isBlankBefore = blanks > blanksBefore
    blanksBefore = blanks
    if (revision <= known) continue
    if (revision > known + 1) {
      if (!isBlankBefore) throw new DamagedFile(path, `change ${known + 1} is missing in the journal`)
      const last = Math.max(...records.map((each) => each.record.revision))
      return { filed: current && { ...current, revision: last }, cutBack: true }
    }
    current ??= { conversation: emptyConversation(id, {} as ConversationState), revision: 0, pages: 0 }
    applyChange(current.conversation, { state, entries, notes })
    current = { ...current, revision }
  }
  const missing = lost.find((revision) => revision > (current?.revision ?? 0))
  if (missing !== undefined) throw new DamagedFile(path, `change ${missing} is damaged in the journal`)
  return { filed: current, cutBack: false }
}

/** Leaves out what stands before the tombstone, and says whether nothing came after it. */
export function endsErased(replay: Replay): boolean {
  const tombstone = replay.records.findLastIndex(({ record }) => record.erased)
  replay.records.splice(0, tombstone + 1)
  return tombstone >= 0 && replay.records.length === 0
}

function endOf(bytes: Buffer, { wholeBytes }: Scan): Damage {
  const blank = bytes.subarray(wholeBytes).includes(0)
  return { from: wholeBytes, to: bytes.length, acknowledged: true, blank }
}

/**
 * Makes a segment as durable as it is about to be believed: a killed process may have left records that no sync had
 * reached, and what is built on them must not outlive them. `length`: the torn tail behind it is cut off.
 */
async function settle({ files }: Folder, path: string, length: number | null): Promise<void> {
  const file = await files.open(path, 'r+', fileMode)
  try {
    if (length !== null) await file.truncate(length)
    await file.sync()
  } catch (error) {
    throw new SyncFailure(path, error)
  } finally {
    await file.close()
  }
}

/** Whether only the zeros follow with which the journal fills a segment ahead. */
function isBlank(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length; at += zeros.length) {
    const part = bytes.subarray(at, at + zeros.length)
    if (!part.equals(zeros.subarray(0, part.length))) return false
  }
  return true
}

const zeros = Buffer.alloc(64 * 1024)

function sort(
  bytes: Buffer,
  scan: Scan,
  segment: Segment,
  replays: Map<ConversationId, Replay>,
  blanksBefore: number,
): void {
  const of = (id: ConversationId): Replay => {
    const found = replays.get(id) ?? { records: [], segments: new Set(), lost: [] }
    replays.set(id, found)
    found.segments.add(segment)
    return found
  }
  for (const [index, record] of scan.records.entries())
    of(record.id).records.push({ record, blanks: blanksBefore + (scan.blanks[index] ?? 0) })
  for (const damage of scan.damages)
    if (damage.acknowledged && !damage.blank)
      for (const { id, revision } of namedIn(bytes, damage)) of(id).lost.push(revision)
}
