import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { StoreUnavailable } from '../../server/store/unavailable.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem, OpenFile } from '../../server/store/embedded/file-system.ts'
import { everythingIn, storeContract } from './contract.ts'
import { closeOnce, copyOf, namesIn, never, newFolder, openStore } from './folders.ts'
import { firstChange, says, writesNote } from './samples.ts'

/** Hundreds of syncs in a row. */
const slow = { timeout: 60_000 }

for (const flushAfterMs of [never, 2])
  storeContract(`the embedded store, files written after ${flushAfterMs} ms`, async () => {
    const folder = await newFolder()
    let { store } = await openStore(folder, { flushAfterMs })
    return {
      store,
      reopen: async () => {
        await closeOnce(store)
        store = (await openStore(folder, { flushAfterMs })).store
        return store
      },
      dispose: () => closeOnce(store),
    }
  })

test('files are really written, also where NODE_ENV is test', async () => {
  expect(process.env['NODE_ENV']).toBe('test')
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.secrets.change('cookie', () => 'x')
  await closeOnce(store)
  expect(await namesIn(folder, '.')).toEqual(['conversations', 'index.json', 'journal', 'secrets.json'])
  expect(await namesIn(folder, 'conversations')).toEqual(['c1.json'])
  expect(await namesIn(folder, 'journal')).toEqual([])
  expect(await readFile(join(folder, 'conversations', 'c1.json'), 'utf8')).toContain('"text":"Hello"')
})

test('nobody else on the machine may read what is kept', async () => {
  const folder = join(await newFolder(), 'data')
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.change('c1', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toEqual(['c1.json']), slow)
  const mode = async (path: string): Promise<number> => (await stat(join(folder, path))).mode & 0o777
  for (const path of ['', 'journal', 'conversations']) expect(await mode(path)).toBe(0o700)
  for (const path of ['index.json', 'journal/000001.log', 'conversations/c1.json'])
    expect(await mode(path)).toBe(0o600)
})

test('a conversation that is quiet is written to its file', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { flushAfterMs: 2 })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toEqual(['c1.json']), slow)
  await store.conversations.change('c1', (current) => says(current, 'm1', 'And in blue?'))
  await vi.waitFor(
    async () =>
      expect(await readFile(join(folder, 'conversations', 'c1.json'), 'utf8')).toContain('And in blue?'),
    slow,
  )
})

test('a long conversation is kept in pages that never change again', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { flushAfterMs: 2 })
  const write = async (from: number, to: number): Promise<void> => {
    for (let i = from; i <= to; i++)
      await store.conversations.change('c1', (current) => says(current, `m${i}`))
  }
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await write(2, 2.25 * entriesPerPage)
  await store.conversations.change('c1', (current) => writesNote(current, 'n1'))
  const pages = ['c1.1.json', 'c1.2.json', 'c1.json']
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toEqual(pages), slow)
  const inode = async (name: string): Promise<number> => (await stat(join(folder, 'conversations', name))).ino
  const before = [await inode('c1.1.json'), await inode('c1.2.json')]
  await write(2.25 * entriesPerPage + 1, 3.1 * entriesPerPage)
  const expected = await everythingIn(store)
  await closeOnce(store)
  expect([await inode('c1.1.json'), await inode('c1.2.json')]).toEqual(before)
  expect(await namesIn(folder, 'conversations')).toContain('c1.3.json')
  expect(await everythingIn((await openStore(folder)).store)).toEqual(expected)
})

test(
  'full segments of the journal go when all in them stands in files, and nothing is lost',
  slow,
  async () => {
    const folder = await newFolder()
    const { store } = await openStore(folder, { segmentBytes: 4_000 })
    const ids = ['c1', 'c2', 'c3']
    for (const id of ids) await store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
    for (let i = 0; i < 300; i++)
      await Promise.all(ids.map((id) => store.conversations.change(id, (current) => says(current, `m${i}`))))
    let before: string[] = []
    await vi.waitFor(
      async () => {
        const names = await namesIn(folder, 'journal')
        const isQuiet = names.join() === before.join()
        before = names
        expect(Number.parseInt(names[0] ?? '')).toBeGreaterThan(5)
        expect(names.length).toBeLessThanOrEqual(6)
        // A copy of files that are still being pruned would be of no single moment.
        expect(isQuiet).toBe(true)
      },
      { interval: 100 },
    )
    const expected = await everythingIn(store)
    expect(await everythingIn((await openStore(await copyOf(folder))).store)).toEqual(expected)
    await closeOnce(store)
    expect(await everythingIn((await openStore(folder)).store)).toEqual(expected)
  },
)

test('closed conversations leave memory and come back when they are read', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  const ids = Array.from({ length: 250 }, (_, i) => `c${i}`)
  await Promise.all(ids.map((id) => store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))))
  const first = await store.conversations.read('c0')
  const close = { state: { status: 'closed' as const }, entries: [], notes: [] }
  for (const id of ids) await store.conversations.change(id, () => close)
  // Not by reading it again and again: what is looked at stays.
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toHaveLength(250), slow)
  expect(await store.conversations.read('c0')).not.toBe(first)
  expect(await store.conversations.read('c0')).toEqual(first)
  await store.conversations.change('c0', (current) => ({
    ...says(current, 'm1'),
    state: { status: 'agent' },
  }))
  expect((await store.conversations.list({ statuses: ['agent'] })).map(({ id }) => id)).toEqual(['c0'])
})

test('conversations with the bot that are quiet leave memory too; those with people stay', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { flushAfterMs: 2 })
  const many = Array.from({ length: 2_100 }, (_, i) => `c${i}`)
  await store.conversations.begin('waiting', firstChange('viktor', 1_000))
  await store.conversations.change('waiting', () => ({
    state: { status: 'waiting' },
    entries: [],
    notes: [],
  }))
  await Promise.all(many.map((id) => store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))))
  const [first, waiting] = [await store.conversations.read('c0'), await store.conversations.read('waiting')]
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toHaveLength(2_101), slow)
  for (const id of many.slice(1)) await store.conversations.read(id)
  expect(await store.conversations.read('waiting')).toBe(waiting)
  expect(await store.conversations.read('c0')).not.toBe(first)
  expect(await store.conversations.read('c0')).toEqual(first)
  await store.conversations.change('c0', (current) => says(current, 'm1'))
  expect((await store.conversations.read('c0')).entries).toHaveLength(2)
})

test(
  'conversations of another store are written with one sync of their folder for many of them',
  slow,
  async () => {
    const folder = await newFolder()
    const synced: string[] = []
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async open(path, flags, mode) {
        const file = await nodeFileSystem.open(path, flags, mode)
        const sync = () => file.sync().then(() => void synced.push(path))
        return Object.assign(Object.create(file) as OpenFile, { sync })
      },
    }
    const { store } = await openStore(folder, { fileSystem })
    const many = Array.from({ length: 96 }, (_, i) => ({ id: `c${i}`, ...firstChange(`visitor-${i}`, i) }))
    synced.length = 0
    await store.conversations.restore(many)
    expect(synced.filter((path) => path.endsWith('.tmp'))).toHaveLength(96)
    expect(synced.filter((path) => path === join(folder, 'conversations')).length).toBeLessThanOrEqual(4)
    expect(await namesIn(folder, 'conversations')).toHaveLength(96)
  },
)

test('a folder that cannot be used is named in one line that says what to do', async () => {
  const file = join(await newFolder(), 'file')
  await writeFile(file, '')
  const failing = openStore(join(file, 'data'))
  await expect(failing).rejects.toThrow(StoreUnavailable)
  await expect(failing).rejects.toThrow(
    /^DATA_DIR ".*data" .*\(ENOTDIR\).* set DATA_DIR to another folder\.$/,
  )
})

test('ids that could leave the folder are never file names', async () => {
  const { store } = await openStore(await newFolder())
  for (const id of ['../c1', 'a/b', '', 'c1.1', 'c\0'])
    await expect(store.conversations.begin(id, firstChange('vera', 1_000))).rejects.toThrow(
      "cannot be a conversation's id",
    )
})
