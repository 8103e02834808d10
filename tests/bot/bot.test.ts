import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBot } from '../../server/bot/bot.ts'
import type { FaqBot } from '../../server/bot/bot.ts'
import { renderMarkdown } from '../../server/bot/markdown.ts'

const site = {
  name: { en: 'Alder', de: 'Alder', ar: 'ألدر' },
  greeting: { en: 'Hello', de: 'Hallo', ar: 'أهلًا' },
  languages: ['en', 'de', 'ar'],
}
const entry = (id: string, answer: string, more: object = {}) => ({
  id,
  question: `Where is my ${id}?`,
  phrasings: [`${id} lost`, `I cannot find the ${id}`],
  answer,
  ...more,
})

let folder: string
let bot: FaqBot | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bot-'))
  await save('site.json', site)
  await save('en/a.json', { topic: 'A', entries: [entry('parcel', 'Soon.'), entry('invoice', 'By email.')] })
  await save('en/b.json', { topic: 'B', entries: [entry('bicycle', 'Outside.')] })
  await save('de/a.json', { topic: 'A', entries: [entry('parcel', 'Bald.')] })
})
afterEach(async () => {
  await bot?.close()
  bot = undefined
  await rm(folder, { recursive: true, force: true })
})

async function save(name: string, content: object | string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(
    join(folder, name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 1),
  )
}

/** The way most editors save: a new file takes the old one's place. */
async function saveByRenaming(name: string, content: object | string): Promise<void> {
  await save(`${name}~`, content)
  await rename(join(folder, `${name}~`), join(folder, name))
}

/** A bot of the folder, with the lines that its author gets to read. */
async function start() {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line.replaceAll(`${folder}/`, ''))
  const onChange = vi.fn()
  const log = {
    info: say,
    warn: say,
    error: (message: string, cause: unknown) => say(`${message}: ${String(cause)}`),
  }
  const own = await createBot({ folder, learned: null, log, onChange })
  bot = own
  return { bot: own, lines, onChange }
}

/** On a busy machine, too. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 10 })
const answerOf = (own: FaqBot, id: string, language = 'en') => own.entry(id, language)?.answer ?? null

test('answers, and knows the site before the FAQ is read', async () => {
  const { bot } = await start()
  expect(bot.site()).toMatchObject({ languages: ['en', 'de', 'ar'], keep: 0.9 })
  const { ranked } = await bot.match('where is the parcel', 'en')
  expect(ranked[0]?.entry).toMatchObject({ id: 'parcel', language: 'en', topic: 'A', html: '<p>Soon.</p>\n' })
  await bot.ready
  expect(bot.problems()).toEqual([])
})

test('a language without a translation gets the first one, a language without entries its matcher', async () => {
  const { bot } = await start()
  await bot.ready
  expect(answerOf(bot, 'parcel', 'de')).toBe('Bald.')
  expect(bot.entry('invoice', 'de')).toMatchObject({ answer: 'By email.', language: 'en' })
  expect(answerOf(bot, 'parcel', 'ar')).toBe('Soon.')
  expect(bot.entry('nothing', 'de')).toBeNull()
  expect(bot.questions('de')).toEqual([{ faqId: 'parcel', question: 'Where is my parcel?' }])
  expect(bot.questions('ar')).toHaveLength(3)
  expect((await bot.match('where is the bicycle', 'ar')).ranked[0]?.entry.id).toBe('bicycle')
  expect((await bot.match('where is the parcel', 'de')).ranked[0]?.entry.language).toBe('de')
})

test('the language is the best wish that there is', async () => {
  const { bot } = await start()
  expect(bot.languageFor(['de-CH', 'en'])).toBe('de')
  expect(bot.languageFor(['xx'])).toBe('en')
  expect(bot.languageFor([])).toBe('en')
  expect(bot.languageFor(['fr', 'AR_eg', 'de'])).toBe('ar')
})

test('drafts are left out of everything, and links are part of the answer', async () => {
  const links = [{ label: 'Your orders', url: '/orders.html' }, { url: 'https://shop.example/' }]
  await save('en/b.json', {
    topic: 'B',
    entries: [
      entry('bicycle', 'Outside.', { draft: true }),
      entry('helmet', 'Inside.', { links, followUps: ['bicycle', 'parcel'] }),
    ],
  })
  const { bot } = await start()
  await bot.ready
  expect(bot.entry('bicycle', 'en')).toBeNull()
  expect(bot.questions('en').map(({ faqId }) => faqId)).toEqual(['parcel', 'invoice', 'helmet'])
  expect(bot.entry('helmet', 'en')?.followUps.map(({ faqId }) => faqId)).toEqual(['parcel'])
  expect(bot.entry('helmet', 'en')?.html).toContain('<li><a href="/orders.html">Your orders</a></li>')
  const { ranked } = await bot.match('I cannot find the bicycle', 'en')
  expect(ranked.map((each) => each.entry.id)).not.toContain('bicycle')
})

test('HTML in an answer is shown as written, images and harmful links are not loaded', () => {
  expect(renderMarkdown('A <b onclick="x()">b</b>')).toBe(
    '<p>A &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>\n',
  )
  expect(renderMarkdown('<script>alert(1)</script>')).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n')
  expect(renderMarkdown('![A *map*](https://shop.example/map.png)')).toMatch(
    /^<p><a href="https:\/\/shop.example\/map.png">/,
  )
  expect(renderMarkdown('[go](javascript:alert(1))')).toBe('<p>go</p>\n')
  expect(renderMarkdown('[go](/orders.html) **now**')).toBe(
    '<p><a href="/orders.html">go</a> <strong>now</strong></p>\n',
  )
})

test.each([
  ['written in place', save],
  ['saved by renaming', saveByRenaming],
])('a file %s answers with its new text, time and again', async (_, write) => {
  const { bot, lines, onChange } = await start()
  await bot.ready
  for (const answer of ['Tomorrow.', 'On Monday.', 'Next week.']) {
    lines.length = 0
    onChange.mockClear()
    await write('en/b.json', { topic: 'B', entries: [entry('bicycle', answer)] })
    await eventually(() => answerOf(bot, 'bicycle')).toBe(answer)
    expect((await bot.match('I cannot find the bicycle', 'en')).ranked[0]?.entry.answer).toBe(answer)
    expect(lines).toEqual(['en/b.json reloaded: 1 entry'])
    expect(onChange).toHaveBeenCalled()
  }
})

test('a new phrasing is learned, and the others answer meanwhile', async () => {
  const { bot } = await start()
  await bot.ready
  await save('en/c.json', { topic: 'C', entries: [entry('wheelbarrow', 'In the shed.')] })
  await eventually(() => answerOf(bot, 'wheelbarrow')).toBe('In the shed.')
  expect((await bot.match('I cannot find the parcel', 'en')).ranked[0]?.entry.id).toBe('parcel')
  await eventually(async () => (await bot.match('wheelbarrow lost', 'en')).ranked[0]?.entry.id).toBe(
    'wheelbarrow',
  )
})

test('a broken file keeps its last good version, other files change, and the mistake is told once', async () => {
  const { bot, lines } = await start()
  await bot.ready
  const broken = { topic: 'B', entries: [entry('bicycle', 'Gone.', { phrasings: [] })] }
  await save('en/b.json', broken)
  await save('en/a.json', { topic: 'A', entries: [entry('parcel', 'Later.')] })
  await eventually(() => answerOf(bot, 'parcel')).toBe('Later.')
  await eventually(() => bot.problems()).toHaveLength(1)
  expect(answerOf(bot, 'bicycle')).toBe('Outside.')
  expect(bot.problems()).toMatchObject([{ entry: 'bicycle', line: 7 }])

  await save('de/a.json', { topic: 'A', entries: [entry('parcel', 'Später.')] })
  await eventually(() => answerOf(bot, 'parcel', 'de')).toBe('Später.')
  const told = 'en/b.json:7: entry "bicycle" has no phrasings. Add at least one way a visitor might ask this.'
  expect(lines.filter((line) => line === told)).toHaveLength(1)
  expect(lines).toContain('en/b.json was not loaded. Its last good version keeps answering.')

  await save('en/b.json', { topic: 'B', entries: [entry('bicycle', 'Here.')] })
  await eventually(() => answerOf(bot, 'bicycle')).toBe('Here.')
  expect(bot.problems()).toEqual([])
})

test('a broken site.json keeps the last good one', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await save('site.json', '{ "name": ')
  await eventually(() => bot.problems()).toHaveLength(1)
  expect(bot.site().name.en).toBe('Alder')
  await save('site.json', { ...site, name: { en: 'Birch', de: 'Birke', ar: 'بتولا' } })
  await eventually(() => bot.site().name.en).toBe('Birch')
  expect(lines.at(-1)).toBe('site.json reloaded')
})

test('a mistake that is taken back is told, though nothing changes', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await save('en/b.json', '{')
  await eventually(() => lines).toContain('en/b.json was not loaded. Its last good version keeps answering.')
  await save('en/b.json', { topic: 'B', entries: [entry('bicycle', 'Outside.')] })
  await eventually(() => lines.at(-1)).toBe('en/b.json is right again: 1 entry')
})

test('a site.json with a mistake is not loaded, which is told, and keeps the last good one', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await save('site.json', { ...site, brand: 'green' })
  await eventually(() => lines.at(-1)).toBe('site.json was not loaded. Its last good version stays.')
})

test('at the start a wrong field of site.json takes its usual value, and the rest counts', async () => {
  await save('site.json', { ...site, keep: 90, colour: 'green', closeAfterHours: 3, deleteAfterDays: 0 })
  const { bot, lines } = await start()
  await bot.ready
  expect(bot.site()).toMatchObject({ keep: 0.9, closeAfterHours: 3, deleteAfterDays: null })
  expect(lines).toHaveLength(4)
  expect(lines.at(-1)).toBe('site.json was loaded without what is wrong: the usual values stand in for that.')
})

test('a folder that cannot be looked into keeps its last good files', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await rename(join(folder, 'de'), join(folder, '.de'))
  await symlink('de', join(folder, 'de'))
  await eventually(() => lines).toEqual([
    'de:1: this is a link that leads back to itself. Put the folder itself here.',
    'Nothing was loaded from "de". The last good version of its files keeps answering.',
  ])
  expect(answerOf(bot, 'parcel', 'de')).toBe('Bald.')
  await rm(join(folder, 'de'))
  await rename(join(folder, '.de'), join(folder, 'de'))
  await eventually(() => lines.at(-1)).toBe('de/a.json is right again: 1 entry')
})

test('files of a folder that no visitor can have are not said to answer', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await save('ge/a.json', { topic: 'A', entries: [entry('parcel', 'Bald.')] })
  await eventually(() => bot.problems()).toHaveLength(1)
  expect(lines).toEqual([expect.stringContaining('"languages" does not name the folder "ge"')])
})

test('a removed file takes its entries along, a removed folder its language', async () => {
  const { bot, lines } = await start()
  await bot.ready
  await rm(join(folder, 'en/b.json'))
  await eventually(() => answerOf(bot, 'bicycle')).toBeNull()
  expect(lines).toEqual(['en/b.json removed, and its 1 entry'])
  const { decision } = await bot.match('bicycle lost', 'en')
  expect(decision).not.toBe('answer')
  await rm(join(folder, 'de'), { recursive: true })
  await eventually(() => answerOf(bot, 'parcel', 'de')).toBe('Soon.')
})

test('a folder that is put in place of the old one is followed', async () => {
  const { bot } = await start()
  await bot.ready
  await cp(folder, `${folder}-new`, { recursive: true })
  await rename(folder, `${folder}-old`)
  await eventually(() => bot.problems()).toHaveLength(1)
  expect(answerOf(bot, 'bicycle')).toBe('Outside.')
  await rename(`${folder}-new`, folder)
  await eventually(() => bot.problems()).toHaveLength(0)
  await save('en/b.json', { topic: 'B', entries: [entry('bicycle', 'Inside.')] })
  await eventually(() => answerOf(bot, 'bicycle')).toBe('Inside.')
  await rm(`${folder}-old`, { recursive: true })
})

test('a file that is broken at the start is told, and the rest works', async () => {
  await save('en/b.json', '{ "topic": "B",\n"entries": [}')
  const { bot, lines } = await start()
  await bot.ready
  expect(lines).toEqual([expect.stringMatching(/^en\/b\.json:2: /)])
  expect((await bot.match('parcel lost', 'en')).ranked[0]?.entry.id).toBe('parcel')
})

test('a site.json that is broken at the start stops it with a line for each thing that is wrong', async () => {
  await save('site.json', '{\n"name": {} }')
  await expect(start()).rejects.toMatchObject({
    name: 'FaqUnusable',
    message: [
      `${folder}/site.json:1: the file has no greeting. Add "greeting": { "en": "…" }, with every one of your languages.`,
      `${folder}/site.json:1: the file has no languages. Add "languages": [ "en" ], the main one first.`,
    ].join('\n'),
  })
})

test('without any entry the bot knows nothing, and says so', async () => {
  await rm(join(folder, 'en'), { recursive: true })
  await rm(join(folder, 'de'), { recursive: true })
  const { bot } = await start()
  expect(await bot.match('parcel', 'de')).toEqual({ decision: 'unknown', ranked: [] })
  await bot.ready
})
