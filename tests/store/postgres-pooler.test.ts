import { expect, test } from 'vitest'
import { newDatabase } from '../support/postgres.ts'
import { behindPgBouncer, findPgBouncer } from '../support/pgbouncer.ts'
import { waitFor } from '../support/wait-for.ts'
import { everythingIn, storeContract } from './contract.ts'
import { openOn, openedOn } from './postgres-opened.ts'
import { startTraffic } from './traffic.ts'

const pgBouncer = findPgBouncer()

if (pgBouncer) {
  storeContract('the PostgreSQL store behind a pooler in transaction mode', async () =>
    openedOn(await behindPgBouncer(pgBouncer, await newDatabase())),
  )

  test('two servers behind a pooler with two connections leave no hole and double nothing', async () => {
    const url = await behindPgBouncer(pgBouncer, await newDatabase())
    const warnings: string[] = []
    const stores = [
      await openOn(url, { log: { warn: (line) => void warnings.push(line) } }),
      await openOn(url),
    ]
    const traffic = await startTraffic(stores, 3)
    await waitFor('traffic', () => traffic.acknowledged() > 600)
    await traffic.stop()
    const [one, other] = await Promise.all(stores.map(everythingIn))
    expect(one).toEqual(other)
    expect(warnings).toEqual([expect.stringContaining('refuses time limits at connect')])
  })
} else test.skip('behind a pooler: this machine has no pgbouncer on its PATH', () => undefined)
