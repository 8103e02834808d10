import { newDatabase } from '../support/postgres.ts'
import { storeContract } from './contract.ts'
import { openedOn } from './postgres-opened.ts'

storeContract('the PostgreSQL store', async () => openedOn(await newDatabase()))
