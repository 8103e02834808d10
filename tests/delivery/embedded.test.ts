import { expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/people.ts'
import { startEmbeddedDesk } from './desks.ts'
import { embeddedFaults } from './faults.ts'
import { judge } from './judge.ts'
import { runHistory } from './run.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6))

test(`whatever fails, nothing acknowledged is lost, doubled or out of order (SEED=${seed})`, async () => {
  const desks = await startEmbeddedDesk()
  onTestFinished(() => desks.remove())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const names: string[] = []
  const history = await runHistory(desks, {
    ...{ seed, seconds: 25, visitors: 6, askers: 3, browser },
    faults: embeddedFaults,
    onFault: (name) => names.push(name),
  })
  expect(judge(history), `faults: ${names.join(', ')}`).toEqual([])
  expect(history.events.filter(({ kind }) => kind === 'acknowledged').length).toBeGreaterThan(30)
}, 300_000)
