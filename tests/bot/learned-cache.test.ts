import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBot } from '../../server/bot/bot.ts'
import { createLearnedCache } from '../../server/bot/learned-cache.ts'
import { keyOf } from '../../server/bot/lesson-key.ts'
import { digestOf } from '../../server/bot/matcher/code-digest.ts'
import type { Lesson } from '../../server/bot/matchers.ts'
import { createOpenMatchers } from '../../server/bot/open-matchers.ts'
import { takeLesson } from '../../server/bot/take-lesson.ts'

let folder: string
let notKept: unknown[]
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'learned-')), 'learned')
  notKept = []
})
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true })
})

const open = (mayWrite = true) => createLearnedCache({ folder, mayWrite }, (cause) => notKept.push(cause))
const keyFor = (name: string) => createHash('sha256').update(name).digest()
const bytes = (text: string) => new TextEncoder().encode(text)
const pathOf = (name: string) => join(folder, `${keyFor(name).toString('hex')}.learned`)
const learned = bytes('so much was learned, and all of it counts')

const lesson: Lesson = {
  language: 'en',
  keep: 0.9,
  entries: [
    {
      id: 'hours',
      phrasings: ['when are you open', 'opening hours'],
      question: 'Opening hours',
      answer: 'At nine.',
    },
    {
      id: 'refund',
      phrasings: ['my money back', 'refund please'],
      question: 'Refunds',
      answer: 'In a week.',
    },
  ],
}

test('what was kept is there for another server, byte for byte', async () => {
  expect(await open().recall(keyFor('a'))).toBeNull()
  await open().keep(keyFor('a'), learned)
  expect(await open().recall(keyFor('a'))).toEqual(learned)
  expect(await open().recall(keyFor('b'))).toBeNull()
  expect(notKept).toEqual([])
})

test('who may not write finds what was kept, and leaves no trace', async () => {
  const reader = open(false)
  await reader.keep(keyFor('a'), learned)
  await expect(stat(folder)).rejects.toThrow('ENOENT')
  await open().keep(keyFor('a'), learned)
  await utimes(pathOf('a'), 1_000, 1_000)
  expect(await reader.recall(keyFor('a'))).toEqual(learned)
  expect((await stat(pathOf('a'))).mtimeMs).toBe(1_000_000)
})

test('a file that is damaged anywhere is not there, and is replaced', async () => {
  const cache = open()
  await cache.keep(keyFor('a'), learned)
  const whole = await readFile(pathOf('a'))
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at]! ^= 1
    await writeFile(pathOf('a'), damaged)
    expect({ at, found: await cache.recall(keyFor('a')) }).toEqual({ at, found: null })
  }
  for (const length of [0, 1, 32, 63, 64, 65, whole.length - 1]) {
    await writeFile(pathOf('a'), whole)
    await truncate(pathOf('a'), length)
    expect({ length, found: await cache.recall(keyFor('a')) }).toEqual({ length, found: null })
  }
  await writeFile(pathOf('a'), Buffer.concat([whole, bytes('more')]))
  expect(await cache.recall(keyFor('a'))).toBeNull()
  await cache.keep(keyFor('a'), learned)
  expect(await cache.recall(keyFor('a'))).toEqual(learned)
})

test("another lesson's file under this lesson's name is not taken for it", async () => {
  await open().keep(keyFor('a'), learned)
  await writeFile(pathOf('b'), await readFile(pathOf('a')))
  expect(await open().recall(keyFor('b'))).toBeNull()
})

test('two servers that write at once leave one whole file and nothing half-written', async () => {
  const big = new Uint8Array(3_000_000).fill(7)
  await Promise.all(Array.from({ length: 8 }, () => open().keep(keyFor('a'), big)))
  expect(await open().recall(keyFor('a'))).toHaveLength(big.length)
  expect(await readdir(folder)).toHaveLength(1)
  expect(notKept).toEqual([])
})

test('the files used last are kept, and what a crash left half-written goes', async () => {
  const cache = open()
  for (let at = 0; at < 24; at++) {
    await cache.keep(keyFor(`${at}`), learned)
    await utimes(pathOf(`${at}`), 1000 + at, 1000 + at)
  }
  await writeFile(join(folder, 'old.tmp'), 'half')
  await utimes(join(folder, 'old.tmp'), 1000, 1000)
  await writeFile(join(folder, 'new.tmp'), 'half')
  await writeFile(join(folder, 'notes.txt'), 'not ours')
  expect(await cache.recall(keyFor('0'))).toEqual(learned)
  await cache.keep(keyFor('new'), learned)
  const there = await readdir(folder)
  expect(there.filter((name) => name.endsWith('.learned'))).toHaveLength(24)
  expect(there).toEqual(expect.arrayContaining(['new.tmp', 'notes.txt']))
  expect(there).not.toContain('old.tmp')
  expect(await cache.recall(keyFor('0'))).toEqual(learned)
  expect(await cache.recall(keyFor('1'))).toBeNull()
})

test('nobody else may read what was learned', async () => {
  await open().keep(keyFor('a'), learned)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(pathOf('a'))).mode & 0o777).toBe(0o600)
})

/** A folder that nobody can write, root included: there is a file where it should be. */
async function blockFolder(): Promise<void> {
  await writeFile(folder, 'in the way')
}

test('where nothing can be written the lesson is learned all the same', async () => {
  await blockFolder()
  const matchers = createOpenMatchers()
  await matchers.open(lesson, await takeLesson(lesson, open()))
  expect((await matchers.match('opening hours', 'en')).ranked[0]?.id).toBe('hours')
  expect(notKept).toHaveLength(1)
})

test('a lesson is learned once, and any change of it, of the language or of keep is another one', async () => {
  await takeLesson(lesson, open())
  const first = await readdir(folder)
  expect(await takeLesson(lesson, open())).toEqual(await takeLesson(lesson, null))
  expect(await readdir(folder)).toEqual(first)
  const [hours, refund] = lesson.entries
  const others: Lesson[] = [
    { ...lesson, language: 'de' },
    { ...lesson, keep: 0.8 },
    { ...lesson, entries: [hours!, { ...refund!, id: 'money' }] },
    { ...lesson, entries: [hours!, { ...refund!, question: 'Money' }] },
    { ...lesson, entries: [hours!, { ...refund!, answer: 'In two weeks.' }] },
    { ...lesson, entries: [hours!, { ...refund!, phrasings: ['my money back refund please'] }] },
    { ...lesson, entries: [refund!, hours!] },
  ]
  const keys = await Promise.all([lesson, ...others].map(keyOf))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length)
  expect(await keyOf(structuredClone(lesson))).toEqual(keys[0])
})

test('another version of the code, down to one character of one file, has other keys', async () => {
  await mkdir(folder)
  const digests: string[] = []
  for (const [name, content] of [
    ['a.js', 'one'],
    ['a.js', 'two'],
    ['b.js', 'one'],
    ['notes.txt', 'one'],
  ] as const) {
    await writeFile(join(folder, name), content)
    digests.push(await digestOf(`${folder}/`))
  }
  expect(new Set(digests).size).toBe(3)
  expect(digests[3]).toBe(digests[2])
})

/** The FAQ of the lesson as files, and a bot that reads them. */
async function startBot({ entries = lesson.entries, warnings = new Array<string>() } = {}) {
  const faq = join(folder, '..', 'faq')
  await mkdir(join(faq, 'en'), { recursive: true })
  await writeFile(
    join(faq, 'site.json'),
    JSON.stringify({ name: { en: 'Alder' }, greeting: { en: 'Hi' }, languages: ['en'] }),
  )
  await writeFile(join(faq, 'en', 'a.json'), JSON.stringify({ topic: 'A', entries }))
  const log = {
    warn: (line: string) => void warnings.push(line),
    error: (message: string, cause: unknown) => expect.fail(`${message}: ${String(cause)}`),
  }
  return createBot({ folder: faq, learned: { folder, mayWrite: true }, log, onChange: () => {} })
}

test('a restarted bot answers with what was kept', async () => {
  const first = await startBot()
  await first.ready
  await first.close()
  // As no lesson would have it: proof that nothing was learned anew.
  const crossed = {
    ...lesson,
    entries: lesson.entries.map((each, at) => ({ ...lesson.entries[1 - at]!, id: each.id })),
  }
  await open().keep(await keyOf(lesson), await takeLesson(crossed, null))
  const second = await startBot()
  expect((await second.match('opening hours', 'en')).ranked[0]?.entry.id).toBe('refund')
  await second.close()
})

test('an answer that is edited is said at once, costs no lesson, and is learned at the next start', async () => {
  const first = await startBot()
  await first.ready
  await first.hears('en')
  const [hours, refund] = lesson.entries
  const entries = [{ ...hours!, answer: 'At ten.' }, refund!]
  const path = join(folder, '..', 'faq', 'en', 'a.json')
  await writeFile(path, JSON.stringify({ topic: 'A', entries }))
  await expect.poll(() => first.entry('hours', 'en')?.answer, { timeout: 10_000 }).toBe('At ten.')
  expect((await first.match('opening hours', 'en')).ranked[0]?.entry.answer).toBe('At ten.')
  await first.close()
  expect(await readdir(folder)).toHaveLength(2)

  const second = await startBot({ entries })
  await second.ready
  await second.close()
  expect(await readdir(folder)).toHaveLength(3)
})

test('a bot that cannot keep what it learned answers, and says so once', async () => {
  await blockFolder()
  const warnings: string[] = []
  const bot = await startBot({ warnings })
  expect((await bot.match('opening hours', 'en')).ranked[0]?.entry.id).toBe('hours')
  await bot.ready
  await bot.close()
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/^What the matcher learned is not kept \(E(NOTDIR|EXIST).*learned/)
})
