import { test } from 'vitest'
import { startEmbeddedDesk } from './desks.ts'
import { embeddedFaults } from './faults.ts'
import { expectPromisesKept, seed } from './whole-history.ts'

test(`whatever fails, nothing acknowledged is lost, doubled or out of order (SEED=${seed})`, async () => {
  await expectPromisesKept(await startEmbeddedDesk(), embeddedFaults)
}, 300_000)
