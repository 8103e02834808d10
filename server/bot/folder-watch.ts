import { readdirSync, statSync, watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { join } from 'node:path'

/** Saving is often several steps (write, rename, remove); this long after the last one it is done. */
const settledMs = 100
/** How often to look whether a folder that went away has come back. */
const returnMs = 1000

/**
 * Calls `onChange` once a folder or one of the folders in it has changed and is still again. Watches folders, never
 * files: an editor that saves by renaming puts a new file in the old one's place. (Node's own recursive watching on
 * Linux watches files, and loses them after such a save.)
 */
export function watchFolder(folder: string, onChange: () => void, onFault: (cause: unknown) => void) {
  const watched = new Map<string, { watcher: FSWatcher; inode: bigint }>()
  let settling: NodeJS.Timeout | undefined
  let missing: NodeJS.Timeout | undefined

  function changed(): void {
    lookAround()
    clearTimeout(settling)
    settling = setTimeout(onChange, settledMs)
  }

  /** Folders come, go, and are replaced by others of the same name. */
  function lookAround(): void {
    const there = foldersIn(folder)
    for (const [path, { watcher, inode }] of watched) {
      if (there.get(path) === inode) continue
      watcher.close()
      watched.delete(path)
    }
    for (const [path, inode] of there) if (!watched.has(path)) follow(path, inode)
    clearTimeout(missing)
    if (!there.has(folder)) missing = setTimeout(lookAgain, returnMs).unref()
  }

  function lookAgain(): void {
    if (foldersIn(folder).has(folder)) changed()
    else missing = setTimeout(lookAgain, returnMs).unref()
  }

  function follow(path: string, inode: bigint): void {
    try {
      const watcher = watch(path, { persistent: false }, changed)
      watcher.on('error', changed)
      watched.set(path, { watcher, inode })
    } catch (cause) {
      if (foldersIn(folder).has(path)) onFault(cause)
    }
  }

  lookAround()
  return {
    close(): void {
      clearTimeout(settling)
      clearTimeout(missing)
      for (const { watcher } of watched.values()) watcher.close()
      watched.clear()
    },
  }
}

/** The folder and those directly in it, each with what tells it from another one of the same name. */
function foldersIn(folder: string): Map<string, bigint> {
  const found = new Map<string, bigint>()
  for (const path of [folder, ...namesIn(folder).map((name) => join(folder, name))]) {
    const inode = inodeOf(path)
    if (inode !== null) found.set(path, inode)
  }
  return found
}

/** A folder that cannot be read is a problem of the next reading, which says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}

/** Null where there is no folder. */
function inodeOf(path: string): bigint | null {
  try {
    const found = statSync(path, { bigint: true })
    return found.isDirectory() ? found.ino : null
  } catch {
    return null
  }
}
