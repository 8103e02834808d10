import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem, OpenFile } from '../../server/store/embedded/file-system.ts'
import { everythingIn } from './contract.ts'
import { closeOnce, copyOf, namesIn, newFolder, openStore } from './folders.ts'
import { firstChange, refusalOf, says } from './samples.ts'

/** On a machine that is busy with other things. */
const slow = { timeout: 60_000 }

test('a full disk refuses changes, keeps nothing of them, and takes them when there is space', async () => {
  const folder = await newFolder()
  const disk = diskThatFails()
  const { store } = await openStore(folder, { fileSystem: disk.files })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  const before = await everythingIn(store)
  disk.isFull = true
  const refused = ['c1', 'c1', 'c2'].map((id) =>
    refusalOf(store.conversations.change(id, (current) => says(current, 'm1'))),
  )
  expect(await Promise.all(refused)).toEqual(['try-again', 'try-again', 'try-again'])
  expect(await refusalOf(store.conversations.begin('c3', firstChange('mina', 1_000)))).toBe('try-again')
  expect(await refusalOf(store.secrets.change('cookie', () => 'x'))).toBe('try-again')
  expect(await everythingIn(store)).toEqual(before)
  expect(await everythingIn((await openStore(await copyOf(folder))).store)).toEqual(before)
  disk.isFull = false
  await store.conversations.change('c1', (current) => says(current, 'm1'))
  await store.secrets.change('cookie', () => 'x')
  expect((await store.conversations.begin('c3', firstChange('mina', 1_000))).begun).toBe(true)
  const { store: again, warnings } = await openStore(await copyOf(folder))
  expect(await everythingIn(again)).toEqual(await everythingIn(store))
  expect(warnings).toEqual([])
})

test('half a record that could not be cut off at once is cut off before the next one', async () => {
  const folder = await newFolder()
  const disk = diskThatFails()
  const { store } = await openStore(folder, { fileSystem: disk.files })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  disk.isFull = true
  disk.cannotTruncate = true
  const change = (id: string) => store.conversations.change('c1', (current) => says(current, id))
  expect(await refusalOf(change('m1'))).toBe('try-again')
  disk.isFull = false
  expect(await refusalOf(change('m1'))).toBe('try-again')
  disk.cannotTruncate = false
  await change('m2')
  const { store: again, warnings } = await openStore(await copyOf(folder))
  expect((await again.conversations.read('c1')).entries.map(({ id }) => id)).toEqual(['c-1', 'm2'])
  expect(warnings).toEqual([])
})

test('a conversation that cannot be written to its file stays in the journal and is tried again', async () => {
  const folder = await newFolder()
  const disk = diskThatFails()
  const { store, warnings } = await openStore(folder, { fileSystem: disk.files, flushAfterMs: 2 })
  disk.isFullFor = 'conversations'
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await vi.waitFor(() => expect(warnings.join()).toContain('cannot be written to its file'), slow)
  expect(await namesIn(folder, 'conversations')).not.toContain('c1.json')
  disk.isFullFor = null
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toEqual(['c1.json']), slow)
  expect(warnings).toHaveLength(1)
})

test('a store that is closed on a full disk loses nothing', async () => {
  const folder = await newFolder()
  const disk = diskThatFails()
  const { store } = await openStore(folder, { fileSystem: disk.files })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  const before = await everythingIn(store)
  disk.isFull = true
  await closeOnce(store)
  expect(await everythingIn((await openStore(folder)).store)).toEqual(before)
})

test('after a sync that failed nothing is acknowledged any more', async () => {
  const folder = await newFolder()
  const disk = diskThatFails()
  const onFatal = vi.fn<(error: Error) => void>()
  const { store } = await openStore(folder, { fileSystem: disk.files, onFatal })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  disk.cannotSync = true
  const change = (id: string) => store.conversations.change('c1', (current) => says(current, id))
  expect(await Promise.all([refusalOf(change('m1')), refusalOf(change('m2'))])).toEqual([
    'try-again',
    'try-again',
  ])
  disk.cannotSync = false
  expect(await refusalOf(change('m3'))).toBe('try-again')
  expect(await refusalOf(store.conversations.begin('c2', firstChange('viktor', 1_000)))).toBe('try-again')
  expect((await store.conversations.read('c1')).entries).toHaveLength(1)
  expect(onFatal).toHaveBeenCalledOnce()
  expect(onFatal.mock.calls[0]?.[0].message).toContain(join(folder, 'journal', '000001.log'))
})

test('a sync that fails for a file is as final as one of the journal', async () => {
  const disk = diskThatFails()
  const onFatal = vi.fn<(error: Error) => void>()
  const { store } = await openStore(await newFolder(), { fileSystem: disk.files, onFatal })
  disk.cannotSync = true
  expect(await refusalOf(store.secrets.change('cookie', () => 'x'))).toBe('try-again')
  disk.cannotSync = false
  expect(await refusalOf(store.secrets.change('cookie', () => 'x'))).toBe('try-again')
  expect(await refusalOf(store.conversations.begin('c1', firstChange('vera', 1_000)))).toBe('try-again')
  expect(onFatal).toHaveBeenCalledOnce()
})

test('all that is acknowledged was synced before', async () => {
  const disk = diskThatFails()
  const { store } = await openStore(await newFolder(), { fileSystem: disk.files })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  disk.calls.length = 0
  const changing = store.conversations.change('c1', (current) => says(current, 'm1'))
  await changing.then(() => disk.calls.push('acknowledged'))
  expect(disk.calls).toEqual(['write journal/000001.log', 'datasync journal/000001.log', 'acknowledged'])
  disk.calls.length = 0
  await store.secrets.change('cookie', () => 'x').then(() => disk.calls.push('acknowledged'))
  expect(disk.calls.map((call) => call.replace(/\.\d+\.\d+\.tmp/, '.tmp'))).toEqual([
    'write secrets.json.tmp',
    'sync secrets.json.tmp',
    'rename secrets.json.tmp',
    'sync .',
    'acknowledged',
  ])
})

/** The real disk, until a test makes it fail. */
function diskThatFails() {
  const disk = {
    isFull: false,
    isFullFor: null as string | null,
    cannotTruncate: false,
    cannotSync: false,
    calls: [] as string[],
    files: { ...nodeFileSystem } satisfies FileSystem,
  }
  const full = (path: string): boolean =>
    disk.isFull || (disk.isFullFor !== null && path.includes(`/${disk.isFullFor}/`))

  function guard(path: string, file: OpenFile): OpenFile {
    const sync = (kind: 'sync' | 'datasync') => async () => {
      disk.calls.push(`${kind} ${shortened(path)}`)
      if (disk.cannotSync) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
      await file[kind]()
    }
    return {
      write: async (bytes, offset, length, position) => {
        disk.calls.push(`write ${shortened(path)}`)
        if (!full(path)) return file.write(bytes, offset, length, position)
        // As a real one: the first half still fits.
        await file.write(bytes, offset, Math.floor(length / 2), position)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      },
      truncate: async (length) => {
        if (disk.cannotTruncate) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
        await file.truncate(length)
      },
      sync: sync('sync'),
      datasync: sync('datasync'),
      close: () => file.close(),
    }
  }

  disk.files.open = async (path, flags, mode) => guard(path, await nodeFileSystem.open(path, flags, mode))
  disk.files.rename = async (from, to) => {
    disk.calls.push(`rename ${shortened(from)}`)
    await nodeFileSystem.rename(from, to)
  }
  return disk
}

/** From the data folder on. */
function shortened(path: string): string {
  return path.replace(/^.*frontdesk-store-[^/]*\/?/, '') || '.'
}
