import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, openChat, visit, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

const field = (page: Page) => page.getByRole('textbox', { name: 'Message' })

async function openOwnConversation(page: Page): Promise<void> {
  await openChat(page)
  await page.getByRole('button', { name: /^Assistant/ }).click()
  await field(page).waitFor()
}

test('what a visitor has begun to write survives a reload, another page of the shop, and the tag put in again', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'How do returns work?')
  await page.getByText('Did this help?').waitFor()
  const begun = 'My order is 48213, and\nthe helmet'
  await field(page).fill(begun)

  await page.reload()
  await openOwnConversation(page)
  expect(await field(page).inputValue()).toBe(begun)
  await page.goto(`${scene.shop.url}/orders.html`)
  await openOwnConversation(page)
  expect(await field(page).inputValue()).toBe(begun)
  await page.evaluate((desk) => {
    ;(window.Frontdesk as unknown as { destroy(): void }).destroy()
    const tag = document.createElement('script')
    tag.src = `${desk}/widget.js`
    document.body.append(tag)
  }, scene.desk.url)
  await openOwnConversation(page)
  expect(await field(page).inputValue()).toBe(begun)

  // It belongs to this tab, and is gone with the sending.
  const other = await visit(context, scene.shop.url)
  await openOwnConversation(other)
  expect(await field(other).inputValue()).toBe('')
  await field(page).press('Enter')
  await page.reload()
  await openOwnConversation(page)
  expect(await field(page).inputValue()).toBe('')
  await context.close()
})

test('what stands in the search field comes along to a person', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await page.getByRole('combobox').fill('I was charged twice for a helmet')
  await page.getByRole('button', { name: /Write to a person/ }).click()
  const known = page.getByLabel('What should we know?')
  await known.waitFor()
  expect(await known.inputValue()).toBe('I was charged twice for a helmet')
  await context.close()
})

test('under the keyboard of a phone that lies, the search shows what it finds and the way to a person', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 360, height: 300 })
  await openChat(page)
  await page.getByRole('combobox').fill('order')
  await page.getByRole('option').first().waitFor()
  expect(await shownShare(page, '.list__row')).toBe(1)
  expect(await shownShare(page, '.person-button')).toBe(1)
  await context.close()
})

test('under the keyboard of a phone that lies, who waits sees what was said and all of the message field', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 360, height: 300 })
  await openChat(page)
  await ask(page, 'I want to talk to a real person')
  await page.getByRole('button', { name: 'Stop waiting' }).waitFor()
  expect(await shownShare(page, '.composer__box')).toBe(1)
  expect(await page.getByRole('log').evaluate((log) => log.clientHeight)).toBeGreaterThan(80)
  await context.close()
})

/** How much of the first of these is inside the window and the box that it is scrolled in, 0 to 1. */
function shownShare(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          new IntersectionObserver(([entry]) => resolve(entry?.intersectionRatio ?? 0)).observe(element)
        }),
    )
}
