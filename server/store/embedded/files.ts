import { createHash } from 'node:crypto'
import { SyncFailure, fileMode, isErrorCode, writeAll } from './file-system.ts'
import type { FileSystem } from './file-system.ts'
import type { Folder } from './folder.ts'
import { StoreUnavailable } from '../unavailable.ts'

/** What a file says about itself, checked when it is read. */
export interface FileKind {
  /** `frontdesk-conversation`, and the version of its layout. */
  format: string
  version: number
  /** Which document it is: a file under another's name is not taken for it. */
  id: string
}

/** The file is not what was written: cut, changed, or another document's. */
export class DamagedFile extends Error {
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path} is damaged: ${problem}`)
    this.name = 'DamagedFile'
    this.path = path
  }
}

/** The file is sound, but a later version of Frontdesk wrote it. */
export class NewerFile extends StoreUnavailable {
  constructor(path: string, version: number) {
    super(
      `${path} was written by a newer Frontdesk (layout ${version}). Start that version again, or a later one.`,
    )
  }
}

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
      return unwrap<T>(await this.#folder.files.readFile(this.#path), this.#path, this.#kind)
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
    const writing = replaceFile(this.#folder, this.#path, wrap(this.#kind, data)).finally(() => {
      if (this.#writing === writing) this.#writing = null
    })
    this.#writing = writing
    return writing
  }
}

const temporarySuffix = '.tmp'
let temporaries = 0

async function replaceFile(folder: Folder, path: string, text: string): Promise<void> {
  const { files } = folder
  const temporary = `${path}.${process.pid}.${++temporaries}${temporarySuffix}`
  try {
    await writeTemporary(files, temporary, Buffer.from(text))
    await files.rename(temporary, path)
  } catch (error) {
    // A full disk gets its space back at once. If this fails as well, the next start removes it.
    await files.unlink(temporary).catch(() => undefined)
    throw error
  }
  await folder.sync()
}

async function writeTemporary(files: FileSystem, path: string, bytes: Buffer): Promise<void> {
  const file = await files.open(path, 'wx', fileMode)
  try {
    await writeAll(file, bytes, bytes.length, 0)
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

/** The hash is over the text of `data` as it stands, so nothing has to be serialised again to check it. */
function wrap(kind: FileKind, data: unknown): string {
  const text = JSON.stringify(data)
  const head = { format: kind.format, version: kind.version, id: kind.id, sha256: hashOf(text) }
  return `${JSON.stringify(head).slice(0, -1)},"data":${text}}\n`
}

const envelope = /^(\{"format":"[^"]*","version":\d+,"id":"[^"]*","sha256":"[^"]*"),"data":/

/** Far longer than any envelope. */
const envelopeMaxBytes = 1024

/** Works on the bytes: an index of many conversations must not be in memory twice as text. */
function unwrap<T>(bytes: Buffer, path: string, kind: FileKind): T {
  const match = envelope.exec(bytes.toString('latin1', 0, envelopeMaxBytes))
  if (!match?.[1]) throw new DamagedFile(path, bytes.length === 0 ? 'it is empty' : 'it has no envelope')
  const head = JSON.parse(`${match[1]}}`) as FileKind & { sha256: string }
  if (head.format !== kind.format || head.id !== kind.id)
    throw new DamagedFile(path, `it says that it is ${head.format} ${head.id}`)
  const data = bytes.subarray(match[0].length, bytes.lastIndexOf('}'))
  if (hashOf(data) !== head.sha256) throw new DamagedFile(path, 'its checksum differs')
  if (head.version > kind.version) throw new NewerFile(path, head.version)
  return JSON.parse(data.toString('utf8')) as T
}

function hashOf(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url')
}
