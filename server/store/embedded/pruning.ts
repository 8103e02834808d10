import { dirname } from 'node:path'
import type { Catalogue } from '../catalogue.ts'
import type { DiskTrust } from './disk-trust.ts'
import { syncFolder } from './file-system.ts'
import type { FileSystem } from './file-system.ts'
import type { IndexFile } from './index-file.ts'
import type { Journal } from './journal.ts'
import type { Kept } from './kept.ts'
import type { Quarantine, StoreLog } from './quarantine.ts'
import type { Segment } from './segment.ts'

export interface PruningOptions {
  files: FileSystem
  journal: Journal
  trust: DiskTrust
  index: IndexFile
  catalogue: Catalogue<Kept>
  quarantine: Quarantine
  log: StoreLog
}

/**
 * A segment that is not needed any more stays until so many others were begun after it. Whoever copies the folder while
 * it is in use may have copied a file before its last changes, and finds those in the journal.
 */
const spareSegments = 2

/** Removes segments of the journal some time after everything in them stands in files. */
export class Pruning {
  readonly #options: PruningOptions
  #running: Promise<void> | null = null
  #spare = spareSegments

  constructor(options: PruningOptions) {
    this.#options = options
  }

  /** Begins, unless it is running or there is nothing to remove. */
  prune(): void {
    if (this.#running || this.#options.trust.lost || this.#removable().length === 0) return
    this.#running = this.#prune().finally(() => {
      this.#running = null
    })
  }

  /** Removes all that can be removed, at the end. */
  async finish(): Promise<void> {
    this.#spare = 0
    await this.#running
    this.prune()
    await this.#running
  }

  #removable() {
    const { journal } = this.#options
    const free = [...journal.old].filter((segment) => segment.holders === 0)
    for (const segment of free) segment.freeSince ??= journal.number
    const ripe = free.filter(({ freeSince }) => journal.number - (freeSince ?? 0) >= this.#spare)
    const stays = Math.min(...[...journal.old].filter((each) => !ripe.includes(each)).map(numberOf))
    return ripe
      .filter(({ hasTombstone, number }) => !hasTombstone || number < stays)
      .sort((a, b) => a.number - b.number)
  }

  async #prune(): Promise<void> {
    const { files, journal, trust, index, catalogue, quarantine, log } = this.#options
    const removable = this.#removable()
    try {
      await index.save(catalogue)
      for (const segment of removable) {
        // After a power cut nothing that it outweighs may be there without it.
        if (segment.hasTombstone) await syncFolder(files, dirname(segment.path))
        if (segment.damaged) await quarantine.setAside(segment.path)
        else await files.unlink(segment.path)
        journal.old.delete(segment)
      }
    } catch (error) {
      trust.check(error)
      log.warn(
        `The journal keeps ${removable.length} segments that are not needed any more: ` +
          `${error instanceof Error ? error.message : String(error)}. They will be removed later.`,
      )
    }
  }
}

function numberOf({ number }: Segment): number {
  return number
}
