import type { Conversation } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ConversationFiles } from './conversation-files.ts'
import type { DiskTrust } from './disk-trust.ts'
import type { Journal } from './journal.ts'
import type { Resident } from './kept.ts'
import type { StoreLog } from './quarantine.ts'
import type { Segment } from './segment.ts'
import type { WriteBehind } from './write-behind.ts'

export interface ErasingOptions {
  files: ConversationFiles
  journal: Journal
  writeBehind: WriteBehind
  /** Called when tombstones let go of segments. */
  released: () => void
  log: StoreLog
  trust: DiskTrust
  /** How often a segment ends while there are tombstones. */
  endSegmentsEveryMs: number
}

interface Tombstone {
  segment: Segment
  /** Resolves when nothing writes its files any more. */
  written: Promise<void>
}

/**
 * Removes conversations for good. What counts is a tombstone in the journal; their files go after it, at the next start
 * if something dies before. Their words stand in the journal until its segments are removed: while there is a tombstone
 * these end by the clock, so that on a quiet desk, too, nothing is left after a few hours.
 */
export class Erasing {
  readonly #options: ErasingOptions
  readonly #tombstones = new Map<Resident, Tombstone>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: ErasingOptions) {
    this.#options = options
    if (options.journal.hasTombstone) this.#endSegments()
  }

  /** Its tombstone is durable. The segment stays until the files are gone: at the start it would remove them. */
  erased(resident: Resident, segment: Segment): void {
    segment.hasTombstone = true
    segment.holders++
    this.#tombstones.set(resident, { segment, written: this.#options.writeBehind.drop(resident) })
    this.#endSegments()
  }

  /** Those of which `isDue` says so, as they are then. Throws only where none could be removed. */
  async erase(
    residents: readonly Resident[],
    isDue: (current: Conversation) => boolean,
  ): Promise<Resident[]> {
    const ended = await Promise.allSettled(residents.map((resident) => resident.erase(isDue)))
    const erased = residents.filter((_, index) => {
      const end = ended[index]
      return end?.status === 'fulfilled' && end.value
    })
    const failure = ended.find((end) => end.status === 'rejected' && !isGone(end.reason))
    if (erased.length === 0 && failure?.status === 'rejected') throw failure.reason
    if (erased.length > 0) await this.#removeFiles(erased)
    return erased
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  async #removeFiles(erased: readonly Resident[]): Promise<void> {
    const { files, released, log, trust } = this.#options
    const tombstones = erased.flatMap((resident) => this.#tombstones.get(resident) ?? [])
    for (const resident of erased) this.#tombstones.delete(resident)
    try {
      await Promise.all(tombstones.map(({ written }) => written))
      await files.remove(erased.map(({ conversation }) => conversation))
      for (const { segment } of tombstones) segment.holders--
      released()
    } catch (error) {
      trust.check(error)
      log.warn(
        `The files of ${erased.length} conversations that were removed are still there: ` +
          `${error instanceof Error ? error.message : String(error)}. They go at the next start.`,
      )
    }
  }

  #endSegments(): void {
    const { journal, endSegmentsEveryMs } = this.#options
    this.#timer ??= setInterval(() => {
      if (journal.hasTombstone) journal.endSegment()
      else this.stop()
    }, endSegmentsEveryMs).unref()
  }
}

/** Somebody else removed it in the same moment. */
function isGone(reason: unknown): boolean {
  return reason instanceof Refusal && reason.code === 'not-found'
}
