import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, askForPerson, log, openChat, openRow, reply, visit, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

/** In the place of a loudspeaker: counts. */
const countTones = () => {
  OscillatorNode.prototype.start = () => void performance.mark('tone')
  OscillatorNode.prototype.stop = () => undefined
}

/** How many tones these tabs have played together. */
async function tones(tabs: Page[]): Promise<number> {
  const each = await Promise.all(
    tabs.map((tab) => tab.evaluate(() => performance.getEntriesByName('tone').length)),
  )
  return each.reduce((sum, count) => sum + count)
}

const badge = (page: Page) => page.locator('frontdesk-chat .launcher__badge')

test('of several tabs that nobody looks at one sounds, and what is read in one is read in all', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await askForPerson(page)
  await openRow(agent.page, /.*/)
  await agent.page.getByRole('button', { name: /^Take/ }).first().click()
  await log(page).getByText('Ada joined').waitFor()

  await context.addInitScript(countTones)
  const tabs = [await visit(context, scene.shop.url), await visit(context, scene.shop.url)]
  await page.close()
  for (const tab of tabs) await tab.locator('h1').first().click()
  await reply(agent.page, 'Are you still there?')
  for (const tab of tabs) await badge(tab).getByText('1').waitFor()
  await expect.poll(() => tones(tabs)).toBe(1)

  const [one, other] = tabs as [Page, Page]
  await openChat(one)
  await log(one).getByText('Are you still there?').waitFor()
  await badge(other).waitFor({ state: 'detached' })
  await reply(agent.page, 'Bye.')
  await log(one).getByText('Bye.').waitFor()
  await badge(other).waitFor({ state: 'detached' })
  for (const each of [agent.context, context]) await each.close()
})
