import { openPostgresStore } from '../../server/store/postgres/store.ts'
import { newDatabase } from '../support/postgres.ts'
import { storeContract } from './contract.ts'

storeContract('the PostgreSQL store', async () => {
  const url = await newDatabase()
  const log = { warn: () => undefined }
  let store = await openPostgresStore({ url, log })
  return {
    store,
    reopen: async () => {
      await store.close()
      store = await openPostgresStore({ url, log })
      return store
    },
    dispose: () => store.close(),
  }
})
