import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import type { Store } from '../../server/store/port.ts'
import { storeContract } from './contract.ts'

storeContract('the embedded store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-store-'))
  const open = (): Promise<Store> =>
    openEmbeddedStore({ folder, now: () => 0, log: { warn: (message) => console.warn(message) } })
  let store = await open()
  return {
    store,
    reopen: async () => {
      await store.close()
      store = await open()
      return store
    },
    dispose: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
