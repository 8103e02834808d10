import { test } from 'vitest'
import { postgresFaults } from './database-faults.ts'
import { startPostgresDesk } from './desks-postgres.ts'
import { expectPromisesKept, seed } from './whole-history.ts'

test(`two servers on one database lose, double and disorder nothing, whatever fails (SEED=${seed})`, async () => {
  const desks = await startPostgresDesk({ servers: 2 })
  await expectPromisesKept(desks, postgresFaults(desks))
}, 300_000)
