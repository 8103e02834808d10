import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { closeOnce, copyOf, namesIn, newFolder, openStore } from './folders.ts'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem } from '../../server/store/embedded/file-system.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import { everythingIn } from './contract.ts'
import { firstChange, refusalOf, says } from './samples.ts'

/** On a machine that is busy with other things. */
const slow = { timeout: 60_000 }

const aside = '.corrupt-1970-01-01T00-00-00-000Z'

const damages: [string, (bytes: Buffer) => Buffer][] = [
  ['empty', () => Buffer.alloc(0)],
  ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['full of zeros', (bytes) => Buffer.alloc(bytes.length)],
  ['begun with a byte order mark', (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes])],
  ['null', () => Buffer.from('null')],
  ['an empty list', () => Buffer.from('[]')],
  ['one bit off', (bytes) => flipBit(bytes, Math.floor(bytes.length * 0.7))],
  ["another document's", (bytes) => Buffer.from(bytes.toString().replace(/"id":"[^"]*"/, '"id":"c9"'))],
]

for (const [what, damage] of damages) {
  test(`a conversation's file that is ${what} is set aside, and the others are unaffected`, async () => {
    const folder = await newFolder()
    await fill(folder)
    await change(join(folder, 'conversations', 'c1.json'), damage)
    const damaged = await readFile(join(folder, 'conversations', 'c1.json'))
    const { store, warnings } = await openStore(folder)
    expect(await refusalOf(store.conversations.read('c1'))).toBe('not-found')
    expect((await store.conversations.read('c2')).entries).toHaveLength(2)
    expect((await store.conversations.list({ statuses: ['bot'] })).map(({ id }) => id)).toEqual(['c2'])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('c1.json is damaged')
    expect(await namesIn(folder, 'conversations')).toEqual([`c1.json${aside}`, 'c2.json'])
    expect(await readFile(join(folder, 'conversations', `c1.json${aside}`))).toEqual(damaged)
  })

  test(`an index that is ${what} is made again from the conversations`, async () => {
    const folder = await newFolder()
    const before = await fill(folder)
    await change(join(folder, 'index.json'), damage)
    const { store, warnings } = await openStore(folder)
    expect(await everythingIn(store)).toEqual(before)
    expect(warnings.join()).toContain('index.json is damaged')
    expect(warnings.join()).toContain('made again from 2 conversations')
    expect(await namesIn(folder, '.')).toContain(`index.json${aside}`)
  })

  test(`an accounts file that is ${what} is not taken for one without accounts`, async () => {
    const folder = await newFolder()
    await fill(folder)
    await change(join(folder, 'accounts.json'), damage)
    for (let start = 0; start < 2; start++) {
      const { store } = await openStore(folder)
      await expect(store.accounts.all()).rejects.toThrow(`accounts.json${aside}`)
      await expect(store.accounts.change('ada', () => null)).rejects.toThrow('is damaged')
      expect((await store.conversations.read('c2')).entries).toHaveLength(2)
      await closeOnce(store)
    }
    await rm(join(folder, `accounts.json${aside}`))
    expect((await (await openStore(folder)).store.accounts.all()).size).toBe(0)
  })
}

const foreign: typeof damages = [
  ...damages,
  ['foreign JSON', () => Buffer.from('{"accounts":{"eve":{"role":"owner"}}}')],
  ['random bytes', (bytes) => Buffer.from(bytes.map((_, i) => (i * 197 + (i >> 3) * 71) & 255))],
]
const kinds: [string, string][] = [
  ['sessions', 'Agents have to sign in again.'],
  ['secrets', 'New ones are made, and agents have to sign in again.'],
]

for (const [what, damage] of foreign)
  for (const [kind, consequence] of kinds)
    test(`a ${kind} file that is ${what} is set aside, and everything else is as it was`, async () => {
      const folder = await newFolder()
      await fill(folder)
      const path = join(folder, `${kind}.json`)
      await change(path, damage)
      const damaged = await readFile(path)
      const { store, warnings } = await openStore(folder)
      expect((await store[kind as 'secrets'].all()).size).toBe(0)
      expect((await store.accounts.all()).size).toBe(1)
      expect((await store.conversations.read('c1')).entries).toHaveLength(2)
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(`${kind}.json is damaged`)
      expect(warnings[0]).toContain(consequence)
      expect(await readFile(`${path}${aside}`)).toEqual(damaged)
    })

for (const [what, damage] of foreign)
  test(`a segment of the journal that is ${what} takes nothing that stands in files`, async () => {
    const folder = await newFolder()
    await fill(folder)
    const { store } = await openStore(folder)
    await store.conversations.begin('c3', firstChange('mina', 3_000))
    await store.conversations.begin('c4', firstChange('omar', 3_000))
    const crashed = await copyOf(folder)
    const path = join(crashed, 'journal', '000001.log')
    // Without the zeros that are filled ahead: half of them would be no damage.
    const whole = await readFile(path)
    await writeFile(path, whole.subarray(0, whole.lastIndexOf('\n') + 1))
    await change(path, damage)
    const { store: again } = await openStore(crashed)
    for (const id of ['c1', 'c2']) expect((await again.conversations.read(id)).entries).toHaveLength(2)
    const found = (await again.conversations.list({ statuses: ['bot'] })).map(({ id }) => id)
    for (const id of found) expect((await again.conversations.read(id)).entries.length).toBeGreaterThan(0)
    expect((await again.accounts.all()).size).toBe(1)
    expect((await again.conversations.begin('c5', firstChange('nora', 4_000))).begun).toBe(true)
  })

test('a segment without a whole record is never cut while a later one follows: it is kept, and set aside', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  const crashed = await copyOf(folder)
  const { store: again } = await openStore(crashed)
  await again.conversations.begin('c2', firstChange('viktor', 2_000))
  const killed = await copyOf(crashed)
  const garbage = Buffer.from('{"accounts":[]}')
  await writeFile(join(killed, 'journal', '000001.log'), garbage)
  const { store: last, warnings } = await openStore(killed)
  expect((await last.conversations.read('c2')).entries).toHaveLength(1)
  expect(warnings.join()).toContain('000001.log: damaged from byte 0 to 15')
  await closeOnce(last)
  expect(await readFile(join(killed, 'journal', `000001.log${aside}`))).toEqual(garbage)
})

test('a missing segment of the journal sets aside whose changes it had, and no other', async () => {
  const folder = await newFolder()
  let { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 2_000))
  let crashed = folder
  for (const id of ['m1', 'm2']) {
    crashed = await copyOf(crashed)
    ;({ store } = await openStore(crashed))
    await store.conversations.change('c1', (current) => says(current, id))
  }
  crashed = await copyOf(crashed)
  await rm(join(crashed, 'journal', '000002.log'))
  const { store: again, warnings } = await openStore(crashed)
  expect(await refusalOf(again.conversations.read('c1'))).toBe('not-found')
  expect((await again.conversations.read('c2')).entries).toHaveLength(1)
  expect(warnings.join()).toContain('change 2 is missing in the journal')
})

test('a visitor whose conversation is damaged begins another one', async () => {
  const folder = await newFolder()
  await fill(folder)
  await change(join(folder, 'conversations', 'c1.json'), () => Buffer.alloc(0))
  const { store } = await openStore(folder)
  expect((await store.conversations.begin('c3', firstChange('vera', 9_000))).begun).toBe(true)
  expect((await store.conversations.ofVisitor('vera', 10)).map(({ id }) => id)).toEqual(['c3'])
})

test(
  'a damaged page of a long conversation is named, and nothing of it is guessed',
  { timeout: 60_000 },
  async () => {
    const folder = await newFolder()
    await fill(folder, 2.25 * entriesPerPage)
    await change(join(folder, 'conversations', 'c1.1.json'), (bytes) => flipBit(bytes, 900))
    const { store, warnings } = await openStore(folder)
    expect(await refusalOf(store.conversations.read('c1'))).toBe('not-found')
    expect(warnings[0]).toContain('c1.1.json is damaged: its checksum differs')
  },
)

test('a missing file of a conversation is named, and its conversation refused', async () => {
  const folder = await newFolder()
  await fill(folder)
  await rm(join(folder, 'conversations', 'c1.json'))
  const { store, warnings } = await openStore(folder)
  expect(await refusalOf(store.conversations.read('c1'))).toBe('not-found')
  expect(warnings[0]).toContain('c1.json is damaged: it is missing')
})

test('an older file from a backup is used, and the log says what it lacks', async () => {
  const folder = await newFolder()
  await fill(folder)
  const path = join(folder, 'conversations', 'c1.json')
  const older = await readFile(path)
  const { store } = await openStore(folder)
  await store.conversations.change('c1', (current) => says(current, 'm3'))
  await closeOnce(store)
  await writeFile(path, older)
  const { store: again, warnings } = await openStore(folder)
  expect((await again.conversations.read('c1')).entries).toHaveLength(2)
  expect(warnings[0]).toContain('ends with change 2, but there were 3')
})

test('a damaged file whose changes all stand in the journal is made again from it', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  await store.conversations.change('c1', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toEqual(['c1.json']), slow)
  const crashed = await copyOf(folder)
  await change(join(crashed, 'conversations', 'c1.json'), () => Buffer.alloc(0))
  const { store: again } = await openStore(crashed)
  expect(await everythingIn(again)).toEqual(await everythingIn(store))
})

test('a missing index is made again, and the log says so', async () => {
  const folder = await newFolder()
  const before = await fill(folder)
  await rm(join(folder, 'index.json'))
  const { store, warnings } = await openStore(folder)
  expect(await everythingIn(store)).toEqual(before)
  expect(warnings).toEqual([`${join(folder, 'index.json')} is made again from 2 conversations.`])
})

test('a file of a newer version is left alone and refused', async () => {
  const folder = await newFolder()
  await fill(folder)
  await change(join(folder, 'index.json'), (bytes) =>
    Buffer.from(bytes.toString().replace('"version":2', '"version":3')),
  )
  let open = 0
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async open(...file) {
      const handle = await nodeFileSystem.open(...file)
      const close = handle.close.bind(handle)
      open += 1
      return Object.assign(handle, { close: () => close().finally(() => (open -= 1)) })
    },
  }
  await expect(openStore(folder, { fileSystem })).rejects.toThrow('was written by a newer Frontdesk')
  expect(await namesIn(folder, '.')).toContain('index.json')
  expect(open).toBe(0)
})

test('a damaged record in the journal sets its conversation aside and no other', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  await store.conversations.change('c1', (current) => says(current, 'm1', 'damaged'))
  await store.conversations.change('c2', (current) => says(current, 'm2'))
  const crashed = await copyOf(folder)
  const path = join(crashed, 'journal', '000001.log')
  await change(path, (bytes) => flipBit(bytes, bytes.indexOf('damaged')))
  const { store: again, warnings } = await openStore(crashed)
  expect(await refusalOf(again.conversations.read('c1'))).toBe('not-found')
  expect((await again.conversations.read('c2')).entries).toHaveLength(2)
  expect(warnings.some((warning) => warning.startsWith(`${path}: damaged from byte`))).toBe(true)
  expect(warnings.some((warning) => warning.includes('change 2 is damaged in the journal'))).toBe(true)
  await closeOnce(again)
  expect(await namesIn(crashed, 'journal')).toEqual([`000001.log${aside}`])
})

test('what a power cut left of a batch that nobody acknowledged harms no conversation', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  await Promise.all(
    ['c1', 'c2'].map((id) => store.conversations.change(id, (current) => says(current, 'm1', `of ${id}`))),
  )
  const crashed = await copyOf(folder)
  await change(join(crashed, 'journal', '000001.log'), (bytes) => flipBit(bytes, bytes.indexOf('of c1')))
  const { store: again } = await openStore(crashed)
  expect((await again.conversations.read('c1')).entries).toHaveLength(1)
  expect((await again.conversations.read('c2')).entries).toHaveLength(2)
})

/** Two conversations and an account, closed. Returns all that is in it. */
async function fill(folder: string, entries = 2): Promise<unknown> {
  const { store } = await openStore(folder)
  const account = { id: 'ada', email: 'ada@example.org', name: 'Ada', role: 'owner' as const }
  await store.accounts.change('ada', () => ({ ...account, passwordHash: 'x', available: true, createdAt: 0 }))
  await store.sessions.change('s1', () => ({ accountId: 'ada', data: 'x', expiresAt: 9e15 }))
  await store.secrets.change('cookies', () => 'x')
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 2_000))
  for (let i = 2; i <= entries; i++)
    for (const id of ['c1', 'c2']) await store.conversations.change(id, (current) => says(current, `m${i}`))
  const everything = await everythingIn(store)
  await closeOnce(store)
  return everything
}

async function change(path: string, damage: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(path, damage(await readFile(path)))
}

function flipBit(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes)
  flipped[at] = (flipped[at] ?? 0) ^ 1
  return flipped
}
