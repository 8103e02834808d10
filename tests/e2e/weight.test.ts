import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { measureSizes } from '../../tools/size.mjs'
import { ask, log, openChat, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()
const budget = 36_864

/** Every script and style sheet that the desk sends to this page from now on, by its name, gzipped. */
function weigh(page: Page): Map<string, Promise<number>> {
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { origin, pathname } = new URL(response.url())
    const isCode = ['script', 'stylesheet'].includes(response.request().resourceType())
    if (origin !== scene.desk.url || !isCode) return
    sizes.set(
      pathname.replace(/-[\w-]{8}\.js$/, '.js'),
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    )
  })
  return sizes
}

test('from the click to an answer and the message field, the desk sends what is counted, and no more', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await page.locator('frontdesk-chat button').first().waitFor()
  const sizes = weigh(page)
  await openChat(page)
  await ask(page, 'How do returns work?')
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await log(page).getByRole('link').first().waitFor()
  const fetched = new Map(
    await Promise.all([...sizes].map(async ([name, size]) => [name, await size] as const)),
  )
  // The sanitizer and what people ask next came with the answer, and are not part of the way to the message field.
  expect(fetched.delete('/widget/clean-html.js')).toBe(true)
  fetched.delete('/widget/FollowUps.js')
  const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0)
  expect([...fetched.keys()]).toEqual(['/widget/panel.js'])
  expect(bytes).toBe(measureSizes().panel.bytes)
  expect(bytes).toBeLessThanOrEqual(budget)
  await context.close()
})

test('what only some visitors see comes when they come to it, and the text in the field stays', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  // The first try fails, as on a bad connection.
  let tries = 0
  await page.route(/EmailForm-/, (route) => (tries++ === 0 ? route.abort() : route.continue()))
  await openChat(page)
  await ask(page, 'zzgrmpf qwtz vlork')
  const sizes = weigh(page)
  await log(page)
    .getByRole('button', { name: /person/ })
    .click()
  await page.getByRole('heading', { name: 'We will write to you' }).waitFor()
  expect(tries).toBe(2)
  expect([...sizes.keys()].filter((name) => name.includes('EmailForm'))).toEqual(['/widget/EmailForm.js'])
  expect(await page.getByRole('textbox', { name: 'Your e-mail' }).evaluate(isFocused)).toBe(true)
  await context.close()
})

test('where no WebSocket gets through, the desk is reached by plain requests', async () => {
  const { context, page } = await visitorAt(scene.browser, 'about:blank')
  await page.addInitScript(() => {
    window.WebSocket = class extends WebSocket {
      constructor() {
        super('ws://127.0.0.1:1/')
      }
    }
  })
  await page.goto(scene.shop.url)
  const sizes = weigh(page)
  await openChat(page)
  await ask(page, 'How do returns work?')
  await log(page).getByRole('listitem').first().waitFor()
  expect([...sizes.keys()]).toContain('/widget/polling.js')
  await context.close()
})

test('when the network goes, the visitor hears of it at once; when it returns, what they wrote is sent', async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'How do returns work?')
  await log(page).getByRole('listitem').first().waitFor()
  await context.setOffline(true)
  await page.getByText('No connection.').waitFor({ timeout: 1_000 })
  await ask(page, 'written without a network')
  await page.getByText('Will be sent').waitFor()
  await context.setOffline(false)
  await page.getByText('No connection.').waitFor({ state: 'detached', timeout: 3_000 })
  await page.getByText('Will be sent').waitFor({ state: 'detached' })
  expect(await log(page).getByText('written without a network').count()).toBe(1)
  await context.close()
})

function isFocused(field: Element): boolean {
  const root = field.getRootNode()
  return root instanceof ShadowRoot && root.activeElement === field
}
