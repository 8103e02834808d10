import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, ask, log, openChat, openRow, visit, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

test('a console whose sentences cannot be fetched in the agent’s language is there in English', async () => {
  const context = await scene.browser.newContext({ locale: 'de-DE' })
  await context.route(/console-de-[^/]+\.js$/, (route) => route.abort())
  const page = await visit(context, `${scene.desk.url}/console/`)
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await context.close()
})

test('German on an English page is answered in German, and the buttons stay English', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'was kostet bei euch der versand?')
  await page.getByText('Did this help?').waitFor()
  const body = log(page).locator('.answer__body').first()
  expect(await body.getAttribute('lang')).toBe('de')
  expect(await body.innerText()).toContain('Schweden')
  await ask(page, 'und wie lange dauert es?')
  await log(page)
    .locator('.answer__body')
    .nth(1)
    .getByText(/Werktage/)
    .first()
    .waitFor()
  await context.close()
})

test('Arabic on an English page is answered in Arabic, from right to left', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'كم تكلفة التوصيل؟')
  await page.getByText('Did this help?').waitFor()
  const body = log(page).locator('.answer__body').first()
  expect(await body.getAttribute('lang')).toBe('ar')
  await expect.poll(() => body.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  await context.close()
})

test('French is told in French that there are no answers in it, and the agent sees what the visitor writes', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'Pouvez-vous changer la sonnette de mon vélo ?')
  const sentence = log(page).getByText('Une personne peut vous aider.')
  await sentence.waitFor()
  expect(await sentence.getAttribute('lang')).toBe('fr')
  await log(page)
    .getByRole('button', { name: /person/ })
    .click()

  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  await openRow(agent.page, 'FR')
  await agent.page.getByText('No answers in the visitor’s language').first().waitFor()
  await agent.page.getByRole('definition').filter({ hasText: 'Writes in French', visible: true }).waitFor()
  await agent.context.close()
  await context.close()
})

test('a short question after an answer is understood with it', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'How long does delivery take?')
  await page.getByText('Did this help?').waitFor()
  await ask(page, 'and how much?')
  await log(page).getByText('€12 in the rest of Europe').first().waitFor()
  await context.close()
})

test('a tag in a language that the site does not have says so on the console, and the chat works', async () => {
  const { context, page } = await visitorAt(scene.browser, 'about:blank')
  const lines: string[] = []
  page.on('console', (message) => void lines.push(message.text()))
  await page.goto(scene.shop.url)
  await page.locator('frontdesk-chat button').first().waitFor()
  await page.evaluate((desk) => {
    ;(window.Frontdesk as unknown as { destroy(): void }).destroy()
    const tag = document.createElement('script')
    tag.src = `${desk}/widget.js`
    tag.dataset.language = 'klingon'
    document.body.append(tag)
  }, scene.desk.url)
  const line = 'Frontdesk: data-language="klingon" is unknown. Use "en" or "de" or "ar", or leave it out.'
  await expect.poll(() => lines).toContain(line)
  await openChat(page)
  await context.close()
})

test('a page that changes its language puts the tag in again: the same conversation, in other words', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'How long does delivery take?')
  await page.getByText('Did this help?').waitFor()
  await page.evaluate((desk) => {
    document.documentElement.lang = 'ar'
    document.documentElement.dir = 'rtl'
    ;(window.Frontdesk as unknown as { destroy(): void }).destroy()
    const tag = document.createElement('script')
    tag.src = `${desk}/widget.js`
    document.body.append(tag)
  }, scene.desk.url)
  await openChat(page)
  await page.getByRole('button', { name: /How long does delivery take/ }).click()
  await log(page).getByText('How long does delivery take?').first().waitFor()
  await log(page).getByText('هل أفادك هذا؟').waitFor()
  expect(await page.getByRole('dialog').evaluate((panel) => getComputedStyle(panel).direction)).toBe('rtl')
  await context.close()
})
