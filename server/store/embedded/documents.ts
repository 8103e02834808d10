import { Low } from 'lowdb'
import type { FileKind } from './envelope.ts'
import { DurableFile } from './files.ts'
import type { Folder } from './folder.ts'

/** A document in a file of its own. The only place that knows lowdb. */
export class Document<T> {
  readonly #low: Low<T>

  /**
   * The adapter is always ours: lowdb's own files are never synced, and its preset keeps everything in memory where
   * NODE_ENV is `test`.
   */
  constructor(folder: Folder, name: string, kind: FileKind, empty: T) {
    this.#low = new Low(new DurableFile<T>(folder, name, kind), empty)
  }

  /** What the file holds; null when there is none. Throws DamagedFile or NewerFile. */
  async load(): Promise<T | null> {
    const empty = this.#low.data
    await this.#low.read()
    return this.#low.data === empty ? null : this.#low.data
  }

  /** Resolves when the file holds `data` for good. Serialises it at once, or later when a write is running. */
  async save(data: T): Promise<void> {
    this.#low.data = data
    await this.#low.write()
  }
}
