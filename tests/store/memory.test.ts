import { createMemoryStore } from '../../server/store/memory.ts'
import { storeContract } from './contract.ts'

storeContract('the memory store', async () => {
  const store = createMemoryStore()
  return { store, reopen: async () => store, dispose: () => store.close() }
})
