import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeClock } from '../support/fake-clock.ts'
import {
  agentAt,
  ask,
  askForPerson,
  log,
  openBrowser,
  openChat,
  openRow,
  visitorAt,
} from '../support/people.ts'
import { adaSignIn, startApp } from '../support/start-app.ts'

const root = join(import.meta.dirname, '..', '..')
const hourMs = 60 * 60 * 1000

test('a conversation that is deleted leaves the open screens: the visitor begins anew, the agent is told', async () => {
  const clock = createFakeClock(Date.now())
  const ticking = setInterval(() => void clock.advance(50), 50)
  const { app, url, bot } = await startApp({
    clock,
    folders: { web: join(root, 'dist', 'web'), demo: join(root, 'demo') },
  })
  bot.change({ deleteAfterDays: 1 })
  const browser = await openBrowser()
  onTestFinished(async () => {
    clearInterval(ticking)
    await browser.close()
  })
  const agent = await agentAt(browser, url, adaSignIn)
  const visitor = await visitorAt(browser, url)
  const faults: string[] = []
  visitor.page.on('console', (message) => faults.push(message.text()))
  visitor.page.on('pageerror', (error) => faults.push(error.message))

  await openChat(visitor.page)
  await ask(visitor.page, 'My order 48213 came without a saddle')
  await askForPerson(visitor.page)
  await openRow(agent.page, 'My order 48213 came without a saddle')
  await agent.page.getByRole('button', { name: /^Take/ }).last().click()
  await visitor.page.getByText(/^Ada joined at/).waitFor()
  await agent.page
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await visitor.page.getByText(/^Ada closed the conversation at/).waitFor()

  clearInterval(ticking)
  await clock.advance(25 * hourMs)
  const again = setInterval(() => void clock.advance(50), 50)
  onTestFinished(() => clearInterval(again))
  await agent.page.getByText('not there any more').waitFor()
  expect(await agent.page.getByText('order 48213').count()).toBe(0)

  await visitor.page.getByText('order 48213').waitFor({ state: 'detached' })
  await ask(visitor.page, 'Do you have a saddle?')
  await log(visitor.page).getByText('Do you have a saddle?').waitFor()
  expect(await app.desk.inbox.list()).toMatchObject({ rows: [] })
  expect(faults).toEqual([])
}, 90_000)
