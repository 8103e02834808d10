import { basename, dirname } from 'node:path'
import { DamagedFile } from './envelope.ts'
import { isErrorCode, syncFolder } from './file-system.ts'
import type { FileSystem } from './file-system.ts'

/** What the store says to whoever runs it. */
export interface StoreLog {
  warn(message: string): void
}

const asideMark = '.corrupt-'

/** Sets damaged files aside under a name that nothing reads, and says so. They are never deleted or overwritten. */
export class Quarantine {
  readonly #files: FileSystem
  readonly #now: () => number
  readonly #log: StoreLog

  constructor(files: FileSystem, now: () => number, log: StoreLog) {
    this.#files = files
    this.#now = now
    this.#log = log
  }

  /** Runs `read`; a damaged file is set aside, `consequence` tells what that means, and null is returned. */
  async guard<T>(read: () => Promise<T | null>, consequence: string): Promise<T | null> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error
      const aside = await this.setAside(error.path)
      this.#log.warn(`${error.message}. ${aside ? `It is set aside as ${aside}. ` : ''}${consequence}`)
      return null
    }
  }

  /** Returns the new name; null when there was no such file. */
  async setAside(path: string): Promise<string | null> {
    const aside = `${path}${asideMark}${new Date(this.#now()).toISOString().replaceAll(/[:.]/g, '-')}`
    try {
      await this.#files.rename(path, aside)
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) return null
      throw error
    }
    await syncFolder(this.#files, dirname(path))
    return basename(aside)
  }

  /** The names under which the file was set aside before. */
  async asideOf(path: string): Promise<string[]> {
    const names = await this.#files.readdir(dirname(path))
    return names.filter((name) => name.startsWith(basename(path) + asideMark))
  }
}
