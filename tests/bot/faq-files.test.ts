import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { format } from 'prettier'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBook } from '../../server/bot/faq-book.ts'
import { openSite, readFaq } from '../../server/bot/faq-files.ts'
import { formatProblem } from '../../server/bot/faq-problem.ts'
import { faqJsonSchema, siteJsonSchema } from '../../server/bot/faq-schema.ts'

const shipped = 'faq-data'
const site = `{
  "name": { "en": "Alder", "de": "Alder" },
  "greeting": { "en": "Hello", "de": "Hallo" },
  "languages": ["en", "de"]
}`

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faq-'))
  await write('site.json', site)
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

/** A file with one entry, a field a line: the id is in line 3, whatever comes with it from line 4 on. */
const entryWith = (...fields: string[]) =>
  `{ "topic": "Payment", "entries": [\n{\n"id": "refund-time",\n${fields.join(',\n')}\n}\n] }`
const good = ['"question": "When?"', '"phrasings": ["refund"]', '"answer": "Soon."']
const file = (...entries: object[]) => JSON.stringify({ topic: 'Payment', entries }, null, 1)
const entry = (id: string, more: object = {}) => ({
  id,
  question: `${id}?`,
  phrasings: [id],
  answer: 'Yes.',
  ...more,
})

/** Every problem as an author reads it, without the folder. */
async function problems(): Promise<string[]> {
  const reading = await readFaq(folder)
  return reading.problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, ''))
}

const brokenEntries: [string, string, string][] = [
  [
    'no phrasings',
    entryWith(good[0]!, good[2]!),
    '3: entry "refund-time" has no phrasings. Add at least one way a visitor might ask this.',
  ],
  [
    'empty phrasings',
    entryWith(good[0]!, '"phrasings": []', good[2]!),
    '5: entry "refund-time" has no phrasings. Add at least one way a visitor might ask this.',
  ],
  [
    'an empty phrasing',
    entryWith(good[0]!, '"phrasings": [\n"refund",\n" "]', good[2]!),
    '7: entry "refund-time": item 2 of "phrasings" is empty. Write something, or remove it.',
  ],
  [
    'no answer',
    entryWith(good[0]!, good[1]!),
    '3: entry "refund-time" has no answer. Add "answer": what visitors get to read, in Markdown.',
  ],
  [
    'an empty question',
    entryWith('"question": ""', good[1]!, good[2]!),
    '4: entry "refund-time": "question" is empty. Add "question": how it reads in a list of choices.',
  ],
  [
    'an unknown field, nearly right',
    entryWith(...good, '"phrasing": ["x"]'),
    '7: entry "refund-time" has an unknown field "phrasing". Did you mean "phrasings"?',
  ],
  [
    'an unknown field',
    entryWith(...good, '"colour": 1'),
    '7: entry "refund-time" has an unknown field "colour". Remove it. What can stand here: id, question, phrasings, answer, links, followUps, handoff, draft.',
  ],
  [
    'a text for a list',
    entryWith(good[0]!, '"phrasings": "refund"', good[2]!),
    '5: entry "refund-time": "phrasings" is a text. Write a list: [ "…", "…" ].',
  ],
  [
    'a text for true',
    entryWith(...good, '"handoff": "yes"'),
    '7: entry "refund-time": "handoff" is a text. Write true or false, without quotes.',
  ],
  [
    'a number for a text',
    entryWith(good[0]!, good[1]!, '"answer": 3'),
    '6: entry "refund-time": "answer" is the number 3. Write a text in double quotes.',
  ],
  [
    'a link that runs code',
    entryWith(...good, '"links": [{\n"url": "javascript:alert(1)"}]'),
    '8: entry "refund-time": item 1 of "links.url" is "javascript:alert(1)". Begin with https://, mailto:, tel: or "/".',
  ],
  [
    'a bad id',
    '{ "topic": "P", "entries": [\n{ "id": "Refund Time",\n"question": "q", "phrasings": ["p"], "answer": "a" }] }',
    '2: entry "Refund Time": "id" is "Refund Time". Use lower-case letters, digits and single hyphens, such as "refund-time".',
  ],
  [
    'no id',
    '{ "topic": "P", "entries": [\n{ "question": "q", "phrasings": ["p"], "answer": "a" }] }',
    '2: entry 1 has no id. Add "id": a short name in lower case, such as "refund-time".',
  ],
  [
    'a text for an entry',
    '{ "topic": "P", "entries": [\n\n"q"] }',
    '3: entry 1 is a text. Write braces with names and values: { "…": "…" }.',
  ],
  [
    'no topic',
    '{\n"entries": [] }',
    '1: the file has no topic. Add "topic": the heading of these questions, such as "Delivery".',
  ],
  ['a list for the file', '[]', '1: the file is a list. Write braces with names and values: { "…": "…" }.'],
  [
    'a follow-up that is not there',
    entryWith(...good, '"followUps": [\n"refund-tme"]'),
    '8: entry "refund-time" names "refund-tme" in "followUps", but no entry has that id. Did you mean "refund-time"?',
  ],
  [
    'an id that is too long to be picked',
    entryWith(...good).replace('refund-time', 'a'.repeat(101)),
    `3: entry "${'a'.repeat(101)}": "id" has 101 characters. Write at most 100.`,
  ],
  [
    'a field twice',
    entryWith(...good, '"answer": "Late."'),
    '7: "answer" stands twice in the same braces. Keep one of them.',
  ],
]

const brokenFiles: [string, string | Uint8Array, string][] = [
  ['an empty file', ' \n', '1: the file is empty. Write it anew, or remove it.'],
  [
    'a comma that is missing',
    '{\n"topic": "P"\n\n"entries": [] }',
    '2: a comma is missing before "entries". Add it at the end of this line.',
  ],
  [
    'a comma too many',
    '{ "topic": "P",\n"entries": [],\n}',
    '2: there is a comma before the closing "}". Remove the comma.',
  ],
  [
    'a text without its end',
    '{\n"topic": "P,\n"entries": [] }',
    '2: a text is not closed on its line. Add the closing quote, and write a line break as \\n.',
  ],
  [
    'curly quotes',
    '{\n"topic": “P”,\n"entries": [] }',
    '2: “P” is not JSON. Put names and texts in straight double quotes.',
  ],
  ['a comment', '{\n// here\n"topic": "P", "entries": [] }', '2: JSON has no comments. Remove this one.'],
  [
    'a quote inside a text',
    '{\n"topic": "the "best" of all",\n"entries": [] }',
    '2: a text ends before best. Write \\" for a quote that belongs to a text.',
  ],
  [
    'a number in quotes inside a text',
    '{\n"topic": "within "14 days", if",\n"entries": [] }',
    '2: a text ends before 14. Write \\" for a quote that belongs to a text.',
  ],
  [
    'a curly quote at the end of a text only',
    '{\n"topic": "P”,\n"entries": [] }',
    '2: a text begins with a straight quote and ends with ”. Write " there, too.',
  ],
  [
    'a list that is not closed before a name',
    '{ "topic": "P",\n"unanswered": [ "a",\n"b"\n"entries": [] }',
    '3: the list is not closed before "entries". Add a "]".',
  ],
  [
    'a list that is not closed, with a comma',
    '{ "topic": "P",\n"unanswered": [ "a",\n"entries": [] }',
    '3: the list is not closed before "entries". Add a "]".',
  ],
  [
    'what a merge leaves',
    '{\n<<<<<<< HEAD\n"topic": "P", "entries": [] }',
    '2: <<<<<<< was left by a merge. Keep one of the two versions, and remove these marks.',
  ],
  [
    'a space of another kind',
    '{\n\u00a0"topic": "P", "entries": [] }',
    '2: an invisible character (U+00A0) stands here. Remove it, or type a space.',
  ],
  ['True', '{ "topic": "P",\n"entries": [{"draft": True}] }', '2: True is not JSON. Write true.'],
  [
    'a file cut off',
    '{ "topic": "P",\n"entries": [',
    '2: the file ends before everything is closed. Add the missing "]" or "}", or what was cut off.',
  ],
  [
    'a bracket of another kind',
    '{ "topic": "P",\n"entries": [1} }',
    '2: a list ends with "]", not with "}". Write "]", or add it before.',
  ],
  [
    'a round bracket at the end of a list',
    '{ "topic": "P",\n"unanswered": ["a")\n}',
    '2: a list ends with "]", not with ")". Write "]", or add it before.',
  ],
  [
    'a square bracket at the end of braces',
    '{ "topic": "P",\n"entries": [{ "id": "a"], "unanswered": [] }',
    '2: braces end with "}", not with "]". Write "}", or add it before.',
  ],
  [
    'a text without a quote at its end, before another on its line',
    '{ "topic": "P",\n"unanswered": ["a", "where is it, "my parcel"]\n}',
    '2: the text "where is it has no quote at its end. Add it.',
  ],
  [
    'a name without a quote at its end',
    '{\n"topic: "P", "entries": [] }',
    '2: the text "topic has no quote at its end. Add it.',
  ],
  ['a value that is missing', '{ "topic": \n, "entries": [] }', '2: a value is missing before ,. Add it.'],
  [
    'a bracket too many',
    '{ "topic": "P", "entries": [] }\n}',
    '2: there is something after the end: }. Remove it, or a bracket too many above.',
  ],
  [
    'brackets without end',
    '['.repeat(200_000) + ']'.repeat(200_000),
    '1: the brackets are nested too deeply. Write the file anew.',
  ],
  [
    'Latin-1',
    Buffer.from('{\n"topic": "Rückgabe",\n"entries": [] }', 'latin1'),
    '2: this line has a character that is not UTF-8. Save the file as UTF-8.',
  ],
  [
    'UTF-16',
    Buffer.from('\uFEFF{ "topic": "P", "entries": [] }', 'utf16le'),
    '1: the file is saved as UTF-16. Save it as UTF-8.',
  ],
  [
    'a picture',
    Uint8Array.of(137, 80, 78, 71, 0, 1),
    '1: this is not a text file. Put JSON here, or remove it.',
  ],
  [
    'more than 5 MB',
    ' '.repeat(5 * 1024 * 1024 + 1),
    '1: the file is larger than 5 MB. Split it into several files.',
  ],
]

test.each([...brokenEntries, ...brokenFiles])(
  '%s is one problem with its line',
  async (_, content, expected) => {
    await write('en/payment.json', content)
    expect(await problems()).toEqual([`en/payment.json:${expected}`])
  },
)

const brokenSites: [string, string, string, string][] = [
  [
    'a greeting that is missing',
    '"Hallo"',
    '""',
    '3: "greeting.de" is empty. Write something, or remove it.',
  ],
  [
    'a language without a name',
    ', "de": "Alder"',
    '',
    '2: "name.de" is missing, but "de" is one of "languages". Add it.',
  ],
  [
    'an unknown field',
    '"languages"',
    '"holidays": [],\n"languages"',
    '4: the file has an unknown field "holidays". Remove it. What can stand here: name, greeting, languages, brand, hours, topQuestions, keep, closeAfterHours, deleteAfterDays, handoff, talk.',
  ],
  [
    'a comma in a number',
    '["en", "de"]',
    '["en", "de"],\n"keep": 0,85',
    '5: 0,85 is written with a comma. Write a point: 0.85.',
  ],
  ['a keen bot', '["en", "de"]', '["en", "de"],\n"keep": 1', '5: "keep" is 1. Write at most 0.99.'],
  [
    'a zone that is none',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "weekly": {},\n"timeZone": "Mars" }',
    '6: "hours.timeZone" is no time zone. Write its IANA name, such as "Europe/Stockholm".',
  ],
  [
    'hours in another form',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "timeZone": "UTC", "weekly": { "mon":\n["9-17"] } }',
    '6: item 1 of "hours.weekly.mon" is "9-17". Write "09:00-17:00".',
  ],
  [
    'hours that run backwards',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "timeZone": "UTC", "weekly": { "mon":\n["17:00-09:00"] } }',
    '6: item 1 of "hours.weekly.mon" ends before it begins. Write the earlier time first; a span cannot go past midnight.',
  ],
  [
    'a weekday that is none',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "timeZone": "UTC", "weekly": {\n"mond": [] } }',
    '6: "hours.weekly" has an unknown field "mond". Did you mean "mon"?',
  ],
  [
    'a weekday in another language',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "timeZone": "UTC", "weekly": {\n"lun": [] } }',
    '6: "hours.weekly" has an unknown field "lun". Remove it. What can stand here: mon, tue, wed, thu, fri, sat, sun.',
  ],
  [
    'a language by its name, which needs no texts under that',
    '["en", "de"]',
    '["en", "french"]',
    '4: item 2 of "languages" is "french". Use a language tag, such as "en" or "pt-BR".',
  ],
  [
    'a day off in another form',
    '["en", "de"]',
    '["en", "de"],\n"hours": { "timeZone": "UTC", "weekly": {}, "holidays": ["24.12."] }',
    '5: item 1 of "hours.holidays" is "24.12.". Write a date as "2026-12-25".',
  ],
  [
    'a handoff that is none',
    '["en", "de"]',
    '["en", "de"],\n"handoff": { "entry": "ask" }',
    '5: "handoff.entry" is "ask". Write "make" or "offer".',
  ],
  [
    'too much patience',
    '["en", "de"]',
    '["en", "de"],\n"handoff": { "misses": 6 }',
    '5: "handoff.misses" is 6. Write at most 5.',
  ],
  [
    'no days at all',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": 0',
    '5: "deleteAfterDays" is 0. Write at least 1.',
  ],
  [
    'days before today',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": -90',
    '5: "deleteAfterDays" is -90. Write at least 1.',
  ],
  [
    'days in quotes',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": "90"',
    '5: "deleteAfterDays" is a text. Write a number, without quotes.',
  ],
  [
    'half a day',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": 0.5',
    '5: "deleteAfterDays" is the number 0.5. Write a whole number, without quotes.',
  ],
  [
    'days as a word',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": "never"',
    '5: "deleteAfterDays" is a text. Write a number, without quotes.',
  ],
  [
    'days as a truth',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": true',
    '5: "deleteAfterDays" is true. Write a number, without quotes.',
  ],
  [
    'more days than anybody meant',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDays": 900000',
    '5: "deleteAfterDays" is 900000. Write at most 36500.',
  ],
  [
    'a slip in the name',
    '["en", "de"]',
    '["en", "de"],\n"deleteAfterDay": 90',
    '5: the file has an unknown field "deleteAfterDay". Did you mean "deleteAfterDays"?',
  ],
  [
    'a colour by name',
    '["en", "de"]',
    '["en", "de"],\n"brand": "green"',
    '5: "brand" is "green". Write a colour as "#1b6a56".',
  ],
]

test.each(brokenSites)('site.json with %s is refused', async (_, from, to, expected) => {
  await write('site.json', site.replace(from, to))
  await write('en/payment.json', file(entry('refund')))
  expect(await problems()).toEqual([`site.json:${expected}`])
  expect((await openSite(folder)).site).toBeNull()
})

test('site.json may leave out whatever has a usual value', async () => {
  expect((await openSite(folder)).site).toEqual({
    name: { en: 'Alder', de: 'Alder' },
    greeting: { en: 'Hello', de: 'Hallo' },
    languages: ['en', 'de'],
    brand: '#1b6a56',
    hours: null,
    topQuestions: [],
    keep: 0.9,
    closeAfterHours: 24,
    deleteAfterDays: null,
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 0, distressed: 0 } },
    talk: { off: [], replies: {} },
  })
})

test('a folder that is not named and a first language without files are told', async () => {
  await write('site.json', site.replace('["en", "de"]', '["en", "de"],\n"topQuestions": ["refnd"]'))
  await write('fr/payment.json', file(entry('refund')))
  // That no top question has an entry follows from the second, and is not told as well.
  expect(await problems()).toEqual([
    'site.json:4: "languages" does not name the folder "fr". Add it there, or move the folder away.',
    'site.json:4: there are no FAQ files in "en", the first language. Add one, such as en/delivery.json.',
  ])
})

test('a folder that may be meant for the one language without files is told so', async () => {
  await write('en/payment.json', file(entry('refund')))
  await write('german/payment.json', file(entry('refund')))
  expect(await problems()).toEqual([
    'site.json:4: "languages" does not name the folder "german". Rename it to "de", which has no files, or add it there.',
  ])
})

test('a top question that no entry has is told', async () => {
  await write('site.json', site.replace('["en", "de"]', '["en", "de"],\n"topQuestions": ["refnd"]'))
  await write('en/payment.json', file(entry('refund')))
  expect(await problems()).toEqual([
    'site.json:5: "topQuestions" names "refnd", but no entry in "en" has that id. Did you mean "refund"?',
  ])
})

test('an id that stands twice in a language is told with both places', async () => {
  await write('en/a.json', file(entry('refund')))
  await write('en/b.json', file(entry('other'), entry('refund')))
  await write('de/a.json', file(entry('refund')))
  expect(await problems()).toEqual([
    'en/b.json:13: entry "refund" is in en/a.json:5 already. Give one of them another id, or remove it.',
  ])
})

test('a missing folder and a missing site.json are told', async () => {
  const gone = join(folder, 'gone')
  const { problems: found, complete } = await readFaq(gone)
  expect(found.map(formatProblem)).toEqual([
    `${gone}/site.json:1: there is no such file. Put it there, or set FAQ_DIR to the right folder.`,
  ])
  expect(complete).toBe(false)
})

test('ids in a file that cannot be read are not missed elsewhere', async () => {
  await write('en/a.json', file(entry('refund', { followUps: ['other'] })))
  await write('en/b.json', '{ "topic": "B", "entries": [ { "id": "other" } ')
  expect(await problems()).toHaveLength(1)
})

test('the right entries of a file with a mistake are there', async () => {
  await write('en/a.json', file(entry('refund'), entry('other', { answer: '' })))
  const [found] = (await readFaq(folder)).files
  expect(found).toMatchObject({ sound: false, topic: 'Payment', entries: [{ id: 'refund' }] })
})

test('a byte order mark, hidden files and other files are no problem', async () => {
  await write('en/a.json', `\uFEFF${file(entry('refund'))}`)
  await write('en/.a.json.swp', 'x')
  await write('en/notes.txt', 'x')
  await write('.git/config.json', 'x')
  expect(await problems()).toEqual([])
  expect((await readFaq(folder)).files).toHaveLength(1)
})

test('a FAQ file that nobody reads is told, and what it hides is not', async () => {
  await write('en/a.json', file(entry('refund', { followUps: ['other'] })))
  await write('en/b.json.txt', file(entry('other')))
  await write('en/delivery/c.json', file(entry('cost')))
  await write('d.de.json', file(entry('time')))
  await write('questions.json', '{ "language": "en", "questions": [] }')
  expect(await problems()).toEqual([
    'd.de.json:1: this file is not read here. Move it into the folder of its language, such as en/d.de.json.',
    'en/b.json.txt:1: this file is not read. Rename it to "b.json".',
    'en/delivery:1: the files in this folder are not read. Move them up into "en".',
  ])
})

test('the end of a file’s name may be in capitals', async () => {
  await write('en/a.JSON', file(entry('refund')))
  expect(await problems()).toEqual([])
  expect((await readFaq(folder)).files).toHaveLength(1)
})

test('a folder, a link to itself and a link to nowhere are no files', async () => {
  await mkdir(join(folder, 'en/a.json'), { recursive: true })
  await symlink('b.json', join(folder, 'en/b.json'))
  await symlink('gone.json', join(folder, 'en/c.json'))
  expect(await problems()).toEqual([
    'en/a.json:1: this is a folder, where a file is expected. Move what is in it, or rename it.',
    'en/b.json:1: this is a link that leads back to itself. Put the file itself here.',
    'en/c.json:1: there is no such file. Check the name, or where a link of this name leads.',
  ])
})

test('a path below the working directory is told as its author would type it', async () => {
  expect((await readFaq(shipped)).files[0]?.path).toBe('faq-data/ar/account.json')
})

test('the shipped FAQ has no problems, and its questions lead somewhere in each language', async () => {
  const { site: shippedSite, files, problems: found } = await readFaq(shipped)
  expect(found).toEqual([])
  if (!shippedSite.site) throw new Error('no site')
  const book = openBook(shippedSite.site, files, String)
  for (const language of shippedSite.site.languages) {
    expect(book.questions(language).length).toBeGreaterThan(30)
    for (const id of shippedSite.site.topQuestions) expect(book.entry(id, language)?.language).toBe(language)
    const written = files.filter((each) => each.language === language).flatMap(({ entries }) => entries)
    for (const each of written)
      for (const id of each.followUps) expect(book.entry(id, language), `${each.id} → ${id}`).not.toBeNull()
  }
})

// Written anew by `npx vitest run -u tests/bot/faq-files.test.ts`.
test.each([
  ['faq.schema.json', faqJsonSchema],
  ['site.schema.json', siteJsonSchema],
])('%s says what is checked', async (name, schema) => {
  const text = await format(JSON.stringify(schema(), null, 2), { parser: 'json', printWidth: 110 })
  await expect(text).toMatchFileSnapshot(join('../../faq-data', name))
})
