import { expect, onTestFinished, test } from 'vitest'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/port.ts'
import { adasConsole, asksForPerson, bensConsole, move, says } from '../support/acts.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import type { FakeClock } from '../support/fake-clock.ts'
import { newDatabase } from '../support/postgres.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import type { StartedApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'
import { newFolder, openStore } from '../store/folders.ts'
import { firstChange } from '../store/samples.ts'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
/** A database answers later than a few turns of the event loop. */
const slow = 60_000

const homes: [string, (clock: FakeClock) => Promise<Store>][] = [
  ['memory', async () => createMemoryStore()],
  ['a folder', async (clock) => (await openStore(await newFolder(), { now: () => clock.now() })).store],
  ['a database', openOnDatabase],
]

async function openOnDatabase(_: unknown, url?: string): Promise<Store> {
  const log = { warn: () => undefined }
  const store = await openPostgresStore({ url: url ?? (await newDatabase()), log, beatEveryMs: 200 })
  onTestFinished(() => store.close())
  return store
}

/** What stores are erasing now. */
const underWay = new Set<Promise<unknown>>()

function watchErasing(store: Store): Store {
  const { conversations } = store
  const eraseQuiet = conversations.eraseQuiet.bind(conversations)
  conversations.eraseQuiet = (until, limit) => {
    const erased = eraseQuiet(until, limit)
    underWay.add(erased)
    return erased.finally(() => underWay.delete(erased))
  }
  return store
}

async function startIn(open: (clock: FakeClock) => Promise<Store>): Promise<StartedApp> {
  const clock = createFakeClock()
  const app = await startApp({ clock, store: watchErasing(await open(clock)) })
  app.bot.change({ deleteAfterDays: 2 })
  return app
}

/** A conversation of a visitor of its own that is closed now. */
async function closedNow({ url }: { url: string }): Promise<string> {
  const visitor = await visitorSocket(url)
  const { conversationId } = await says(visitor, 'Where is my order?')
  await visitor.get('conversation:close', move(conversationId))
  visitor.close()
  return conversationId
}

async function gone({ store }: { store: Store }, id: string): Promise<boolean> {
  return !(await store.conversations.ids()).includes(id)
}

/** Moves on an hour at a time, and waits for what the store does meanwhile: no look takes an hour. */
async function pass({ clock, store }: Pick<StartedApp, 'clock' | 'store'>, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += hourMs) {
    await clock.advance(hourMs)
    await store.conversations.ids()
    while (underWay.size > 0) {
      await Promise.allSettled(underWay)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

for (const [name, open] of homes)
  test(
    `${name}: closed and quiet for as many days as site.json says, a conversation is deleted`,
    { timeout: slow },
    async () => {
      const app = await startIn(open)
      const first = await closedNow(app)
      await pass(app, dayMs)
      const second = await closedNow(app)
      await pass(app, dayMs - hourMs)
      expect(await gone(app, first)).toBe(false)
      await pass(app, 2 * hourMs)
      await waitFor('it is deleted', () => gone(app, first))
      expect(await gone(app, second)).toBe(false)
      await waitFor('it is told', () => app.log.warnings.length > 0)
      expect(app.log.warnings).toEqual([
        '1 conversation was deleted: closed for 2 days (deleteAfterDays in site.json)',
      ])
      expect(app.log.faults).toEqual([])
    },
  )

test('unless site.json says so nothing is deleted, and what it says counts from the next hour on', async () => {
  const app = await startIn(async () => createMemoryStore())
  app.bot.change({ deleteAfterDays: null })
  const id = await closedNow(app)
  await pass(app, 9 * dayMs)
  expect(await gone(app, id)).toBe(false)
  app.bot.change({ deleteAfterDays: 10 })
  await pass(app, 2 * hourMs)
  expect(await gone(app, id)).toBe(false)
  app.bot.change({ deleteAfterDays: 5 })
  await pass(app, hourMs)
  expect(await gone(app, id)).toBe(true)
})

test('who waits, is with an agent, or was noted something about lately is never deleted', async () => {
  const app = await startIn(async () => createMemoryStore())
  const ada = await adasConsole(app.url)
  const waiting = await asksForPerson(await visitorSocket(app.url))
  const taken = await asksForPerson(await visitorSocket(app.url))
  await ada.get('conversation:take', move(taken))
  const noted = await closedNow(app)
  for (let day = 0; day < 5; day++) {
    await ada.get('note:add', { conversationId: noted, messageId: newRequestId(), text: `Day ${day}` })
    await pass(app, dayMs)
  }
  expect((await app.store.conversations.ids()).sort()).toEqual([waiting, taken, noted].sort())
  await pass(app, 2 * dayMs)
  expect(await gone(app, noted)).toBe(true)
})

test('every console is told, and a visitor who still has it on the screen gets what there is', async () => {
  const app = await startIn(async () => createMemoryStore())
  const [vera, ada] = [await visitorSocket(app.url), await adasConsole(app.url)]
  await ada.get('desk:hello', {})
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  await ada.get('conversation:close', move(conversationId))
  await ada.get('conversation:open', { conversationId })
  const told = ada.hear('inbox:changed', ({ removed }) => removed?.includes(conversationId) ?? false)
  await pass(app, 2 * dayMs + hourMs)
  await told
  await waitFor('her page connects again', () => !vera.isConnected())
  const again = await visitorSocket(app.url, vera.key)
  expect(await again.get('desk:hello', { ...hello, conversationId, after: 5 })).toMatchObject({
    conversation: null,
  })
  expect(await again.ask('transcript:since', { conversationId, after: 0 })).toMatchObject({
    refusal: 'not-found',
  })
  expect(await ada.ask('conversation:open', { conversationId })).toMatchObject({ refusal: 'not-found' })
  expect((await says(again, 'Hello again')).conversationId).not.toBe(conversationId)
  expect((await ada.get('inbox:since', { version: 0 }))?.rows).toEqual([])
})

test('what became due while the server was off goes at its first look, a few at a time', async () => {
  const store = createMemoryStore()
  for (let i = 0; i < 130; i++) await closedAt(store, `conversation-of-${i}`, 1_000 + i)
  const asked: number[] = []
  const watched: Store = {
    ...store,
    conversations: {
      ...store.conversations,
      eraseQuiet: (until, limit) => (asked.push(limit), store.conversations.eraseQuiet(until, limit)),
    },
  }
  const app = await startApp({ store: watched })
  app.bot.change({ deleteAfterDays: 30 })
  await app.clock.advance(9 * 60 * 1000)
  expect(await store.conversations.ids()).toHaveLength(130)
  await app.clock.advance(60 * 1000)
  await waitFor('all are deleted', async () => (await store.conversations.ids()).length === 0)
  expect(Math.max(...asked)).toBeLessThanOrEqual(50)
})

test('a clock that jumps ten years ahead makes nothing old at once', async () => {
  const store = createMemoryStore()
  const clock = createFakeClock()
  let ahead = 0
  const jumping: FakeClock = { ...clock, now: () => clock.now() + ahead }
  const app = await startApp({ store, clock: jumping })
  app.bot.change({ deleteAfterDays: 2 })
  await closedAt(store, 'conversation-of-vera', clock.now())
  await pass(app, 2 * hourMs)
  ahead = 3650 * dayMs
  await pass(app, 5 * hourMs)
  ahead = 0
  await pass(app, dayMs)
  expect(await store.conversations.ids()).toEqual(['conversation-of-vera'])
  await pass(app, dayMs)
  expect(await store.conversations.ids()).toEqual([])
})

test('a store that cannot do it now is asked again an hour later', async () => {
  const store = createMemoryStore()
  let isAway = true
  const eraseQuiet = store.conversations.eraseQuiet.bind(store.conversations)
  store.conversations.eraseQuiet = (until, limit) =>
    isAway ? Promise.reject(new Error('away')) : eraseQuiet(until, limit)
  const app = await startIn(async () => store)
  const id = await closedNow(app)
  await pass(app, 3 * dayMs)
  expect(app.log.faults[0]?.message).toBe('conversations could not be deleted when it was time')
  isAway = false
  await pass(app, hourMs)
  expect(await gone(app, id)).toBe(true)
})

test(
  'of two servers at one database each conversation is deleted by one, and both tell their screens',
  { timeout: slow },
  async () => {
    const clock = createFakeClock()
    const url = await newDatabase()
    const start = async () => {
      const app = await startApp({ clock, store: watchErasing(await openOnDatabase(clock, url)) })
      app.bot.change({ deleteAfterDays: 2 })
      return app
    }
    const servers = [await start(), await start()]
    const [one, other] = servers as [StartedApp, StartedApp]
    const ids = new Set<string>()
    for (let i = 0; i < 12; i++) ids.add(await closedNow(servers[i % 2]!))
    const consoles = [await adasConsole(one.url), await bensConsole(other.url)]
    for (const console of consoles) await console.get('desk:hello', {})
    await pass({ clock, store: one.store }, 2 * dayMs + hourMs)
    await waitFor('all are deleted', async () => (await one.store.conversations.ids()).length === 0)
    await waitFor('both told all of them', async () => {
      await clock.advance(200)
      const told = consoles.map((each) => each.news('inbox:changed').flatMap(({ removed }) => removed ?? []))
      return told.every((each) => ids.size === new Set(each).size)
    })
    const counted = servers.flatMap(({ log }) => log.warnings).map((line) => Number.parseInt(line))
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(ids.size)
  },
)

async function closedAt({ conversations }: Store, id: string, since: number): Promise<void> {
  await conversations.begin(id, firstChange(`visitor of ${id}`, since))
  await conversations.change(id, () => ({ state: { status: 'closed', since }, entries: [], notes: [] }))
}
