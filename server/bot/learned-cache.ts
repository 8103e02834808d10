import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LearnedBytes } from './matchers.ts'

/** Where what was learned lies. Whoever may not write leaves no trace there: the folder is somebody else's. */
export interface LearnedPlace {
  folder: string
  mayWrite: boolean
}

/** Beside what else the server keeps. */
export function learnedFolderIn(dataDir: string): string {
  return join(dataDir, 'learned')
}

/** Keeps what was learned, by key. All of it may be deleted at any time: it is learned again. */
export interface LearnedCache {
  /** Null where there is nothing, or nothing whole. */
  recall(key: Buffer): Promise<LearnedBytes | null>
  /** Never rejects; `onNotKept` hears why it was not. */
  keep(key: Buffer, learned: LearnedBytes): Promise<void>
}

const ending = '.learned'
const keyLength = 32
const checksumLength = 32
const headerLength = keyLength + checksumLength

/** A few versions of a few languages: whoever takes an edit back finds the version before it. */
const mostFiles = 24
const mostBytes = 128 * 1024 * 1024
/** What a crash left half-written; nobody takes as long to write it. */
const abandonedMs = 60 * 60_000

/** A file a key in a folder: the key, a checksum, what was learned. Several servers may share the folder. */
export function createLearnedCache(
  { folder, mayWrite }: LearnedPlace,
  onNotKept: (cause: unknown) => void,
): LearnedCache {
  const pathOf = (key: Buffer) => join(folder, key.toString('hex') + ending)

  return {
    async recall(key) {
      const file = await readFile(pathOf(key)).catch(() => null)
      if (!file || !isWhole(file, key)) return null
      const now = new Date()
      // The time of the last use decides what goes first. A folder that cannot be written needs no such order.
      if (mayWrite) await utimes(pathOf(key), now, now).catch(() => {})
      // A copy: it lies where arrays of numbers may begin, and can be handed over without the file's head.
      return new Uint8Array(file.subarray(headerLength))
    },

    async keep(key, learned) {
      if (!mayWrite) return
      const own = join(folder, `${randomUUID()}.tmp`)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // Not synced: after a power cut the checksum tells, and learning again is cheaper than every save waiting.
        await writeFile(own, Buffer.concat([key, checksumOf(learned), learned]), { mode: 0o600 })
        await rename(own, pathOf(key))
        await prune(folder)
      } catch (cause) {
        await rm(own, { force: true }).catch(() => {})
        onNotKept(cause)
      }
    },
  }
}

function isWhole(file: Buffer, key: Buffer): boolean {
  const checksum = file.subarray(keyLength, headerLength)
  return (
    file.length > headerLength &&
    file.subarray(0, keyLength).equals(key) &&
    checksum.equals(checksumOf(file.subarray(headerLength)))
  )
}

function checksumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Keeps the files that were used last. Another server may be doing the same: what is gone is gone. */
async function prune(folder: string): Promise<void> {
  const files: { path: string; usedAt: number; size: number; isWritten: boolean }[] = []
  for (const name of await readdir(folder)) {
    if (!name.endsWith(ending) && !name.endsWith('.tmp')) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found) files.push({ path, usedAt: found.mtimeMs, size: found.size, isWritten: name.endsWith(ending) })
  }
  const kept = files.filter(({ isWritten }) => isWritten).sort((a, b) => b.usedAt - a.usedAt)
  let bytes = 0
  const tooMany = kept.filter(({ size }, place) => (bytes += size) > mostBytes || place >= mostFiles)
  const abandoned = files.filter(({ usedAt, isWritten }) => !isWritten && usedAt < Date.now() - abandonedMs)
  for (const { path } of [...tooMany.filter((file) => file !== kept[0]), ...abandoned])
    await rm(path, { force: true })
}
