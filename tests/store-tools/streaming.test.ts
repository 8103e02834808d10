import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { WholeConversation } from '../../server/domain/conversation.ts'
import { Content } from '../../server/store-tools/desk-item.ts'
import { itemsOf } from '../../server/store-tools/desk-source.ts'
import type { DeskSource } from '../../server/store-tools/desk-source.ts'
import { importItems } from '../../server/store-tools/import-desk.ts'
import { planImport } from '../../server/store-tools/import-plan.ts'
import { writeDeskFile } from '../../server/store-tools/write-desk-file.ts'
import { closedByAda, inDatabase, inFolder, newFolder, within } from './desks.ts'

const count = 5_000
/** What stays in memory of closed conversations (200), and what is on its way: 100 in a commit, twice 32 read. */
const inMemoryMost = 600

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Counts how many of the things it is shown are alive at most, looking now and then. */
function createCensus() {
  let known: WeakRef<object>[] = []
  let most = 0
  return {
    see: (thing: object) => void known.push(new WeakRef(thing)),
    async look(): Promise<void> {
      // A reference that was read is kept until the turn ends.
      await new Promise((resolve) => setImmediate(resolve))
      collectGarbage()
      known = known.filter((each) => each.deref() !== undefined)
      most = Math.max(most, known.length)
    },
    most: () => most,
  }
}

/** A desk of 5,000 conversations that are made when they are read. */
function largeDesk(read: (conversation: WholeConversation) => void): DeskSource {
  return {
    accounts: async () => [],
    ids: async () => Array.from({ length: count }, (_, i) => `c${i}`),
    read: async (ids) =>
      ids.map((id) => {
        const conversation = closedByAda(id, `visitor-${id}`, Number(id.slice(1)))
        read(conversation)
        return conversation
      }),
  }
}

test.each(['desk.jsonl', 'desk.jsonl.gz'])('5,000 conversations go into %s a few at a time', async (name) => {
  const census = createCensus()
  let looking = Promise.resolve()
  const desk = largeDesk((conversation) => census.see(conversation))
  const onProgress = (done: number) => {
    if (done % 320 === 0) looking = looking.then(() => census.look())
  }
  const paced = async function* () {
    for await (const item of itemsOf(desk, { onProgress, onUnreadable: () => undefined })) {
      await looking
      yield item
    }
  }
  const file = join(await newFolder(), name)
  expect((await writeDeskFile(file, paced())).counts.conversations).toBe(count)
  expect(census.most()).toBeGreaterThan(0)
  expect(census.most()).toBeLessThan(inMemoryMost)
})

test.each([
  ['a folder', inFolder],
  ['a database', inDatabase],
])('5,000 conversations come into %s a few at a time', async (_, place) => {
  const file = join(await newFolder(), 'desk.jsonl')
  const desk = largeDesk(() => undefined)
  const written = await writeDeskFile(file, itemsOf(desk, { onUnreadable: () => undefined }))
  const census = createCensus()
  await within(await place(), async (store) => {
    const plan = await planImport(file, store, () => undefined)
    expect(plan.content.hash()).toBe(written.hash())
    let restored = 0
    const conversations = {
      ...store.conversations,
      async restore(some: readonly WholeConversation[]) {
        for (const { entries } of some) census.see(entries[0]!)
        await store.conversations.restore(some)
        restored += some.length
        if (restored % 500 === 0) await census.look()
      },
    }
    await importItems(file, { ...store, conversations }, plan, () => undefined)
    expect(await store.conversations.ids()).toHaveLength(count)
  })
  expect(census.most()).toBeGreaterThan(0)
  expect(census.most()).toBeLessThan(inMemoryMost)
})

test('the hash is the same in whatever order the content comes', () => {
  const forward = new Content()
  const backward = new Content()
  const items = ['c1', 'c2', 'c3'].map((id) => ({ conversation: closedByAda(id, id, 1) }))
  for (const item of items) forward.add(item, item.conversation.id)
  for (const item of items.toReversed()) backward.add(item, item.conversation.id)
  expect(forward.hash()).toBe(backward.hash())
})
