import { createHash } from 'node:crypto'
import { mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { createConnection } from 'node:net'
import type { Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isErrorCode } from './file-system.ts'

/** The control socket's file, in the folder that it stands for. */
export const socketName = 'desk.sock'

/** Longer paths are cut by some systems without a word: the limit is 104 to 108 bytes. */
const socketPathMaxBytes = 100

/**
 * Runs `work` with a path to the folder's socket that is short enough. A long one leads through a link in a private
 * folder of the system's temporary one: the socket itself is always in the data folder, so that no other setting of
 * TMPDIR hides it from a second process.
 */
export async function withSocketPath<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const real = await realpath(folder)
  if (process.platform === 'win32') return work(pipeOf(real))
  const path = join(real, socketName)
  if (Buffer.byteLength(path) <= socketPathMaxBytes) return work(path)
  const shortcut = await mkdtemp(join(tmpdir(), 'frontdesk-'))
  try {
    await symlink(real, join(shortcut, 'd'))
    return await work(join(shortcut, 'd', socketName))
  } finally {
    await rm(shortcut, { recursive: true, force: true })
  }
}

/** Null: nobody listens there. */
export function connectTo(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error) => {
      if (isErrorCode(error, 'ECONNREFUSED', 'ENOENT', 'ENOTSOCK')) resolve(null)
      else reject(error)
    })
  })
}

/** False: something has that path already, alive or dead. */
export function listenOn(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      if (isErrorCode(error, 'EADDRINUSE')) resolve(false)
      else reject(error)
    }
    server.once('error', failed)
    server.listen(path, () => {
      server.off('error', failed)
      resolve(true)
    })
  })
}

function pipeOf(realFolder: string): string {
  return `\\\\.\\pipe\\frontdesk-${createHash('sha256').update(realFolder.toLowerCase()).digest('hex')}`
}
