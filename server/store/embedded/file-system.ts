import * as fs from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** An open file, as far as the store needs one. */
export interface OpenFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>
  truncate(length: number): Promise<void>
  sync(): Promise<void>
  datasync(): Promise<void>
  close(): Promise<void>
}

/** The few operations that the store is built on: a test can put a disk behind them that fills up or loses power. */
export interface FileSystem {
  open(path: string, flags: string, mode?: number): Promise<OpenFile>
  readFile(path: string): Promise<Buffer>
  readdir(path: string): Promise<string[]>
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = {
  open: (path, flags, mode) => fs.open(path, flags, mode),
  readFile: (path) => fs.readFile(path),
  readdir: (path) => fs.readdir(path),
  mkdir: (path, options) => fs.mkdir(path, options),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
}

/** People's words are in these files: nobody else on the machine reads them. */
export const fileMode = 0o600
const folderMode = 0o700

/**
 * A sync failed. The kernel may have dropped the pages, so a second sync that succeeds proves nothing: whoever sees
 * this stops writing.
 */
export class SyncFailure extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} could not be synced to disk`, { cause })
    this.name = 'SyncFailure'
  }
}

/** Writes the first `length` bytes at `position`, however many calls the system needs for it. */
export async function writeAll(
  file: OpenFile,
  bytes: Uint8Array,
  length: number,
  position: number,
): Promise<void> {
  let done = 0
  while (done < length) {
    const { bytesWritten } = await file.write(bytes, done, length - done, position + done)
    done += bytesWritten
  }
}

/** Makes names in the folder durable: a new or renamed file is only found after a power cut once this is done. */
export async function syncFolder(files: FileSystem, folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows opens no folders; NTFS journals its names itself.
  const handle = await files.open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    throw new SyncFailure(folder, error)
  } finally {
    await handle.close()
  }
}

/** Makes the folder and what is missing above it, durably. */
export async function makeFolder(files: FileSystem, folder: string): Promise<void> {
  const whole = resolve(folder)
  const firstMade = await files.mkdir(whole, { recursive: true, mode: folderMode })
  if (firstMade === undefined) return settleFolder(files, whole)
  for (let made = whole; made.length >= firstMade.length; made = dirname(made))
    await syncFolder(files, dirname(made))
}

/** The folder is there, but whoever made it may have been killed before its name was synced. */
async function settleFolder(files: FileSystem, folder: string): Promise<void> {
  try {
    await syncFolder(files, dirname(folder))
  } catch (error) {
    // One that this user may not even look into was made, and synced, by somebody else.
    if (!isErrorCode(error, 'EACCES', 'EPERM')) throw error
  }
}

export function isErrorCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(errorCode(error) ?? '')
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
