import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, log, openChat, openRow, reply, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'
import { startShop } from '../support/shop.ts'

const scene = useScene()

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

/** A form, an image or a frame of such a name stands on `document` in the place of what was there. */
const names = [
  ...['title', 'body', 'head', 'hidden', 'visibilityState', 'documentElement', 'currentScript', 'location'],
  ...['referrer', 'cookie', 'domain', 'URL', 'baseURI', 'activeElement', 'forms', 'scripts', 'styleSheets'],
  ...['readyState', 'dir', 'defaultView', 'navigator', 'localStorage', 'Frontdesk', 'frontdesk-chat'],
]
const each = (element: (name: string) => string) => names.map(element).join('')
const hostile = {
  'a form': each((name) => `<form name="${name}"><input name="lang"><input name="slice"></form>`),
  'an image': each((name) => `<img name="${name}" alt="">`),
  'two forms': each((name) => `<form name="${name}"></form>`.repeat(2)),
  'a frame': ['title', 'body', 'hidden'].map((name) => `<iframe name="${name}"></iframe>`).join(''),
}

/** As if they looked at another tab, or again at this one: a browser without a screen shows all of them. */
const look = (page: Page, away: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, away)

for (const [what, elements] of Object.entries(hostile))
  test(`where ${what} of the page has the name of what the chat reads, people talk as everywhere`, async () => {
    // Above the tag, which is not deferred: they are there before anything of the chat runs.
    const shop = await startShop(scene.desk.url, (page) =>
      page
        .replace('lang="en"', 'lang="de"')
        .replace('<script async src="/widget.js"></script>', '')
        .replace('</body>', `${elements}<script src="/widget.js"></script></body>`),
    )
    const { page, context } = await visitorAt(scene.browser, 'about:blank')
    const faults: string[] = []
    page.on('console', (message) => faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(shop.url)
    expect(await page.locator('body > frontdesk-chat').count()).toBe(1)

    const question = `zzgrmpf, ${what}`
    await openChat(page)
    await page.getByRole('combobox', { name: 'Antwort suchen' }).fill(question)
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Nachricht' }).waitFor()
    await page
      .getByRole('button', { name: /Mensch/ })
      .last()
      .click()
    const agent = await agentAt(scene.browser, scene.desk.url, ada)
    await openRow(agent.page, question)
    await agent.page.getByTitle('Alder Cycles: bicycles from Gothenburg').last().waitFor()
    await agent.page.getByRole('button', { name: /^Take/ }).last().click()
    await page.getByText(/^Ada /).first().waitFor()

    const title = () => page.locator('head > title').textContent()
    await look(page, true)
    await reply(agent.page, 'Hello, Ada here.')
    await expect.poll(title).toBe('(1) Alder Cycles: bicycles from Gothenburg')
    await look(page, false)
    await expect.poll(title).toBe('Alder Cycles: bicycles from Gothenburg')
    await log(agent.page)
      .getByText(/, seen$/)
      .waitFor()
    expect(faults).toEqual([])
    for (const each of [agent.context, context]) await each.close()
    await shop.stop()
  }, 60_000)
