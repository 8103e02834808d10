import { sealed, unsealed } from './envelope.ts'
import type { FileKind } from './envelope.ts'
import { SyncFailure, fileMode, isErrorCode, writeAll } from './file-system.ts'
import type { FileSystem, OpenFile } from './file-system.ts'
import type { Folder } from './folder.ts'

/**
 * A lowdb adapter whose `write` has resolved only when the data would survive a power cut: temp file, sync, rename,
 * sync of the folder. One write runs at a time; of those that wait only the newest is written, and each caller
 * settles with the write that carries its data.
 */
export class DurableFile<T> {
  readonly #folder: Folder
  readonly #path: string
  readonly #kind: FileKind
  #writing: Promise<void> | null = null
  #next: { data: T; written: Promise<void> } | null = null

  constructor(folder: Folder, name: string, kind: FileKind) {
    this.#folder = folder
    this.#path = folder.pathOf(name)
    this.#kind = kind
  }

  /** Null: there is no such file. */
  async read(): Promise<T | null> {
    try {
      const data = unsealed(await this.#folder.files.readFile(this.#path), this.#path, this.#kind)
      return JSON.parse(data.toString('utf8')) as T
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) return null
      throw error
    }
  }

  write(data: T): Promise<void> {
    if (!this.#writing && !this.#next) return this.#start(data)
    if (this.#next) {
      this.#next.data = data
      return this.#next.written
    }
    const startNext = (): Promise<void> => {
      const latest = this.#next?.data ?? data
      this.#next = null
      return this.#start(latest)
    }
    this.#next = { data, written: Promise.resolve(this.#writing).then(startNext, startNext) }
    return this.#next.written
  }

  #start(data: T): Promise<void> {
    const bytes = Buffer.from(sealed(this.#kind, data))
    const write = (file: OpenFile) => writeAll(file, bytes, bytes.length, 0)
    const writing = replaceFile(this.#folder, this.#path, write).finally(() => {
      if (this.#writing === writing) this.#writing = null
    })
    this.#writing = writing
    return writing
  }
}

const temporarySuffix = '.tmp'
let temporaries = 0

/** Puts what `write` writes in the file's place, whole or not at all: it is durable when this resolves. */
export async function replaceFile(
  folder: Folder,
  path: string,
  write: (file: OpenFile) => Promise<void>,
): Promise<void> {
  const { files } = folder
  const temporary = `${path}.${process.pid}.${++temporaries}${temporarySuffix}`
  try {
    await writeTemporary(files, temporary, write)
    await files.rename(temporary, path)
  } catch (error) {
    // A full disk gets its space back at once. If this fails as well, the next start removes it.
    await files.unlink(temporary).catch(() => undefined)
    throw error
  }
  await folder.sync()
}

async function writeTemporary(
  files: FileSystem,
  path: string,
  write: (file: OpenFile) => Promise<void>,
): Promise<void> {
  const file = await files.open(path, 'wx', fileMode)
  try {
    await write(file)
    await file.sync().catch((error: unknown) => {
      // No space shows up here on file systems that allocate late; the old file is untouched then.
      throw isErrorCode(error, 'ENOSPC', 'EDQUOT') ? error : new SyncFailure(path, error)
    })
  } finally {
    await file.close()
  }
}

/** Removes what a crash left half written. */
export async function removeTemporaries(folder: Folder): Promise<void> {
  for (const name of await folder.files.readdir(folder.path))
    if (name.endsWith(temporarySuffix)) await folder.files.unlink(folder.pathOf(name))
}
