import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, ask, askForPerson, log, openChat, openRow, visit, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

test('on a phone each German sentence around the field stays on one line', async () => {
  const { page, context } = await visitorAt(scene.browser, `${scene.shop.url}/de.html`, 'de-DE')
  await page.setViewportSize({ width: 390, height: 844 })
  await openChat(page)
  const button = page.getByRole('button', { name: /Jemandem schreiben/ })
  expect(await button.evaluate(height)).toBeLessThan(50)
  await page.getByRole('combobox').fill('hallo')
  await page.keyboard.press('Enter')
  await log(page).getByText('der automatische Assistent').waitFor()
  const offer = page.getByRole('button', { name: 'Mit einem Menschen sprechen' })
  expect(await offer.evaluate(lines)).toBe(1)
  expect(await page.getByText('Passt nicht?').evaluate(lines)).toBe(1)
  expect(await page.getByText('Automatisch, aus den FAQ').evaluate(lines)).toBe(1)
  await context.close()
})

test('on a tablet the facts of a handoff can be read to their end', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada, { viewport: { width: 768, height: 1024 } })
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'I want to talk to a real person')
  await openRow(agent.page, 'I want to talk to a real person')
  await agent.page.getByText('What the assistant tried').waitFor()
  const facts = agent.page.locator('.handoff dd')
  expect(await facts.count()).toBeGreaterThan(2)
  expect(
    await facts.evaluateAll((all) =>
      all.filter((fact) => fact.scrollWidth > fact.clientWidth).map((fact) => fact.textContent),
    ),
  ).toEqual([])
  for (const { context } of [agent, visitor]) await context.close()
})

test('beside the visitor’s pane the card of a handoff leaves its facts to that', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'I want to talk to a person in flesh and blood')
  await openRow(agent.page, 'in flesh and blood')
  await agent.page.getByText('What the assistant tried').waitFor()
  const times = agent.page.getByText('Local time')
  const shown = () => times.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length)
  expect(await shown()).toBe(1)
  await agent.page.setViewportSize({ width: 1024, height: 768 })
  // The pane is a drawer now, and not out.
  expect(await shown()).toBe(1)
  for (const { context } of [agent, visitor]) await context.close()
})

test.each([320, 768])('at %i px a German console cuts neither who writes nor its keys', async (width) => {
  const options = { locale: 'en-GB', viewport: { width: 1280, height: 800 } }
  const agent = await agentAt(scene.browser, scene.desk.url, ada, options)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, `I want to talk to a person at ${width} px`)
  await speak(agent.page, 'Deutsch')
  await openRow(agent.page, `a person at ${width} px`)
  await agent.page.setViewportSize({ width, height: 800 })
  const isCut = (element: Element) =>
    element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
  expect(await agent.page.getByRole('heading', { name: /^Besucher aus/ }).evaluate(isCut)).toBe(false)
  expect(await agent.page.locator('.inbox-list__foot').evaluate(isCut)).toBe(false)
  await agent.page.getByRole('button', { name: 'Zum Antworten übernehmen' }).click()
  await agent.page.getByRole('textbox', { name: /^Antwort an/ }).waitFor()
  for (const { context } of [agent, visitor]) await context.close()
})

test('in the narrow list of a German console a foreign visitor’s name is whole, and their words have most of the line', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada, { viewport: { width: 1024, height: 800 } })
  const context = await scene.browser.newContext({
    locale: 'en-GB',
    timezoneId: 'America/Argentina/Buenos_Aires',
  })
  const page = await visit(context, scene.shop.url)
  await openChat(page)
  await ask(page, 'Where is the order that you lost for me?')
  await askForPerson(page)
  await speak(agent.page, 'Deutsch')
  const row = agent.page.getByRole('listitem').filter({ hasText: 'the order that you lost' })
  const name = row.getByText('Besucher aus Buenos Aires')
  await name.waitFor()
  await row.getByText('Schreibt auf Englisch').waitFor({ state: 'attached' })
  const isCut = (each: Element) =>
    [each, each.parentElement ?? each].some(
      (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1,
    )
  expect(await name.evaluate(isCut)).toBe(false)
  const share = await row
    .getByText('the order that you lost')
    .evaluate((said) => said.clientWidth / (said.parentElement?.clientWidth ?? 0))
  expect(share).toBeGreaterThan(0.5)
  for (const each of [agent.context, context]) await each.close()
})

test('the field is as high as its hint, however long the name in it is', async () => {
  const name = 'Bartholomaeus-Maximilian-von-Hohenst'
  const agent = await agentAt(scene.browser, scene.desk.url, await scene.desk.addAgent(name))
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 320, height: 600 })
  await openChat(page)
  await ask(page, 'I want to talk to a human being')
  await openRow(agent.page, 'a human being')
  await agent.page.getByRole('button', { name: /^Take/ }).first().click()
  const field = page.getByPlaceholder(`Write to ${name}`)
  await field.waitFor()
  expect(await field.evaluate((each) => each.scrollHeight - each.clientHeight)).toBeLessThan(2)
  for (const each of [agent.context, context]) await each.close()
})

test.each([
  'a question that is longer than the field is wide, and then some more',
  'سؤال أطول من عرض الحقل بكثير ثم يطول أكثر من ذلك',
])('nothing stands on the words in the search field: %s', async (text) => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 320, height: 568 })
  await openChat(page)
  const field = page.getByRole('combobox')
  await field.fill(text)
  await page.getByRole('button', { name: 'Clear' }).waitFor()
  const free = await field.evaluate((input) => {
    const { paddingLeft, paddingRight } = getComputedStyle(input)
    const { left, right } = input.getBoundingClientRect()
    const inside = [left + parseFloat(paddingLeft), right - parseFloat(paddingRight)] as const
    return [...(input.parentElement?.querySelectorAll('.icon') ?? [])].every((icon) => {
      const box = icon.getBoundingClientRect()
      return box.right <= inside[0] || box.left >= inside[1]
    })
  })
  expect(free).toBe(true)
  await context.close()
})

test('a long address that a visitor left can be read to its end', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 320, height: 568 })
  await openChat(page)
  await page.getByRole('button', { name: /Write to a person/ }).click()
  await page
    .getByLabel('Your e-mail')
    .fill('vera.lindqvist.and.family@subdomain.company-with-a-long-name.example')
  await page.getByRole('button', { name: /^Send to/ }).click()
  const thanks = page.getByRole('status').filter({ hasText: 'Thank you. We write to' })
  await thanks.waitFor()
  expect(await thanks.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0)
  expect(await thanks.evaluate((each) => each.getBoundingClientRect().right)).toBeLessThanOrEqual(320)
  await context.close()
})

test('a colleague whose name is one long word pushes nothing out of its place', async () => {
  const name = 'Bartholomaeusmaximilianvonundzuhohenstaufenwittelsbach'
  const other = await agentAt(scene.browser, scene.desk.url, await scene.desk.addAgent(name))
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'I want to talk to a human, whoever it is')
  for (const { page } of [other, agent]) await openRow(page, 'whoever it is')
  await other.page.getByRole('button', { name: /^Take/ }).first().click()
  const sentence = agent.page.getByText(`${name} answers here.`)
  await sentence.waitFor()
  const sticksOut = (element: Element) => element.scrollWidth > element.clientWidth + 1
  expect(await agent.page.getByRole('complementary').evaluate(sticksOut)).toBe(false)
  await agent.page.setViewportSize({ width: 320, height: 568 })
  expect(await agent.page.getByRole('tabpanel').evaluate(sticksOut)).toBe(false)
  for (const { context } of [other, agent, visitor]) await context.close()
})

test('in a window that becomes as low as under a keyboard, an agent who writes sees the field and what was said', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'I want to talk to a person on the train')
  await openRow(agent.page, 'a person on the train')
  await agent.page.getByText('What the assistant tried').waitFor()
  await agent.page.getByRole('button', { name: /^Take/ }).first().click()
  const field = agent.page.getByRole('textbox', { name: /^Reply to/ })
  await field.fill('I am here.')
  await agent.page.setViewportSize({ width: 360, height: 300 })
  await agent.page.getByText('What the assistant tried').waitFor({ state: 'hidden' })
  const send = agent.page.getByRole('button', { name: 'Send' })
  expect(await send.evaluate((each) => each.getBoundingClientRect().bottom)).toBeLessThanOrEqual(300)
  expect(await log(agent.page).evaluate((each) => each.clientHeight)).toBeGreaterThan(70)
  // Why it came is folded, and there again as soon as nobody writes and there is room.
  await agent.page.setViewportSize({ width: 360, height: 640 })
  await agent.page.getByText('Asked for a person', { exact: true }).last().waitFor()
  for (const { context } of [agent, visitor]) await context.close()
})

test('in an Arabic console the questions that the assistant thought of stand in one column', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'My bicycle shop order person')
  await askForPerson(visitor.page)
  await speak(agent.page, 'العربية')
  await openRow(agent.page, 'My bicycle shop order person')
  const names = agent.page.locator('.tried__name, .handoff__label')
  await names.nth(1).waitFor()
  const ends = await names.evaluateAll((all) =>
    all.map((name) => {
      const words = document.createRange()
      words.selectNodeContents(name)
      return Math.round(words.getBoundingClientRect().right)
    }),
  )
  expect(new Set(ends).size).toBe(1)
  for (const { context } of [agent, visitor]) await context.close()
})

const height = (element: Element) => element.getBoundingClientRect().height

/** How many lines the words in it take. */
const lines = (element: Element) => {
  const range = document.createRange()
  range.selectNodeContents(element.lastChild ?? element)
  return range.getClientRects().length
}

async function speak(page: Page, language: 'Deutsch' | 'العربية'): Promise<void> {
  await page.getByRole('button', { name: /^Me:/ }).click()
  await page.getByRole('menuitem', { name: /^Language/ }).click()
  await page.getByRole('button', { name: language }).click()
}
