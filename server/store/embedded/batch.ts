import type { Refusal } from '../../domain/refusal.ts'
import { encodeRecord, headerBytes } from './record.ts'
import type { Segment } from './segment.ts'

/** Asked for its record when the next batch is put together, and told what became of it. */
export interface Source {
  /** What to commit as one; null: nothing, and nothing more is told. */
  record(): string | null
  /** The record is durable. */
  committed(segment: Segment): void
  /** It is not in the journal, or nobody knows. */
  refused(reason: Refusal): void
}

const batchBytes = 64 * 1024
/** A buffer that a burst made larger than this is given back. */
const keptBatchBytes = 1024 * 1024

/** The records that go into one write. */
export class Batch {
  bytes: Buffer = Buffer.allocUnsafe(batchBytes)
  size = 0
  sources: Source[] = []

  add(source: Source): void {
    const json = source.record()
    if (json === null) return
    const needed = this.size + headerBytes + json.length * 3 + 1
    if (needed > this.bytes.length) this.#grow(needed)
    this.size = encodeRecord(this.bytes, this.size, json, this.size === 0)
    this.sources.push(source)
  }

  clear(): void {
    this.size = 0
    this.sources = []
    if (this.bytes.length > keptBatchBytes) this.bytes = Buffer.allocUnsafe(batchBytes)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.size)
    this.bytes = larger
  }
}
