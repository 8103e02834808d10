import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../server/store/port.ts'
import { deskIn, itemsOf } from '../../server/store-tools/desk-source.ts'
import { newDatabase } from '../support/postgres.ts'
import { closeOnce, newFolder, openStore } from '../store/folders.ts'
import { openOn } from '../store/postgres-opened.ts'
import { firstChange } from '../store/samples.ts'

/** Reads all of the desk, in which `meanwhile` happens after the ids were listed. */
async function readAll(store: Store, meanwhile: () => Promise<unknown>) {
  const desk = deskIn(store)
  const read: string[] = []
  const unreadable: string[] = []
  const source = { ...desk, ids: () => desk.ids().then(async (ids) => (await meanwhile(), ids)) }
  for await (const item of itemsOf(source, { onUnreadable: ({ id }) => void unreadable.push(id) }))
    if ('conversation' in item) read.push(item.conversation.id)
  return { read, unreadable }
}

async function filled(store: Store): Promise<Store> {
  for (const id of ['c1', 'c2', 'c3']) await store.conversations.begin(id, firstChange(`of ${id}`, 1_000))
  return store
}

test('what is deleted while a desk is exported or checked is not told as missing', async () => {
  const folder = await filled((await openStore(await newFolder())).store)
  const database = await filled(await openOn(await newDatabase()))
  for (const store of [folder, database])
    expect(await readAll(store, () => store.conversations.erase(['c2']))).toEqual({
      read: ['c1', 'c3'],
      unreadable: [],
    })
})

test('what is missing is still told', async () => {
  const folder = await newFolder()
  await closeOnce(await filled((await openStore(folder)).store))
  const { store } = await openStore(folder)
  const remove = () => rm(join(folder, 'conversations', 'c2.json'))
  expect(await readAll(store, remove)).toEqual({ read: ['c1', 'c3'], unreadable: ['c2'] })
})
