import { expect, onTestFinished, test } from 'vitest'
import type { Change } from '../../server/domain/conversation.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/port.ts'
import { newDatabase } from '../support/postgres.ts'
import type { OpenedStore } from './contract.ts'
import { everythingIn } from './contract.ts'
import { closeOnce, newFolder, openStore } from './folders.ts'
import { openOn, openedOn } from './postgres-opened.ts'
import { firstChange, refusalOf, says, writesNote } from './samples.ts'

const homes: [string, () => Promise<OpenedStore>][] = [
  ['memory', inMemory],
  ['the embedded store', inFolder],
  ['PostgreSQL', async () => openedOn(await newDatabase())],
]

async function inMemory(): Promise<OpenedStore> {
  const store = createMemoryStore()
  return { store, reopen: async () => store, dispose: async () => undefined }
}

async function inFolder(): Promise<OpenedStore> {
  const folder = await newFolder()
  let { store } = await openStore(folder)
  const dispose = () => closeOnce(store)
  return {
    store,
    dispose,
    reopen: async () => (await dispose(), ({ store } = await openStore(folder)), store),
  }
}

const closedAt = (since: number): Change => ({ state: { status: 'closed', since }, entries: [], notes: [] })
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id)

/** `c0`, `c1` … of visitors of their own, closed at these times; null: still open. */
async function withClosed({ conversations }: Store, times: (number | null)[]): Promise<void> {
  for (const [i, at] of times.entries()) {
    await conversations.begin(`c${i}`, firstChange(`visitor-${i}`, 1_000))
    if (at !== null) await conversations.change(`c${i}`, () => closedAt(at))
  }
}

for (const [name, open] of homes) {
  async function opened(): Promise<OpenedStore> {
    const one = await open()
    onTestFinished(one.dispose)
    return one
  }

  test(`${name}: what is closed and quiet for long is removed, a few at a time, and nothing else`, async () => {
    const { store, reopen } = await opened()
    await withClosed(store, [9_000, null, 7_000, 8_000, 10_001, 7_500])
    const first = await store.conversations.eraseQuiet(10_000, 3)
    expect(first.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'c2', visitorId: 'visitor-2' },
      { id: 'c3', visitorId: 'visitor-3' },
      { id: 'c5', visitorId: 'visitor-5' },
    ])
    expect(idsOf(await store.conversations.eraseQuiet(10_000, 3))).toEqual(['c0'])
    expect(await store.conversations.eraseQuiet(10_000, 3)).toEqual([])
    expect(await store.conversations.ids()).toEqual(['c1', 'c4'])
    const left = await everythingIn(store)
    expect(await everythingIn(await reopen())).toEqual(left)
  })

  test(`${name}: a word, a rating or a note after it was closed keeps it for as long again`, async () => {
    const { store } = await opened()
    await withClosed(store, [2_000, 2_000, 2_000])
    // At 5,000 and at 6,000.
    await store.conversations.change('c0', (current) => says(current, 'm1', '\u0000 \ud800 "at":1'))
    await store.conversations.change('c1', (current) => writesNote(current, 'n1'))
    expect(idsOf(await store.conversations.eraseQuiet(4_999, 10))).toEqual(['c2'])
    expect(idsOf(await store.conversations.eraseQuiet(5_000, 10))).toEqual(['c0'])
    expect(await store.conversations.eraseQuiet(5_999, 10)).toEqual([])
    expect(idsOf(await store.conversations.eraseQuiet(6_000, 10))).toEqual(['c1'])
  })

  test(`${name}: one that was removed is found by nobody any more`, async () => {
    const { store, reopen } = await opened()
    await withClosed(store, [2_000])
    await store.conversations.change('c0', () => ({
      ...closedAt(2_000),
      state: {
        waitedMs: 3,
        handedOverAt: 1_500,
        opinions: [{ sequence: 1, at: 1, kind: 'praise', text: 'x' }],
      },
    }))
    await store.conversations.eraseQuiet(9_000, 10)
    for (const comeBack of [async () => store, reopen]) {
      const { conversations } = await comeBack()
      expect(await refusalOf(conversations.read('c0'))).toBe('not-found')
      expect(await refusalOf(conversations.change('c0', (current) => says(current, 'm1')))).toBe('not-found')
      expect(await conversations.list({ statuses: ['closed'] })).toEqual([])
      expect(await conversations.opinionated({ limit: 9 })).toEqual([])
      expect(await conversations.ofVisitor('visitor-0', 9)).toEqual([])
      expect(await conversations.recentWaits(9)).toEqual([])
      expect(await conversations.eraseQuiet(9_000, 10)).toEqual([])
    }
  })

  test(`${name}: in which somebody does something at that moment stays, or is gone for them`, async () => {
    const { store } = await opened()
    const ids = Array.from({ length: 40 }, (_, i) => `c${i}`)
    await withClosed(
      store,
      ids.map(() => 2_000),
    )
    const noted = ids.map((id) => store.conversations.change(id, (current) => writesNote(current, 'n1')))
    const [erased, ...ends] = await Promise.all([
      store.conversations.eraseQuiet(5_000, 100),
      ...noted.map((one) =>
        one.then(
          () => 'kept',
          (cause: { code: string }) => cause.code,
        ),
      ),
    ])
    const gone = new Set(idsOf(erased))
    expect(ends).toEqual(ids.map((id) => (gone.has(id) ? 'not-found' : 'kept')))
    expect((await store.conversations.ids()).length).toBe(ids.length - gone.size)
  })

  test(`${name}: removed by name, open ones too, and what is not there is no fault`, async () => {
    const { store, reopen } = await opened()
    await withClosed(store, [null, 2_000, null])
    const erased = await store.conversations.erase(['c0', 'nobody', 'c1', 'c0'])
    expect(idsOf(erased).sort()).toEqual(['c0', 'c1'])
    expect(await store.conversations.openOf('visitor-0')).toBeNull()
    expect((await store.conversations.begin('c9', firstChange('visitor-0', 9_000))).begun).toBe(true)
    expect(await (await reopen()).conversations.ids()).toEqual(['c2', 'c9'])
  })

  test(`${name}: asked twice at once, each is removed once`, async () => {
    const { store } = await opened()
    await withClosed(
      store,
      Array.from({ length: 30 }, () => 2_000),
    )
    const asked = await Promise.all([1, 2, 3].map(() => store.conversations.eraseQuiet(9_000, 30)))
    expect(asked.flat()).toHaveLength(30)
    expect(await store.conversations.ids()).toEqual([])
  })
}

test('of two servers that look at once each removes some, and no conversation twice', async () => {
  const url = await newDatabase()
  const servers = [await openOn(url), await openOn(url)]
  await withClosed(
    servers[0]!,
    Array.from({ length: 60 }, () => 2_000),
  )
  const all: string[] = []
  await Promise.all(
    servers.map(async ({ conversations }) => {
      for (;;) {
        const erased = idsOf(await conversations.eraseQuiet(9_000, 7))
        all.push(...erased)
        if (erased.length === 0) return
      }
    }),
  )
  expect(new Set(all).size).toBe(60)
  expect(all).toHaveLength(60)
})

test('a server that has a copy of what another one removed finds it gone', async () => {
  const url = await newDatabase()
  const [one, other] = [await openOn(url), await openOn(url)]
  await withClosed(one, [2_000])
  await other.conversations.read('c0')
  await one.conversations.eraseQuiet(9_000, 7)
  expect(await refusalOf(other.conversations.read('c0'))).toBe('not-found')
  expect(await refusalOf(other.conversations.change('c0', (current) => says(current, 'm')))).toBe('not-found')
})
