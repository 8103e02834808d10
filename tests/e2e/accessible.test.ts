import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { agentAt, ask, askForPerson, log, openChat, openRow, reply, visit } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
// Texts that fade in have less contrast than they will have in a moment: nothing moves here.
const still = { bypassCSP: true, reducedMotion: 'reduce', locale: 'en-GB' } as const
const scene = useScene()

test.each(['light', 'dark'] as const)(
  'the chat has nothing that axe finds wrong, %s',
  async (colorScheme) => {
    const context = await scene.browser.newContext({ colorScheme, ...still })
    const page = await visit(context, scene.shop.url)
    await openChat(page)
    await page.getByRole('button', { name: 'Where is my order?' }).waitFor()
    expect(await violations(page, 'frontdesk-chat'), 'first screen').toEqual([])
    await ask(page, 'How do returns work?')
    await page.getByText('Did this help?').waitFor()
    await page.getByRole('paragraph').first().waitFor()
    expect(await violations(page, 'frontdesk-chat'), 'answer').toEqual([])
    await ask(page, 'zzgrmpf qwtz vlork')
    await page.getByText('I have no answer to that. A person can help.').waitFor()
    expect(await violations(page, 'frontdesk-chat'), 'no answer').toEqual([])
    await context.close()
  },
)

test('the console has nothing that axe finds wrong: sign-in, inbox, conversation', async () => {
  const account = await scene.desk.addAgent('Ada', 'owner')
  const visitors = await scene.browser.newContext({ locale: 'en-GB' })
  const signedOut = await scene.browser.newContext(still)
  const signIn = await visit(signedOut, `${scene.desk.url}/console/`)
  await signIn.getByLabel('Password').waitFor()
  expect(await violations(signIn), 'sign-in').toEqual([])

  const agent = await agentAt(scene.browser, scene.desk.url, account, still)
  const visitor = await visit(visitors, scene.shop.url)
  await openChat(visitor)
  await ask(visitor, 'zzgrmpf vlork qwtz')
  await askForPerson(visitor)
  await openRow(agent.page, 'zzgrmpf vlork qwtz')
  await agent.page.getByRole('button', { name: /^Take it/ }).click()
  await agent.page.getByText('With you').first().waitFor()
  expect(await violations(agent.page), 'conversation').toEqual([])
  for (const each of [visitors, signedOut, agent.context]) await each.close()
})

test('who reads back with a screen reader hears of each turn whose it is', async () => {
  const account = await scene.desk.addAgent('Cleo')
  const agent = await agentAt(scene.browser, scene.desk.url, account, still)
  const context = await scene.browser.newContext(still)
  const page = await visit(context, scene.shop.url)
  await openChat(page)
  await ask(page, 'zzgrmpf for whom')
  await log(page).getByText('I have no answer to that.').waitFor()
  await askForPerson(page)
  await openRow(agent.page, 'zzgrmpf for whom')
  await agent.page.getByRole('button', { name: /^Take it/ }).click()
  await reply(agent.page, 'For you.')
  await log(page).getByText('For you.').waitFor()
  const heard = (await log(page).ariaSnapshot()).replaceAll(/\s+/g, ' ')
  expect(heard).toMatch(/You zzgrmpf for whom .*Assistant automatic .*Cleo For you\./)
  for (const each of [context, agent.context]) await each.close()
})

test('where the chat is refused it says so, and not that it connects', async () => {
  const context = await scene.browser.newContext(still)
  const page = await visit(context, scene.shop.url)
  // In a sandbox a page has no origin, and no list of sites has that.
  await page.evaluate((desk) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = `<!doctype html><html lang="en"><body><script src="${desk}/widget.js"></script>`
    document.body.replaceChildren(frame)
  }, scene.desk.url)
  const chat = page.frameLocator('iframe')
  await chat.locator('frontdesk-chat button').first().click()
  await chat.getByText('The chat is not available here right now.').waitFor()
  expect(await chat.getByText('Connecting…').count()).toBe(0)
  await context.close()
})

test('in high contrast the words that the search found can be read, and who is in is shown', async () => {
  const context = await scene.browser.newContext({ forcedColors: 'active', colorScheme: 'dark', ...still })
  const page = await visit(context, scene.shop.url)
  await openChat(page)
  await page.getByRole('combobox').fill('order')
  const found = page.getByRole('option').locator('b').first()
  const colours = (element: Element) =>
    [element, element.parentElement as Element].map((each) => getComputedStyle(each).color)
  const [own, around] = await found.evaluate(colours)
  expect(own).toBe(around)
  const dot = page.locator('.dot').first()
  // Else its colour is the page's, and it cannot be seen.
  expect(await dot.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe('none')
  await context.close()
})

test('in high contrast the launcher has an edge before anything else is loaded', async () => {
  const context = await scene.browser.newContext({ forcedColors: 'active', colorScheme: 'dark', ...still })
  const page = await visit(context, scene.shop.url)
  const launcher = page.locator('frontdesk-chat button').first()
  const [edge, ground] = await launcher.evaluate((element) => {
    const { borderTopColor, backgroundColor } = getComputedStyle(element)
    return [borderTopColor, backgroundColor]
  })
  expect(edge).not.toBe('rgba(0, 0, 0, 0)')
  expect(edge).not.toBe(ground)
  expect((await launcher.boundingBox())?.width).toBe(56)
  await context.close()
})

test('in high contrast an agent sees which of reply and note is being written', async () => {
  const account = await scene.desk.addAgent('Ben')
  const high = { forcedColors: 'active', colorScheme: 'dark', ...still } as const
  const agent = await agentAt(scene.browser, scene.desk.url, account, high)
  const visitors = await scene.browser.newContext({ locale: 'en-GB' })
  const visitor = await visit(visitors, scene.shop.url)
  await openChat(visitor)
  await ask(visitor, 'zzgrmpf in high contrast')
  await askForPerson(visitor)
  await openRow(agent.page, 'zzgrmpf in high contrast')
  const outline = (name: RegExp) =>
    agent.page.getByRole('tab', { name }).evaluate((tab) => getComputedStyle(tab).outlineStyle)
  expect([await outline(/^Reply/), await outline(/^Note/)]).toEqual(['solid', 'none'])
  for (const each of [visitors, agent.context]) await each.close()
})

/** What axe finds in the page, or in one element of it, as "rule: where". */
async function violations(page: Page, within?: string): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  const results = await page.evaluate(async (selector) => {
    return window.axe.run(selector ? { include: [[selector]] } : document, { resultTypes: ['violations'] })
  }, within)
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`),
  )
}
