import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { everythingIn } from '../store/contract.ts'
import { firstChange, says } from '../store/samples.ts'
import { like, closedByAda, fillDesk, inDatabase, inFolder, newFolder, run, within } from './desks.ts'
import type { DeskPlace } from './desks.ts'

/** Of what moves. */
async function movedIn(place: DeskPlace) {
  const { summaries, conversations, waits, accounts } = await within(place, everythingIn)
  return { summaries, conversations, waits, accounts }
}

async function exported(name = 'desk.jsonl.gz'): Promise<{ file: string; from: DeskPlace; content: string }> {
  const from = await inFolder()
  await within(from, fillDesk)
  const file = join(await newFolder(), name)
  const ran = await run(from, 'export', file)
  expect(ran.code).toBe(0)
  return { file, from, content: ran.content! }
}

test('a desk that moves from a folder to a database and back is the same, down to its hash', async () => {
  const { file, from, content } = await exported()
  const database = await inDatabase()
  const arrived = await run(database, 'import', file)
  expect(arrived).toMatchObject({ code: 0, content })
  expect(arrived.out).toMatch(
    /^5 items added\. Read back: 3 conversations with 9 entries and 2 notes, 2 accounts\./,
  )
  expect(await movedIn(database)).toEqual(await movedIn(from))

  const back = join(await newFolder(), 'back.jsonl')
  expect(await run(database, 'export', back)).toMatchObject({ code: 0, content })
  const folder = await inFolder()
  expect(await run(folder, 'import', back)).toMatchObject({ code: 0, content })
  expect(await movedIn(folder)).toEqual(await movedIn(from))
  for (const place of [from, database, folder])
    expect(await run(place, 'check')).toMatchObject({ code: 0, content, err: '' })
})

test('passwords move, sign-ins and the secret that signs their cookies do not', async () => {
  const { file } = await exported('desk.jsonl')
  const to = await inFolder()
  expect((await run(to, 'import', file)).err).toMatch(
    /^Agents sign in again; their passwords are the same\.\n$/,
  )
  const { accounts, sessions, secrets } = await within(to, everythingIn)
  expect(accounts.get('ada')?.passwordHash).toContain('of-ada')
  expect([sessions.size, secrets.size]).toEqual([0, 0])
  expect(await readFile(file, 'utf8')).not.toContain('hush')
})

test('the file is for this user only, whole or not there, and never written over', async () => {
  const { file, from } = await exported()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const again = await run(from, 'export', file)
  expect(again).toMatchObject({
    code: 1,
    err: `${file} exists already. Name another file, or remove that one first.\n`,
  })
  const nowhere = await run(from, 'export', join(file, 'x.jsonl'))
  expect(nowhere.err).toContain('there is no such folder. Make it, or name another file.')
})

for (const [name, place] of [
  ['a folder', inFolder],
  ['a database', inDatabase],
] as const) {
  test(`imported again into ${name}, a file changes nothing`, async () => {
    const { file, content } = await exported()
    const to = await place()
    await run(to, 'import', file)
    const before = await within(to, everythingIn)
    const again = await run(to, 'import', file)
    expect(again).toMatchObject({ code: 0, content })
    expect(again.out).toMatch(/^Nothing was new\./)
    expect(again.err).not.toContain('stayed')
    expect(await within(to, everythingIn)).toEqual(before)
  })

  test(`what was imported halfway into ${name} is completed by the same command`, async () => {
    const { file, from, content } = await exported()
    const to = await place()
    await within(to, (store) => store.conversations.restore([closedByAda('c1', 'vera', 1_000)]))
    expect(await run(to, 'import', file)).toMatchObject({ code: 0, content })
    expect(await movedIn(to)).toEqual(await movedIn(from))
  })

  test(`what went on in ${name} since then stays as it is`, async () => {
    const { file } = await exported()
    const to = await place()
    await run(to, 'import', file)
    await within(to, async ({ conversations, accounts }) => {
      await conversations.change('c2', (current) => says(current, 'm2', 'Still there?'))
      await accounts.change('ben', (ben) => ben && { ...ben, passwordHash: 'new' })
    })
    const before = await within(to, everythingIn)
    const again = await run(to, 'import', file)
    expect(again).toMatchObject({ code: 0 })
    expect(again.err).toContain('2 items that went on here stayed.')
    expect(await within(to, everythingIn)).toEqual(before)
  })
}

const strangers: [string, (place: DeskPlace) => Promise<unknown>, RegExp][] = [
  [
    'another conversation under an id of the file',
    (place) =>
      within(place, (store) => store.conversations.restore([closedByAda('c1', 'somebody else', 1_000)])),
    /^ {2}conversation c1 is another one here$/m,
  ],
  [
    'an open conversation of a visitor who has one in the file',
    (place) => within(place, (store) => store.conversations.begin('own', firstChange('viktor', 3_000))),
    /^ {2}the visitor of conversation c0 has the open conversation own here$/m,
  ],
  [
    "an account of its own with an agent's address",
    (place) =>
      within(place, (store) =>
        store.accounts.change('other', () => ({
          ...{ id: 'other', name: 'Ada', role: 'owner', email: 'ada@shop.example', available: true },
          ...{ createdAt: 9, passwordHash: 'x' },
        })),
      ),
    /^ {2}ada@shop\.example has an account here that is not the file's$/m,
  ],
]

test.each(strangers)('a desk that has %s is told so, and keeps what it has', async (_, prepare, told) => {
  const { file } = await exported()
  const to = await inFolder()
  await prepare(to)
  const before = await within(to, everythingIn)
  const ran = await run(to, 'import', file)
  expect(ran.code).toBe(1)
  expect(ran.err).toContain(
    `${file} does not fit what this desk has. Import it into an empty DATA_DIR or database. Nothing was changed.\n`,
  )
  expect(ran.err).toMatch(told)
  expect(await within(to, everythingIn)).toEqual(before)
})

test('a desk with other conversations takes the file in beside them', async () => {
  const { file } = await exported()
  const to = await inDatabase()
  await within(to, (store) => store.conversations.begin('own', firstChange('wanda', 3_000)))
  expect((await run(to, 'import', file)).code).toBe(0)
  expect(await within(to, (store) => store.conversations.ids())).toEqual(['c0', 'c1', 'c2', 'own'])
})

const harms: [string, (lines: string[], file: string) => string[] | string, string][] = [
  [
    'that lacks its end',
    (lines) => lines.slice(0, -1),
    'FILE was cut: it stops after line 6, before its end.',
  ],
  ['that lacks all but its first line', (lines) => lines.slice(0, 1), 'FILE was cut: it stops after line 1,'],
  ['cut within a line', (lines) => lines.join('\n').slice(0, -500), 'this line is damaged.'],
  ['that lacks a line', (lines) => lines.toSpliced(3, 1), 'FILE: it says 3 conversations, but has 2.'],
  [
    'with a line twice',
    (lines) => lines.toSpliced(4, 0, lines[4]!),
    'FILE: it says 3 conversations, but has 4.',
  ],
  [
    'with one line for another',
    (lines) => lines.toSpliced(1, 1, lines[2]!),
    'FILE: its lines are not those that were written.',
  ],
  [
    'with a changed letter',
    (lines) => lines.with(4, lines[4]!.replace('Hello', 'Hullo')),
    'FILE:5: this line is damaged.',
  ],
  ['with more after its end', (lines) => [...lines, lines[1]!], 'FILE:8: there is more after its end.'],
  [
    'of a later version',
    (lines) => lines.with(0, '{"format":"frontdesk-desk","version":2}'),
    'FILE:1: a newer Frontdesk wrote it (layout 2, this one knows 1). Import it with that version, or a later one.',
  ],
  ['that is something else', () => ['{"name":"frontdesk"}'], 'FILE:1: this is no desk.'],
  ['that is empty', () => '', 'FILE is empty.'],
]

test.each(harms)(
  'a file %s is refused with its place and what to do, and nothing is imported',
  async (_, harm, told) => {
    const { file } = await exported('desk.jsonl')
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const harmed = harm(lines, file)
    await writeFile(file, typeof harmed === 'string' ? harmed : `${harmed.join('\n')}\n`)
    const to = await inFolder()
    const ran = await run(to, 'import', file)
    expect(ran.code).toBe(1)
    expect(ran.err.replaceAll(file, 'FILE')).toContain(told)
    expect((await run(to, 'check')).out).toMatch(
      /^Sound: 0 conversations with 0 entries and 0 notes, 0 accounts/,
    )
  },
)

test('a compressed file that was cut or damaged is refused, and one with another name is read', async () => {
  const { file, content } = await exported()
  const bytes = await readFile(file)
  const at = join(await newFolder(), 'without-ending')
  const to = await inFolder()
  await writeFile(at, bytes.subarray(0, bytes.length - 20))
  expect((await run(to, 'import', at)).err).toMatch(
    / was cut\. Copy it again .* or export the desk again\.\n$/,
  )
  await writeFile(at, bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 0xff))
  expect((await run(to, 'import', at)).err).toMatch(/damaged\. Copy it again/)
  await writeFile(at, gzipSync(gunzipSync(bytes)))
  expect(await run(to, 'import', at)).toMatchObject({ code: 0, content })
})

test('what is asked wrongly, or of no desk, is answered with what to do', async () => {
  const empty = { dataDir: join(await newFolder(), 'typo'), databaseUrl: null }
  for (const args of [['export', '/tmp/none'], ['check']]) {
    const ran = await run(empty, ...args)
    expect(ran).toMatchObject({
      code: 2,
      err: like(/holds no desk\. Set DATA_DIR as for npm start/),
    })
  }
  await expect(stat(empty.dataDir)).rejects.toThrow('ENOENT')
  for (const args of [
    [],
    ['export'],
    ['import', 'a', 'b'],
    ['check', 'x'],
    ['move', 'x'],
    ['check', '--fix'],
  ]) {
    const ran = await run(empty, ...args)
    expect(ran).toMatchObject({
      code: 2,
      out: '',
      err: like(/npm run store -- export FILE/),
    })
  }
  const missing = await run(await inFolder(), 'import', '/nowhere/desk.jsonl')
  expect(missing).toMatchObject({ code: 1, err: '/nowhere/desk.jsonl does not exist.\n' })
})
