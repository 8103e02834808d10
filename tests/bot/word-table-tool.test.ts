import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TableRows } from '../../server/bot/meaning/word-table-format.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const slow = { timeout: 60_000 }
let folder = ''
const path = (name: string) => join(folder, name)

/** A hundred and twenty words, each often enough to be learned. */
const text = Array.from({ length: 600 }, (_, n) =>
  Array.from(
    { length: 6 },
    (_, at) => `word${String.fromCharCode(97 + ((n * 7 + at) % 24))}${(n + at) % 5}`,
  ).join(' '),
).join('\n')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'words-'))
  await writeFile(path('text.txt'), text)
  await writeFile(path('short.txt'), 'hello there\n')
  await writeFile(path('no-tabs.tsv'), 'one text and its translation\n')
  await writeFile(path('not-packed.txt.gz'), text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function wordTable(...args: string[]) {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/word-table/main.ts', ...args], { cwd: root }) // prettier-ignore
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (cause: unknown) => cause as { code: number; stdout: string; stderr: string },
  )
}

const train = (file: string, ...more: string[]) =>
  wordTable(
    'train',
    '--text',
    path(file),
    '--language',
    'en',
    '--out',
    path('out.table'),
    '--threads',
    '1',
    ...more,
  )

test('a small text makes a table, and is called little', slow, async () => {
  const { code, stdout } = await train('text.txt', '--epochs', '1', '--out', path('made.table'))
  expect(code).toBe(0)
  expect(stdout).toContain('Reading 1 file\n3600 words in the text, 120 different ones kept\n')
  expect(stdout).toContain('That is little: below 5,000,000 words a table seldom helps. Measure it.')
  expect(new TableRows(await readFile(path('made.table'))).count).toBe(120)
})

test(
  'what is called in a way that there is not says so before the usage, and ends with 2',
  slow,
  async () => {
    const called: [string[], string][] = [
    [['frob'], 'There is no "frob".'],
    [['train', '--language', 'en', '--out', 'x'], '"train" needs --text, with one file or more.'],
    [['translate', '--text', 'x', '--language', 'en', '--out', 'x'], '"translate" needs --pairs, with'],
    [['train', '--text', 'x', '--out', 'x'], '"train" needs --language, such as de.'],
    [['train', '--text', 'x', '--language', 'english', '--out', 'x'], '"english" is no language tag'],
    [['train', '--text', 'x', '--language', 'en', '--out', 'x', '--epochs', 'lots'], '--epochs is "lots": not a whole'],
    [['train', '--text', 'x', '--language', 'en', '--foo'], "Unknown option '--foo'."],
  ] // prettier-ignore
    for (const [args, says] of called) {
      const { code, stderr } = await wordTable(...args)
      expect([args.join(' '), code, stderr.split('\n')[0]]).toEqual([
        args.join(' '),
        2,
        expect.stringContaining(says),
      ])
      expect(stderr).toContain('Makes the table of word vectors')
    }
  },
)

test(
  'files that are no good are told in one line, before anything is learned, and nothing is written',
  slow,
  async () => {
    const tried: [Promise<{ code: number; stdout: string; stderr: string }>, string][] = [
    [train('nowhere.txt'), 'nowhere.txt cannot be read (ENOENT). Check the name and whose it is.'],
    [train('text.txt', '--out', '/nowhere/x.table'), '/nowhere cannot be written to (ENOENT). Make it, or name another --out.'],
    [train('short.txt'), 'only 0 words stand there 5 times. It takes far more text: five million words.'],
    [train('not-packed.txt.gz'), 'not-packed.txt.gz is not whole, or not packed with gzip.'],
    [train('text.txt', '--pairs', path('no-tabs.tsv')), 'no-tabs.tsv: no line has two texts with words that the text knows. Write text TAB text, a pair a line.'],
    [wordTable('translate', '--pairs', path('no-tabs.tsv'), '--language', 'pl', '--out', path('out.table')), 'Write text TAB translation, a pair a line.'],
    [wordTable('translate', '--pairs', path('no-tabs.tsv'), '--language', 'pl', '--out', path('out.table'), '--table', path('text.txt')), 'text.txt is no table, or damaged.'],
  ] // prettier-ignore
    for (const [ran, says] of tried) {
      const { code, stdout, stderr } = await ran
      expect(stderr).toContain(says)
      expect([code, stderr.trim().split('\n').length]).toEqual([1, 1])
      expect(stdout).not.toContain('%')
    }
    expect(await readdir(folder)).not.toContain('out.table')
  },
)
