import { open, readFile, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileMode, isErrorCode } from './file-system.ts'

/** Taking over lasts milliseconds. A lock older than this was left by a process that died in the middle of it. */
const lockMaxAgeMs = 10_000
const lockRetryMs = 50

/** Runs `work` while no other starter does: of two that find a dead socket only one may remove it. */
export async function whileTakingOver<T>(lockPath: string, work: () => Promise<T>): Promise<T> {
  while (!(await tookLock(lockPath))) {
    if (await isAbandoned(lockPath)) await rm(lockPath, { force: true })
    else await wait(lockRetryMs)
  }
  try {
    return await work()
  } finally {
    await rm(lockPath, { force: true })
  }
}

async function tookLock(path: string): Promise<boolean> {
  try {
    const lock = await open(path, 'wx', fileMode)
    await lock.writeFile(String(process.pid))
    await lock.close()
    return true
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    // A process id of another container says nothing here: hence the age.
    return Math.abs(Date.now() - mtimeMs) > lockMaxAgeMs || (text !== '' && !isAlive(Number(text)))
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isErrorCode(error, 'ESRCH')
  }
}
