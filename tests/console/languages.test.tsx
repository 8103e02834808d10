// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { preferredLanguage } from '../../console/locale.ts'
import { consoleEn } from '../../ui/strings/console-en.ts'
import { consoleLanguageNames, consoleLanguages, loadConsoleStrings } from '../../ui/strings/console.ts'
import { fetchStrings } from '../../ui/strings/languages.ts'
import { closeConsole, openConsole } from './desk-page.tsx'

afterEach(closeConsole)

const storageWith = (language: string | null) => ({
  get: () => language,
  set: () => undefined,
  remove: () => undefined,
  kept: true,
})

test.each([
  [['fr-CA', 'en'], 'fr'],
  [['nn-NO'], 'nb'],
  [['no'], 'nb'],
  [['zh-TW'], 'zh'],
  [['PT-BR'], 'pt'],
  [['xx', 'tr'], 'tr'],
  [['xx'], 'en'],
  [[], 'en'],
])('a browser that wants %j gets the console in %s', (wanted, language) => {
  expect(preferredLanguage(storageWith(null), wanted)).toBe(language)
  expect(preferredLanguage(storageWith('ja'), wanted)).toBe('ja')
})

test('agents can have every language that the widget speaks', async () => {
  for (const language of consoleLanguages.filter((each) => each !== 'en'))
    expect(await fetchStrings([language])).not.toBeNull()
})

const foreign = consoleLanguages.filter((language) => language !== 'en')

test.each(foreign)('no sentence is left in English: %s', async (language) => {
  const t = await loadConsoleStrings(language)
  const isEnglish = ([key, text]: [string, unknown]) =>
    typeof text === 'string' && / .* /.test(text) && text === consoleEn[key as keyof typeof consoleEn]
  expect(Object.entries(t).filter(isEnglish)).toEqual([])
})

const withOurDigits = (text: string) => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) % 16))

test.each(foreign)('every sentence with something in it says it: %s', async (language) => {
  const t = await loadConsoleStrings(language)
  expect(t.replyTo('Vera')).toContain('Vera')
  expect(t.agentClosed('Ben', '14:05')).toMatch(/Ben.*14:05|14:05.*Ben/)
  expect(t.emailLeft('vera@alder.example', '14:05')).toContain('vera@alder.example')
  expect(withOurDigits(t.wrongPassword(5))).toContain('5')
  expect(t.wrongPassword(undefined)).not.toMatch(/undefined|NaN/)
  // One and two of something may be words.
  for (const n of [5, 21, 1000])
    for (const text of [t.answeredToday(n), t.days(n)])
      expect(withOurDigits(text).replace(/[.,\s٬]/g, '')).toContain(`${n}`)
  expect(withOurDigits(t.hours(2, 0))).not.toContain('0')
  expect(withOurDigits(t.hours(2, 5))).toMatch(/2.*5/)
})

test('the languages are a list of their own, in which each is called by its own name', async () => {
  await openConsole({ rows: [] })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitem', { name: /^Language/ }))
  await screen.findByRole('dialog', { name: 'Language' })
  for (const name of Object.values(consoleLanguageNames)) screen.getByRole('button', { name })
  expect(screen.getByRole('button', { current: true }).textContent).toBe('English')
  fireEvent.click(screen.getByRole('button', { name: 'Français' }))
  await waitFor(() => expect(document.documentElement.lang).toBe('fr'))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.documentElement.dir).toBe('ltr')
})

test('whoever closes the list keeps the language', async () => {
  await openConsole({ rows: [] })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitem', { name: /^Language/ }))
  fireEvent.click(await screen.findByRole('button', { name: 'Close the list of languages' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  screen.getByRole('heading', { name: 'Inbox' })
})
