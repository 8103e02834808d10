import { expect, test } from 'vitest'
import { emailEn } from '../../ui/strings/email-en.ts'
import { endingEn } from '../../ui/strings/ending-en.ts'
import { menuEn } from '../../ui/strings/menu-en.ts'
import { personEn } from '../../ui/strings/person-en.ts'
import { previewEn } from '../../ui/strings/preview-en.ts'
import { waitingEn } from '../../ui/strings/waiting-en.ts'
import { widgetEn } from '../../ui/strings/widget-en.ts'
import { hasStrings, languageOf, loadStrings } from '../../ui/strings.ts'
import { clockTime, dayName, daysBetween, duration, plural } from '../../ui/time.ts'

const minutes = 60_000
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime()
const monday = at(2, 14, 4)

test('times are said with the clock of the device and the digits of the language', () => {
  expect(clockTime(monday, 'en')).toBe('14:04')
  expect(clockTime(at(3, 9), 'de')).toBe('9:00')
  expect(clockTime(monday, 'ar')).toBe('١٤:٠٤')
})

test('durations use the largest unit that says enough, and at least one minute', () => {
  expect(duration(3 * minutes, 'en')).toBe('3 min')
  expect(duration(1, 'en')).toBe('1 min')
  expect(duration(120 * minutes, 'en')).toBe('2 hr')
  expect(duration(3 * minutes, 'de')).toBe('3 Min.')
  expect(duration(3 * minutes, 'ar')).toBe('٣ دقائق')
})

test('days are counted by midnights', () => {
  expect(daysBetween(at(2, 23, 59), at(3, 0, 1))).toBe(1)
  expect(daysBetween(at(2, 0, 1), at(2, 23, 59))).toBe(0)
  expect(dayName(monday, at(5, 9), 'en')).toBe('Thursday')
  expect(dayName(monday, at(12, 9), 'en')).toBe('12 March')
})

test('the form of a word follows the number in the language', () => {
  const forms = { one: 'one', two: 'two', few: 'few', other: 'other' }
  expect([1, 2, 3, 11].map((count) => plural(count, 'ar', forms))).toEqual(['one', 'two', 'few', 'other'])
  expect([1, 2].map((count) => plural(count, 'en', forms))).toEqual(['one', 'other'])
})

test('a tag becomes a language with its direction', () => {
  expect(languageOf('de-AT')).toEqual({ code: 'de', dir: 'ltr' })
  expect(languageOf('AR')).toEqual({ code: 'ar', dir: 'rtl' })
  expect(['en', 'de', 'ar', 'fr'].map(hasStrings)).toEqual([true, true, true, false])
})

test('each language has every sentence, those of the screens that come later too', async () => {
  const [de, ar, fr] = await Promise.all(['de', 'ar', 'fr'].map((code) => loadStrings(languageOf(code))))
  const english = {
    ...widgetEn,
    email: emailEn,
    ending: endingEn,
    menu: menuEn,
    person: personEn,
    preview: previewEn,
    waiting: waitingEn,
  }
  expect(paths(de ?? {})).toEqual(paths(english))
  expect(paths(ar ?? {})).toEqual(paths(english))
  expect(fr).toBe(widgetEn)
})

function paths(strings: object, before = ''): string[] {
  return Object.entries(strings)
    .flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? paths(value, `${before}${name}.`) : before + name,
    )
    .sort()
}

test('when somebody is back is said as people say it', async () => {
  const en = await loadStrings(languageOf('en'))
  expect(en.backAt(monday, at(2, 16))).toBe('Back at 16:00')
  expect(en.backAt(monday, at(3, 9))).toBe('Back tomorrow at 9:00')
  expect(en.backAt(monday, at(5, 9))).toBe('Back on Thursday at 9:00')
  expect(en.replyOn(monday, at(3, 9))).toBe('reply tomorrow')
})

test('a place in line is said in each language', async () => {
  const [de, ar] = await Promise.all(['de', 'ar'].map((code) => loadStrings(languageOf(code))))
  expect([1, 2, 3, 4, 11, 22].map((position) => waitingEn.place(position))).toEqual([
    'Next',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '22nd',
  ])
  expect(de?.waiting?.place(2)).toBe('2.')
  expect(ar?.waiting?.place(2)).toBe('رقم ٢')
})
