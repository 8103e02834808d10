import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Any Chrome or Chromium that `npm test` found. As root it has no sandbox of its own. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  })
}

export interface Person {
  context: BrowserContext
  page: Page
}

/** A visitor on a page of the shop, with the chat closed. */
export async function visitorAt(browser: Browser, url: string, locale = 'en-GB'): Promise<Person> {
  const context = await browser.newContext({ locale, timezoneId: 'Europe/Stockholm' })
  return { context, page: await visit(context, url) }
}

/** One more tab of somebody, on the same page. */
export async function visit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(url)
  return page
}

export async function openChat(page: Page): Promise<void> {
  await page.locator('frontdesk-chat button').first().click()
  await page.getByRole('dialog').waitFor()
}

/** Asks from wherever the chat stands: the search field of the first screen, or the composer. */
export async function ask(page: Page, text: string): Promise<void> {
  const field = page
    .getByRole('combobox', { name: 'Search for an answer' })
    .or(page.getByRole('textbox', { name: 'Message' }))
  await field.fill(text)
  await field.press('Enter')
}

/** Presses what the assistant offers; of several offers the one made last. */
export async function askForPerson(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Talk to a person/ })
    .last()
    .click()
}

/** What stands in the chat's log, message by message. */
export function log(page: Page) {
  return page.getByRole('log')
}

/** An agent, signed in, connected and looking at the inbox. */
export async function agentAt(
  browser: Browser,
  deskUrl: string,
  account: { email: string; password: string },
  options: BrowserContextOptions = {},
): Promise<Person> {
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ locale: 'en-GB', viewport, ...options })
  const page = await visit(context, `${deskUrl}/console/`)
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  // The page is there before its connection is, and until then visitors are told that nobody is in.
  await page.locator('.empty').waitFor({ state: 'attached' })
  return { context, page }
}

/** Opens the conversation whose row says this. */
export async function openRow(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: text }).getByRole('button').first().click()
  await page.getByRole('log').waitFor()
}

/** The agent who has the conversation open writes to the visitor. */
export async function reply(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Reply to/ })
  await field.fill(text)
  await field.press('Enter')
}
