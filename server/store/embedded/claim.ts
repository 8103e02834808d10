import { chmod, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connectTo, listenOn, socketName, withSocketPath } from './control-socket.ts'
import { fileMode, isErrorCode, makeFolder, nodeFileSystem } from './file-system.ts'
import { answerLines, askLine } from './line-exchange.ts'
import type { Handler } from './line-exchange.ts'
import { whileTakingOver } from './takeover.ts'
import { needsFolder } from './unavailable.ts'

/** This process has the folder for itself. */
export interface FolderClaim {
  /** Answers what `askOwner` asks from now on. Questions that came earlier have waited. */
  serve(handler: (request: unknown) => Promise<unknown>): void
  release(): Promise<void>
}

/** Another process has the folder. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `DATA_DIR "${folder}" is in use by another Frontdesk on this machine. ` +
        'Stop that one first, or set DATA_DIR to another folder.',
    )
    this.name = 'FolderInUse'
  }
}

/**
 * Takes the folder for this process by listening on a socket in it: two processes would damage each other's files.
 * What `kill -9` left of an earlier claim is taken over. Throws FolderInUse or StoreUnavailable.
 */
export function claimFolder(folder: string): Promise<FolderClaim> {
  return needsFolder(folder, async () => {
    await makeFolder(nodeFileSystem, folder)
    const sockets = new Set<Socket>()
    let ready: (handler: Handler) => void = () => {}
    const handler = new Promise<Handler>((resolve) => (ready = resolve))
    const server = createServer((socket) => {
      sockets.add(socket.once('close', () => sockets.delete(socket)))
      answerLines(socket, async (request) => (await handler)(request))
    })
    const path = await listen(server, folder)
    return {
      serve: (answer) => ready(answer),
      release: () => release(server, sockets, folder, path),
    }
  })
}

/** Puts one question to the process that has the folder. `answered: false`: none has. Rejects if it fails there. */
export async function askOwner(
  folder: string,
  request: unknown,
): Promise<{ answered: true; answer: unknown } | { answered: false }> {
  try {
    const socket = await withSocketPath(folder, connectTo)
    return socket ? { answered: true, answer: await askLine(socket, request) } : { answered: false }
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return { answered: false }
    throw error
  }
}

/** Returns the path that it listens on: the socket's own, or one through a link that is gone by then. */
async function listen(server: Server, folder: string): Promise<string> {
  const listening = await withSocketPath(folder, async (path) => {
    if (await listenOn(server, path)) return path
    if (await isAlive(path)) throw new FolderInUse(folder)
    const socketPath = join(await realpath(folder), socketName)
    await whileTakingOver(`${socketPath}.lock`, async () => {
      // Somebody may have been quicker, or be between the two system calls that bind and listen.
      await wait(listenGraceMs)
      if (await isAlive(path)) throw new FolderInUse(folder)
      await rm(socketPath, { force: true })
      if (!(await listenOn(server, path))) throw new FolderInUse(folder)
    })
    return path
  })
  if (process.platform !== 'win32') await chmod(join(folder, socketName), fileMode)
  return listening
}

const listenGraceMs = 50

async function isAlive(path: string): Promise<boolean> {
  const socket = await connectTo(path)
  socket?.destroy()
  return socket !== null
}

/**
 * The socket's file has to go before the socket does: later it may be the next process's. Closing removes the path
 * that was listened on in this order; a file that was reached through a link is removed here.
 */
async function release(server: Server, sockets: Set<Socket>, folder: string, path: string): Promise<void> {
  if (!server.listening) return
  const socketPath = join(await realpath(folder), socketName)
  if (process.platform !== 'win32' && path !== socketPath) await rm(socketPath, { force: true })
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of sockets) socket.destroySoon()
  await closed
}
