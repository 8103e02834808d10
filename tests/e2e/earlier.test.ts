import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import { firstChange } from '../store/samples.ts'
import type { Account } from '../support/desk-process.ts'
import { agentAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const dayMs = 24 * 60 * 60 * 1000
const conversations = 120

const scene = useScene((faqDir) => fill(join(dirname(faqDir), 'data')))

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

test('an agent reads back by keyboard alone to the first conversation that a person ever had', async () => {
  const { page, context } = await agentAt(scene.browser, scene.desk.url, ada)
  const rows = page.getByRole('list', { name: /^Closed earlier/ }).getByRole('button')
  const door = page.getByRole('button', { name: 'Show earlier' })
  await door.focus()
  for (const shown of [50, 100, conversations]) {
    await page.keyboard.press('Enter')
    await expect.poll(() => rows.count()).toBe(shown)
    // On the first of the new ones; the door is behind the last of them.
    await expect.poll(() => rows.nth(Math.floor((shown - 1) / 50) * 50).evaluate(isFocused)).toBe(true)
    if (shown < conversations) await door.focus()
  }
  expect(await door.count()).toBe(0)
  await rows.last().press('Enter')
  await page.getByRole('log').getByText('Hello').waitFor()
  await page.keyboard.press('k')
  await expect.poll(() => rows.nth(conversations - 2).getAttribute('aria-current')).toBe('true')
  await context.close()
})

test('J keeps the row that it opens in view', async () => {
  const { page, context } = await agentAt(scene.browser, scene.desk.url, ada)
  const list = page.getByRole('region', { name: 'Conversations' })
  const current = list.locator('[aria-current]')
  await page.getByRole('button', { name: 'Show earlier' }).click()
  await list.getByRole('listitem').nth(40).waitFor()
  const first = await list.getByRole('button').first().elementHandle()
  for (let i = 0; i < 40; i++) await page.keyboard.press('j')
  await expect.poll(() => list.getByRole('button').nth(39).getAttribute('aria-current')).toBe('true')
  await expect.poll(() => current.evaluate(isInView)).toBe(true)
  expect(await first?.evaluate(isInView)).toBe(false)
  await context.close()
})

test('an agent reads back to the first opinion', async () => {
  const { page, context } = await agentAt(scene.browser, scene.desk.url, ada)
  await page.getByRole('link', { name: 'Opinions' }).click()
  const found = page.getByRole('list', { name: /^Praise/ }).getByRole('link')
  await expect.poll(() => found.count()).toBe(100)
  await page.getByRole('button', { name: 'Show earlier' }).press('Enter')
  await expect.poll(() => found.count()).toBe(conversations)
  await found.last().click()
  await page.getByRole('log').getByText('Hello').waitFor()
  await context.close()
})

test('complaints stand beside praise where there is room, and under it where there is none', async () => {
  const { page, context } = await agentAt(scene.browser, scene.desk.url, ada)
  await page.getByRole('link', { name: 'Opinions' }).click()
  const tops = () =>
    Promise.all(
      [/^Praise/, /^Complaints/].map((name) =>
        page.getByRole('heading', { name }).evaluate((heading) => heading.getBoundingClientRect().top),
      ),
    )
  // The last of them: who complains is known once all have been read.
  await page.getByRole('button', { name: 'Show earlier' }).click()
  await page.getByRole('heading', { name: /^Complaints/ }).waitFor()
  const [praise, complaints] = await tops()
  expect(praise).toBe(complaints)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect
    .poll(async () => (await tops()).every((top, at, all) => at === 0 || top > (all[0] ?? top)))
    .toBe(true)
  await context.close()
})

test('on a phone an inbox with nobody in it says so, and what was closed is a press away', async () => {
  const viewport = { width: 390, height: 844 }
  const { page, context } = await agentAt(scene.browser, scene.desk.url, ada, { viewport })
  await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()
  await page.getByRole('button', { name: 'Show earlier' }).click()
  await page.getByRole('list', { name: /^Closed earlier/ }).waitFor()
  expect(await page.getByRole('heading', { name: 'Nobody is waiting' }).isVisible()).toBe(false)
  await context.close()
})

const isFocused = (element: Element) => element === document.activeElement

/** All of it, in the list that scrolls. */
const isInView = (element: Element) => {
  const [row, list] = [element, element.closest('section') as Element].map((each) =>
    each.getBoundingClientRect(),
  )
  const foot = element.closest('section')?.lastElementChild?.getBoundingClientRect()
  return row!.top >= list!.top && row!.bottom <= (foot?.top ?? 0) + 1
}

/** A desk that has been used for months: a conversation a day, each handed over, closed and praised. */
async function fill(folder: string): Promise<void> {
  const store = await openEmbeddedStore({ folder, now: Date.now, log: { warn: () => undefined } })
  for (let day = 1; day <= conversations; day++) {
    const at = Date.now() - (day + 1) * dayMs
    const { state, entries, notes } = firstChange(`visitor-${day}`, at)
    const opinions = [{ sequence: 1, at, kind: 'praise' as const, text: `You are great, ${day} times` }]
    const over = { status: 'closed' as const, since: at + 1, handedOverAt: at, opinions }
    const id = `conversation-of-${String(day).padStart(4, '0')}`
    await store.conversations.restore([{ id, state: { ...state, ...over }, entries, notes }])
  }
  await store.close()
}
