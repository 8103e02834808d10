import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import type { EmbeddedStoreOptions } from '../../server/store/embedded/store.ts'
import type { Store } from '../../server/store/port.ts'

/** Longer than any test: nothing is written behind unless it has to be. */
export const never = 3_600_000

/** A folder that is gone after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store that is closed after the test, and what it warned of. */
export async function openStore(
  folder: string,
  options: Partial<EmbeddedStoreOptions> = {},
): Promise<{ store: Store; warnings: string[] }> {
  const warnings: string[] = []
  const log = { warn: (message: string) => void warnings.push(message) }
  const store = await openEmbeddedStore({ folder, now: () => 0, log, flushAfterMs: never, ...options })
  onTestFinished(() => closeOnce(store))
  return { store, warnings }
}

/** What `kill -9` would leave of a folder at this moment. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await newFolder()
  await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') })
  return copy
}

/** Names in a part of the data folder. */
export async function namesIn(folder: string, part: string): Promise<string[]> {
  return (await readdir(join(folder, part))).sort()
}

const closed = new WeakSet<Store>()

export async function closeOnce(store: Store): Promise<void> {
  if (closed.has(store)) return
  closed.add(store)
  await store.close()
}
