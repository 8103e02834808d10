import { onTestFinished } from 'vitest'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import type { PostgresStoreOptions } from '../../server/store/postgres/store.ts'
import type { Store } from '../../server/store/port.ts'

/** A store on this database that is closed after the test, as one of the servers of a cluster. */
export async function openOn(url: string, options: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ url, log: { warn: () => undefined }, ...options })
  onTestFinished(() => store.close())
  return store
}
