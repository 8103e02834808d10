import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Catalogue } from '../../server/store/catalogue.ts'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import { Folder } from '../../server/store/embedded/folder.ts'
import { IndexFile } from '../../server/store/embedded/index-file.ts'
import { Kept, indexedOf } from '../../server/store/embedded/kept.ts'
import { everythingIn } from './contract.ts'
import { closeOnce, namesIn, newFolder, openStore } from './folders.ts'
import { firstChange, says } from './samples.ts'

test('the index of a few is JSON with a conversation on each line, and without a word that was said', async () => {
  const { folder } = await filled()
  const text = await readFile(join(folder, 'index.json'), 'utf8')
  const { data } = JSON.parse(text) as { data: { id: string; status: string }[] }
  expect(data.map(({ id, status }) => [id, status])).toEqual([
    ['c1', 'closed'],
    ['c2', 'bot'],
  ])
  expect(text.trimEnd().split('\n')).toHaveLength(4)
  expect(text).not.toContain('Hello')
  expect(text).not.toContain('shop.example')
})

test('an index of none, of one, and of more than is written at once is read as it was written', async () => {
  for (const many of [0, 1, 20_000]) {
    const folder = new Folder(nodeFileSystem, await newFolder())
    const index = new IndexFile(folder)
    expect(await index.load()).toBeNull()
    const written = Array.from({ length: many }, (_, i) => {
      const { state } = firstChange(`visitor-ü${i}`, i)
      return indexedOf(`c${i}`, { ...state, waitedMs: i % 3 === 0 ? i : null }, i + 1)
    })
    await index.save(new Catalogue(written.map((each) => new Kept(each))))
    expect((await index.load())?.map((kept) => kept.indexed())).toEqual(written)
    await folder.close()
  }
})

test('an index of the first layout is read, and is written in lines from then on', async () => {
  const { folder, everything } = await filled()
  const entries = everything.summaries.map((summary) => ({ summary, revision: 1 + Number(summary.head > 1) }))
  await writeFile(join(folder, 'index.json'), firstLayoutOf(entries))
  const { store, warnings } = await openStore(folder)
  expect(await everythingIn(store)).toEqual(everything)
  await store.conversations.begin('c3', firstChange('mina', 3_000))
  await closeOnce(store)
  expect(warnings).toEqual([])
  expect(await readFile(join(folder, 'index.json'), 'utf8')).toContain('"version":2')
  expect((await (await openStore(folder)).store.conversations.ids()).sort()).toEqual(['c1', 'c2', 'c3'])
})

test('a list reads what it shows, and leaves out a conversation whose file turns out to be damaged', async () => {
  const { folder } = await filled()
  await rm(join(folder, 'conversations', 'c1.json'))
  const { store, warnings } = await openStore(folder)
  expect(warnings).toEqual([])
  const shown = await store.conversations.list({ statuses: ['bot', 'closed'] })
  expect(shown.map(({ id, last }) => [id, last?.text])).toEqual([['c2', tricky]])
  expect(warnings).toEqual([expect.stringContaining('c1.json is damaged: it is missing')])
  expect(await store.conversations.ids()).toEqual(['c2'])
  expect(await namesIn(folder, 'conversations')).toEqual(['c2.json'])
})

test('an index from an older backup puts no conversation into a list where it is not any more', async () => {
  const { folder } = await filled()
  const older = await readFile(join(folder, 'index.json'))
  const { store } = await openStore(folder)
  await store.conversations.change('c2', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  await closeOnce(store)
  await writeFile(join(folder, 'index.json'), older)
  const { store: again } = await openStore(folder)
  expect(await again.conversations.list({ statuses: ['bot'] })).toEqual([])
  const closed = await again.conversations.list({ statuses: ['closed'] })
  expect(closed.map(({ id }) => id)).toEqual(['c2', 'c1'])
})

const tricky = '"},{"summary":{"id":"c9"}'

/** A closed conversation and one with the bot, in their files. */
async function filled() {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.change('c1', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  await store.conversations.begin('c2', firstChange('viktor', 2_000))
  await store.conversations.change('c2', (current) => says(current, 'm1', tricky))
  const everything = await everythingIn(store)
  await closeOnce(store)
  return { folder, everything }
}

/** As Frontdesk wrote it before there were lines. */
function firstLayoutOf(entries: unknown): string {
  const data = JSON.stringify(entries)
  const sha256 = createHash('sha256').update(data).digest('base64url')
  return `{"format":"frontdesk-index","version":1,"id":"index","sha256":"${sha256}","data":${data}}\n`
}
