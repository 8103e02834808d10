import { expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/people.ts'
import { postgresFaults } from './database-faults.ts'
import { startPostgresDesk } from './desks-postgres.ts'
import { judge } from './judge.ts'
import { runHistory } from './run.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6))

test(`two servers on one database lose, double and disorder nothing, whatever fails (SEED=${seed})`, async () => {
  const desks = await startPostgresDesk({ servers: 2 })
  onTestFinished(() => desks.remove())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const names: string[] = []
  const history = await runHistory(desks, {
    ...{ seed, seconds: 25, visitors: 6, askers: 3, browser },
    faults: postgresFaults(desks),
    onFault: (name) => names.push(name),
  })
  expect(judge(history), `faults: ${names.join(', ')}`).toEqual([])
  expect(history.events.filter(({ kind }) => kind === 'acknowledged').length).toBeGreaterThan(30)
}, 300_000)
