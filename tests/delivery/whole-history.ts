import { expect, onTestFinished } from 'vitest'
import { openBrowser } from '../support/people.ts'
import type { Desks } from './desks.ts'
import type { Fault } from './fault.ts'
import { judge } from './judge.ts'
import { runHistory } from './run.ts'

/** Another one each time, unless a failure is to be repeated. */
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6))

/** Lets visitors and agents, two of them on real pages, use the desk while this fails, and expects every promise kept. */
export async function expectPromisesKept(desks: Desks, faults: Fault[]): Promise<void> {
  onTestFinished(() => desks.remove())
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const names: string[] = []
  const history = await runHistory(desks, {
    ...{ seed, seconds: 25, visitors: 6, askers: 3, browser, faults },
    onFault: (name) => names.push(name),
  })
  expect(judge(history), `faults: ${names.join(', ')}`).toEqual([])
  expect(history.events.filter(({ kind }) => kind === 'acknowledged').length).toBeGreaterThan(30)
}
