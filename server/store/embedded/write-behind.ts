import type { ConversationFiles } from './conversation-files.ts'
import type { DiskTrust } from './disk-trust.ts'
import type { Resident } from './kept.ts'
import type { Segment } from './segment.ts'

export interface WriteBehindOptions {
  files: ConversationFiles
  /** How long a conversation is quiet before its file is written. */
  flushAfterMs: number
  /** Called when conversations let go of segments. */
  released: () => void
  /** Called when a conversation's file has all that memory has. */
  written: (resident: Resident) => void
  warn: (message: string) => void
  trust: DiskTrust
}

/** More would take the thread pool from the journal, which people wait for. */
const writesAtOnce = 3
/**
 * Written with one sync of their folder when everything is written, and nobody waits for the journal. With more of them
 * the disk's own journal becomes what they wait for.
 */
const writesTogether = 32

/** Brings conversations from the journal into their files, later and seldom. */
export class WriteBehind {
  readonly #options: WriteBehindOptions
  readonly #dirty = new Set<Resident>()
  readonly #queue = new Set<Resident>()
  #active = 0
  #sweeps = 0
  #timer: NodeJS.Timeout | null = null
  #failing = false
  #whenDone: (() => void)[] = []
  readonly #whenWritten = new Map<Resident, () => void>()

  constructor(options: WriteBehindOptions) {
    this.#options = options
  }

  /** The segment holds a change that the conversation's file does not have. No timer a change: a sweep finds it. */
  changed(resident: Resident, segment: Segment): void {
    resident.touched = this.#sweeps
    if (resident.holds.at(-1) === segment) return
    resident.holds.push(segment)
    segment.holders++
    this.#dirty.add(resident)
    this.#timer ??= this.#startSweeping()
  }

  writeSoon(resident: Resident): void {
    this.#queue.add(resident)
    this.#startWrites()
  }

  /** It is removed: nothing of it is written any more once this has resolved. */
  async drop(resident: Resident): Promise<void> {
    this.#dirty.delete(resident)
    this.#queue.delete(resident)
    for (const segment of resident.holds.splice(0)) segment.holders--
    if (resident.writing) await new Promise<void>((resolve) => this.#whenWritten.set(resident, resolve))
  }

  /** Writes the conversations that hold that segment or an older one. */
  writeHolding(number: number): void {
    for (const resident of this.#dirty) {
      const oldest = resident.holds[0]
      if (oldest && oldest.number <= number) this.#queue.add(resident)
    }
    this.#startWrites()
  }

  /** Writes everything once. What cannot be written stays in the journal. */
  async writeAll(): Promise<void> {
    this.#queue.clear()
    if (this.#active > 0) await new Promise<void>((resolve) => this.#whenDone.push(resolve))
    const all = [...this.#dirty]
    for (let from = 0; from < all.length && !this.#options.trust.lost; from += writesTogether) {
      const some = all.slice(from, from + writesTogether)
      await this.#write(some.filter((resident) => this.#dirty.has(resident) && !resident.writing))
    }
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Counts sweeps instead of reading a clock: nothing happens in bulk when the clock jumps. */
  #startSweeping(): NodeJS.Timeout {
    return setInterval(() => {
      this.#sweeps++
      for (const resident of this.#dirty) if (resident.touched <= this.#sweeps - 2) this.#queue.add(resident)
      this.#startWrites()
      if (this.#dirty.size === 0) this.stop()
    }, this.#options.flushAfterMs / 2).unref()
  }

  #startWrites(): void {
    if (this.#options.trust.lost) this.#queue.clear()
    for (const resident of this.#queue) {
      if (this.#active >= writesAtOnce) return
      if (resident.writing) continue
      this.#queue.delete(resident)
      this.#active++
      void this.#write([resident]).then(() => {
        this.#active--
        this.#startWrites()
        if (this.#active === 0) for (const done of this.#whenDone.splice(0)) done()
      })
    }
  }

  async #write(residents: readonly Resident[]): Promise<void> {
    const begun = residents.map((resident) => ({ resident, holds: this.#begin(resident) }))
    const { files } = this.#options
    const written = await Promise.allSettled(
      residents.map(({ conversation, revision, pages }) => files.write(conversation, revision, pages)),
    )
    const unsettled = await files.settle().then(
      () => null,
      (reason: unknown) => ({ reason }),
    )
    for (const [index, { resident, holds }] of begun.entries()) {
      const result = written[index]
      if (resident.isErased) for (const segment of holds) segment.holders--
      else if (result?.status !== 'fulfilled') this.#failed(resident, holds, result?.reason)
      else if (unsettled) this.#failed(resident, holds, unsettled.reason)
      else this.#done(resident, holds, result.value)
      resident.writing = false
      this.#whenWritten.get(resident)?.()
      this.#whenWritten.delete(resident)
    }
    this.#options.released()
    for (const { resident } of begun)
      if (resident.isErased) continue
      else if (resident.holds.length === 0) this.#options.written(resident)
      else if (!resident.isOpen && !this.#failing) this.#queue.add(resident)
  }

  /** Takes what it holds: what comes from now on is for the next write. */
  #begin(resident: Resident): Segment[] {
    const { holds } = resident
    resident.holds = []
    resident.writing = true
    this.#dirty.delete(resident)
    return holds
  }

  #done(resident: Resident, holds: readonly Segment[], pages: number): void {
    resident.pages = pages
    for (const segment of holds) segment.holders--
    this.#failing = false
  }

  #failed(resident: Resident, holds: readonly Segment[], reason: unknown): void {
    resident.holds = [...holds, ...resident.holds]
    this.#dirty.add(resident)
    this.#timer ??= this.#startSweeping()
    this.#report(resident, reason)
  }

  /** Once for a row of failures: a full disk fails for every conversation. */
  #report({ conversation }: Resident, error: unknown): void {
    this.#options.trust.check(error)
    const first = !this.#failing
    this.#failing = true
    const problem = error instanceof Error ? error.message : String(error)
    if (first)
      this.#options.warn(
        `conversation ${conversation.id} cannot be written to its file (${problem}). ` +
          'It is safe in the journal and will be tried again.',
      )
  }
}
