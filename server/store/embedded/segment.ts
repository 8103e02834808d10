import { fileMode } from './file-system.ts'
import type { OpenFile } from './file-system.ts'
import type { Folder } from './folder.ts'

/** A file of the journal. It goes when no conversation holds it and it is not the one being written. */
export interface Segment {
  readonly path: string
  readonly number: number
  /** How many conversations have changes in it that no conversation file has yet. */
  holders: number
  /** The number of the segment that was written when nothing held this one any more. */
  freeSince?: number
  /** Holds a tombstone. What it outweighs stands here and in older segments, so they go before it does. */
  hasTombstone: boolean
  /** Holds something that could not be replayed: it is set aside instead of deleted. */
  damaged: boolean
}

/** Begins a new file of the journal. */
export async function createSegment(
  folder: Folder,
  number: number,
): Promise<{ segment: Segment; file: OpenFile }> {
  const path = folder.pathOf(segmentName(number))
  const file = await folder.files.open(path, 'w', fileMode)
  await folder.sync()
  return { segment: { path, number, holders: 0, hasTombstone: false, damaged: false }, file }
}

/** `000001.log` */
export function segmentName(number: number): string {
  return `${String(number).padStart(6, '0')}.log`
}

/** The number in a segment's file name; null for other files. */
export function segmentNumber(name: string): number | null {
  const match = /^(\d{6,})\.log$/.exec(name)
  return match ? Number(match[1]) : null
}
