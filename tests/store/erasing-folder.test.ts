import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Conversation } from '../../server/domain/conversation.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import { isErrorCode, nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { Store } from '../../server/store/port.ts'
import { closeOnce, copyOf, namesIn, newFolder, openStore } from './folders.ts'
import { firstChange, refusalOf, says } from './samples.ts'

/** On a machine that is busy with other things. */
const slow = { timeout: 30_000 }
const secret = 'a word that nobody else would say'

/** Vera's is over, and she said the secret in it; Viktor's goes on. */
async function withTwo({ conversations }: Store): Promise<void> {
  await conversations.begin('viktor', firstChange('viktor', 1_000))
  await conversations.begin('vera', firstChange('vera', 1_000))
  for (let i = 0; i < 3; i++) await conversations.change('vera', (current) => says(current, `m${i}`, secret))
  await conversations.change('vera', close)
}

const close = () => ({ state: { status: 'closed' as const, since: 2_000 }, entries: [], notes: [] })

async function filesWith(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const each of names.filter((one) => one.isFile())) {
    const path = join(each.parentPath, each.name)
    // It may be removed while it is looked for.
    if ((await readFile(path).catch(() => Buffer.alloc(0))).includes(text)) found.push(each.name)
  }
  return found
}

test('on a desk where nothing happens, its words are nowhere in the folder after three segments', async () => {
  const folder = await newFolder()
  const { store, warnings } = await openStore(folder, { endSegmentsEveryMs: 5 })
  await withTwo(store)
  await store.conversations.eraseQuiet(9_000, 10)
  await vi.waitFor(async () => expect(await filesWith(folder, secret)).toEqual([]), slow)
  expect(await store.conversations.ids()).toEqual(['viktor'])
  expect(warnings).toEqual([])
})

test('in no copy of the folder, whenever it was taken since, the conversation is there again', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { segmentBytes: 1_500 })
  await withTwo(store)
  await store.conversations.eraseQuiet(9_000, 10)
  // Each on its own: what it fills holds nobody up but itself.
  for (let i = 0; i < 40; i++) {
    await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, 3_000))
    await store.conversations.change(`c${i}`, (current) => says(current, 'm', 'x'.repeat(400)))
    await store.conversations.change(`c${i}`, close)
    const { store: copy, warnings } = await openStore(await copiedAtOnce(folder))
    expect([i, await copy.conversations.ids()]).toEqual([i, expect.not.arrayContaining(['vera'])])
    expect((await copy.conversations.read('viktor')).entries).toHaveLength(1)
    expect(warnings.filter((line) => !/cut after/.test(line))).toEqual([])
    await closeOnce(copy)
  }
  expect(await filesWith(folder, secret)).toEqual([])
})

test('files that cannot be removed now go at the next start, and nobody sees the conversation meanwhile', async () => {
  const folder = await newFolder()
  const fileSystem = {
    ...nodeFileSystem,
    unlink: (path: string) =>
      path.includes('vera') ? Promise.reject(new Error('not now')) : nodeFileSystem.unlink(path),
  }
  const { store, warnings } = await openStore(folder, { fileSystem, segmentBytes: 500 })
  await withTwo(store)
  await vi.waitFor(async () => expect(await namesIn(folder, 'conversations')).toContain('vera.json'), slow)
  expect(await store.conversations.eraseQuiet(9_000, 10)).toEqual([{ id: 'vera', visitorId: 'vera' }])
  expect(warnings).toEqual([
    'The files of 1 conversations that were removed are still there: not now. They go at the next start.',
  ])
  expect(await refusalOf(store.conversations.read('vera'))).toBe('not-found')
  for (let i = 0; i < 20; i++)
    await store.conversations.change('viktor', (current) => says(current, `v${i}`, 'x'.repeat(200)))
  await closeOnce(store)
  const { store: again } = await openStore(folder)
  expect(await again.conversations.ids()).toEqual(['viktor'])
  expect(await filesWith(folder, secret)).toEqual([])
})

test('what cannot be written down is not removed', async () => {
  const folder = await newFolder()
  let isFull = false
  const open: typeof nodeFileSystem.open = async (path, flags, mode) => {
    const file = await nodeFileSystem.open(path, flags, mode)
    const write: typeof file.write = (...given) =>
      isFull ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : file.write(...given)
    return Object.assign(Object.create(file) as typeof file, {
      ...{ write, close: () => file.close(), sync: () => file.sync(), datasync: () => file.datasync() },
      truncate: (length: number) => file.truncate(length),
    })
  }
  const { store } = await openStore(folder, { fileSystem: { ...nodeFileSystem, open } })
  await withTwo(store)
  isFull = true
  expect(await refusalOf(store.conversations.eraseQuiet(9_000, 10))).toBe('try-again')
  expect((await store.conversations.read('vera')).entries).toHaveLength(4)
  isFull = false
  await store.conversations.change('vera', (current) => says(current, 'm9'))
  expect(await store.conversations.eraseQuiet(9_000, 10)).toHaveLength(1)
})

test('all of its files go: pages, and what was set aside', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('vera', firstChange('vera', 1_000))
  await store.conversations.change('vera', many)
  await store.conversations.change('vera', close)
  await closeOnce(store)
  await writeFile(join(folder, 'conversations', 'vera.json.corrupt-2026-01-01'), secret)
  await writeFile(join(folder, 'conversations', 'vera-2.json.corrupt-2026-01-01'), 'of somebody else')
  expect(await namesIn(folder, 'conversations')).toHaveLength(4)
  const { store: again } = await openStore(folder)
  expect(await again.conversations.eraseQuiet(9_000, 10)).toHaveLength(1)
  expect(await namesIn(folder, 'conversations')).toEqual(['vera-2.json.corrupt-2026-01-01'])
})

function many(current: Conversation) {
  const entries = Array.from({ length: entriesPerPage + 5 }, (_, index) => ({
    sequence: current.entries.length + 1 + index,
    id: `many-${index}`,
    at: 1_500,
    by: { who: 'visitor' as const },
    kind: 'message' as const,
    text: secret,
  }))
  return { state: {}, entries, notes: [] }
}

/** Again where a segment went while it was copied. */
async function copiedAtOnce(folder: string): Promise<string> {
  for (;;)
    try {
      return await copyOf(folder)
    } catch (cause) {
      if (!isErrorCode(cause, 'ENOENT')) throw cause
    }
}
