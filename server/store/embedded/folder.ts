import { join } from 'node:path'
import { SyncFailure } from './file-system.ts'
import type { FileSystem, OpenFile } from './file-system.ts'

/** A folder whose names are made durable together: those who ask while a sync runs share the next one. */
export class Folder {
  readonly files: FileSystem
  readonly path: string
  #handle: Promise<OpenFile> | null = null
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null

  constructor(files: FileSystem, path: string) {
    this.files = files
    this.path = path
  }

  pathOf(name: string): string {
    return join(this.path, name)
  }

  /** A new or renamed file is found after a power cut only once this has resolved. */
  sync(): Promise<void> {
    if (!this.#running && !this.#next) return this.#start()
    this.#next ??= Promise.resolve(this.#running).then(
      () => this.#start(),
      () => this.#start(),
    )
    return this.#next
  }

  async close(): Promise<void> {
    await this.#next
    await this.#running
    const handle = await this.#handle
    this.#handle = null
    await handle?.close()
  }

  #start(): Promise<void> {
    this.#next = null
    const running = this.#sync().finally(() => {
      this.#running = null
    })
    this.#running = running
    return running
  }

  async #sync(): Promise<void> {
    if (process.platform === 'win32') return // Windows opens no folders; NTFS journals its names itself.
    this.#handle ??= this.files.open(this.path, 'r')
    const handle = await this.#handle.catch((error: unknown) => {
      this.#handle = null
      throw error
    })
    try {
      await handle.sync()
    } catch (error) {
      throw new SyncFailure(this.path, error)
    }
  }
}

/** The same folder, for files that are written together: whoever writes them syncs it when all are there. */
export class FolderSyncedLater extends Folder {
  override sync(): Promise<void> {
    return Promise.resolve()
  }
}
