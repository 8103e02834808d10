import type { Clock } from './ports.ts'
import type { Config } from './config.ts'
import { claimFolder } from './store/embedded/claim.ts'
import { openEmbeddedStore } from './store/embedded/store.ts'
import type { Store } from './store/port.ts'

export interface OpenedStore {
  store: Store
  /** Answers the command line, where that cannot open the store itself while this process has it. */
  serve(answer: (request: unknown) => Promise<unknown>): void
  close(): Promise<void>
}

/** Opens the store that the configuration names: the database, or else the folder. Throws StoreUnavailable. */
export function openStore(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  parts: { clock: Clock; log: { warn(message: string): void }; onFatal: (cause: Error) => void },
): Promise<OpenedStore> {
  return databaseUrl === null ? openFolder(dataDir, parts) : openDatabase(databaseUrl, parts)
}

async function openFolder(folder: string, parts: Parameters<typeof openStore>[1]): Promise<OpenedStore> {
  const { clock, log, onFatal } = parts
  const claim = await claimFolder(folder)
  try {
    const store = await openEmbeddedStore({ folder, now: () => clock.now(), log, onFatal })
    return {
      store,
      serve: (answer) => claim.serve(answer),
      close: () => store.close().then(() => claim.release()),
    }
  } catch (cause) {
    await claim.release()
    throw cause
  }
}

async function openDatabase(url: string, { log }: Parameters<typeof openStore>[1]): Promise<OpenedStore> {
  // Read only when it is needed: most desks keep a folder, and start faster without the driver.
  const { openPostgresStore } = await import('./store/postgres/store.ts')
  const store = await openPostgresStore({ url, log })
  return { store, serve: () => undefined, close: () => store.close() }
}
