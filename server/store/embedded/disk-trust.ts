import { SyncFailure } from './file-system.ts'

/** Whether the disk still does as it is told. After one failed sync nothing is written any more. */
export class DiskTrust {
  /** Why it is over. */
  lost: SyncFailure | null = null
  readonly #onLost: (error: SyncFailure) => void

  constructor(onLost: (error: SyncFailure) => void) {
    this.#onLost = onLost
  }

  /** To be told of every error of a write: only a failed sync counts, and only the first. */
  check(error: unknown): void {
    if (this.lost || !(error instanceof SyncFailure)) return
    this.lost = error
    this.#onLost(error)
  }
}
