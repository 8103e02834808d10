import { Refusal } from '../../domain/refusal.ts'
import { Batch } from './batch.ts'
import type { Source } from './batch.ts'
import type { DiskTrust } from './disk-trust.ts'
import { SyncFailure, writeAll } from './file-system.ts'
import type { OpenFile } from './file-system.ts'
import type { Folder } from './folder.ts'
import { createSegment } from './segment.ts'
import type { Segment } from './segment.ts'

export interface JournalOptions {
  folder: Folder
  /** A segment that has reached this is followed by a new one. */
  segmentBytes: number
  /** Called after a new segment was begun, with its number. */
  onBegun: (number: number) => void
  /** Once it is lost everything is refused. */
  trust: DiskTrust
}

/** Begins a segment after `last` and returns the journal that writes to it. */
export async function openJournal(options: JournalOptions, old: Segment[]): Promise<Journal> {
  const number = 1 + Math.max(0, ...old.map((segment) => segment.number))
  return new Journal(options, await createSegment(options.folder, number), old)
}

/**
 * The commit point: append-only, and one write with one sync for all records that came while the one before was
 * running.
 */
export class Journal {
  readonly #options: JournalOptions
  readonly old: Set<Segment>
  #current: Segment
  #file: OpenFile
  #size = 0
  /** Up to here the file was filled with zeros ahead of the records. */
  #filled = 0
  /** A failed write may have left part of a batch behind `#size`. */
  #tornTail = false
  #sources: Source[] = []
  readonly #batch = new Batch()
  #scheduled = false
  #isToEnd = false
  #idle: Promise<void> = Promise.resolve()

  constructor(options: JournalOptions, begun: { segment: Segment; file: OpenFile }, old: Segment[]) {
    this.#options = options
    this.#current = begun.segment
    this.#file = begun.file
    this.old = new Set(old)
  }

  /** Of the segment that is being written. */
  get number(): number {
    return this.#current.number
  }

  /** The next batch asks `source` for its record. */
  gather(source: Source): void {
    this.#sources.push(source)
    this.#schedule()
  }

  get hasTombstone(): boolean {
    return this.#current.hasTombstone || [...this.old].some(({ hasTombstone }) => hasTombstone)
  }

  /** What comes next goes into a new segment, so that older ones come to their end. */
  endSegment(): void {
    this.#isToEnd = true
    this.#schedule()
  }

  /** Waits for what was appended. The current segment counts as old afterwards. */
  async close(): Promise<void> {
    while (this.#scheduled) await this.#idle
    await this.#file.close()
    this.old.add(this.#current)
  }

  /** At the end of the event loop's turn: all that came in with this turn shares one sync. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#idle = new Promise((resolve) => {
      setImmediate(() => {
        void this.#writeBatch().then(() => {
          this.#scheduled = false
          if (this.#sources.length > 0) this.#schedule()
          resolve()
        })
      })
    })
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#batch
    for (const source of this.#sources.splice(0)) batch.add(source)
    if (batch.size > 0) {
      const refusal = await this.#commit(batch)
      for (const source of batch.sources)
        if (refusal) source.refused(refusal)
        else source.committed(this.#current)
      batch.clear()
    }
    const isFull = this.#isToEnd || this.#size >= this.#options.segmentBytes
    if (isFull && !this.#options.trust.lost) await this.#beginSegment()
  }

  /** Null, or why the batch is not in the journal. */
  async #commit(batch: Batch): Promise<Refusal | null> {
    const { trust } = this.#options
    if (trust.lost) return new Refusal('try-again', { cause: trust.lost })
    try {
      await this.#cutTornTail()
      this.#tornTail = true
      await this.#fillAhead(batch.size)
      await writeAll(this.#file, batch.bytes, batch.size, this.#size)
    } catch (error) {
      // Tried again before the next write if it fails now: nothing may be appended behind half a record.
      await this.#cutTornTail().catch(() => undefined)
      return new Refusal('try-again', { cause: error })
    }
    try {
      await this.#file.datasync()
    } catch (error) {
      trust.check(new SyncFailure(this.#current.path, error))
      return new Refusal('try-again', { cause: error })
    }
    this.#tornTail = false
    this.#size += batch.size
    return null
  }

  /** A sync that changes the file's size costs about twice as much as one that only overwrites. */
  async #fillAhead(needed: number): Promise<void> {
    while (this.#size + needed > this.#filled) {
      await writeAll(this.#file, zeros, zeros.length, this.#filled)
      this.#filled += zeros.length
    }
  }

  async #cutTornTail(): Promise<void> {
    if (!this.#tornTail) return
    await this.#file.truncate(this.#size)
    this.#filled = this.#size
    this.#tornTail = false
  }

  async #beginSegment(): Promise<void> {
    this.#isToEnd = false
    try {
      const begun = await createSegment(this.#options.folder, this.#current.number + 1)
      const full = this.#file
      this.old.add(this.#current)
      this.#current = begun.segment
      this.#file = begun.file
      this.#size = 0
      this.#filled = 0
      await full.close()
    } catch (error) {
      // The full one goes on being written, and the next batch tries again; a sync that failed ends the store.
      this.#options.trust.check(error)
      return
    }
    this.#options.onBegun(this.#current.number)
  }
}

const zeros = Buffer.alloc(1024 * 1024)
