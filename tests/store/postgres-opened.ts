import { onTestFinished } from 'vitest'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import type { PostgresStoreOptions } from '../../server/store/postgres/store.ts'
import type { Store } from '../../server/store/port.ts'
import type { OpenedStore } from './contract.ts'

/** A store on this database that is closed after the test, as one of the servers of a cluster. */
export async function openOn(url: string, options: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ url, log: { warn: () => undefined }, ...options })
  onTestFinished(() => store.close())
  return store
}

/** The store on this database as the contract asks for it. */
export async function openedOn(url: string): Promise<OpenedStore> {
  const open = () => openPostgresStore({ url, log: { warn: () => undefined } })
  let store = await open()
  return {
    store,
    reopen: async () => {
      await store.close()
      store = await open()
      return store
    },
    dispose: () => store.close(),
  }
}
