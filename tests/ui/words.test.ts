import { expect, test } from 'vitest'
import { emailEn } from '../../ui/strings/email-en.ts'
import { endingEn } from '../../ui/strings/ending-en.ts'
import { menuEn } from '../../ui/strings/menu-en.ts'
import { personEn } from '../../ui/strings/person-en.ts'
import { previewEn } from '../../ui/strings/preview-en.ts'
import { waitingEn } from '../../ui/strings/waiting-en.ts'
import { widgetEn } from '../../ui/strings/widget-en.ts'
import { languageOf, loadStrings } from '../../ui/strings.ts'
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
  expect(duration(120 * minutes, 'nb')).toBe('2 timer')
  expect(duration(3 * 24 * 60 * minutes, 'id')).toBe('3 hari')
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
})

const english = {
  ...widgetEn,
  email: emailEn,
  ending: endingEn,
  menu: menuEn,
  person: personEn,
  preview: previewEn,
  waiting: waitingEn,
}
const others = ['ar', 'da', 'de', 'es', 'fr', 'id', 'it', 'ja', 'nb', 'nl', 'pt', 'ru', 'sv', 'tr', 'zh']

test.each(others)(
  '%s has every sentence in its own words, those of the screens that come later too',
  async (code) => {
    const strings = await loadStrings([code])
    expect(strings.language).toBe(code)
    expect(paths(strings)).toEqual(paths(english))
    const own = new Map(sentences(strings))
    // A word or two may be the same: "Chat", "Assistent".
    const asInEnglish = sentences(english).filter(([path, sentence]) => own.get(path) === sentence)
    expect(asInEnglish.length).toBeLessThanOrEqual(5)
    for (const [, sentence] of own) {
      expect(sentence.trim()).toBe(sentence)
      expect(sentence).not.toMatch(/^$|[!！]|\.\.\.|undefined/)
    }
  },
)

test.each(others)('%s says numbers, names and times', async (code) => {
  const strings = await loadStrings([code])
  const { waiting } = strings
  for (const said of [
    ...[1, 2, 5, 21].flatMap((count) => [
      strings.openUnread(count),
      strings.newMessages(count),
      strings.answersFound(count),
    ]),
    ...[1, 2, 11].flatMap((position) => [waiting!.place(position), waiting!.placeSpoken(position)]),
    ...[at(2, 16), at(3, 9), at(5, 9)].flatMap((then) => [
      strings.backAt(monday, then),
      strings.replyOn(monday, then),
    ]),
  ]) {
    expect(said).not.toMatch(/^$|undefined|NaN/)
  }
  expect(strings.areHere(['Ada', 'Ben'])).toMatch(/Ada.*Ben/)
  expect(strings.thankYouEmail('vera@example.com')).toContain('vera@example.com')
  expect(strings.panel('Ridgeline')).toContain('Ridgeline')
})

test('the first language that the widget speaks is taken, and English where it speaks none', async () => {
  const languages = async (codes: string[]) => (await loadStrings(codes)).language
  expect(await languages(['cs', 'fr', 'de'])).toBe('fr')
  expect(await languages(['cs', 'en', 'de'])).toBe('en')
  expect(await languages(['cs'])).toBe('en')
  expect(await languages([])).toBe('en')
  expect(await languages(['no'])).toBe('nb')
  expect(await languages(['nn'])).toBe('nb')
})

/** The sentences that take no parts, by their paths. */
function sentences(strings: object, before = ''): [string, string][] {
  return Object.entries(strings).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'object' && value !== null) return sentences(value, `${before}${name}.`)
    return typeof value === 'string' && before + name !== 'language' ? [[before + name, value]] : []
  })
}

function paths(strings: object, before = ''): string[] {
  return Object.entries(strings)
    .flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? paths(value, `${before}${name}.`) : before + name,
    )
    .sort()
}

test('when somebody is back is said as people say it', async () => {
  const en = await loadStrings(['en'])
  expect(en.backAt(monday, at(2, 16))).toBe('Back at 16:00')
  expect(en.backAt(monday, at(3, 9))).toBe('Back tomorrow at 9:00')
  expect(en.backAt(monday, at(5, 9))).toBe('Back on Thursday at 9:00')
  expect(en.replyOn(monday, at(3, 9))).toBe('reply tomorrow')
})

test('a place in line is said in each language', async () => {
  const [de, ar] = await Promise.all(['de', 'ar'].map((code) => loadStrings([code])))
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
