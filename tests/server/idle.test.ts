import { expect, test } from 'vitest'
import type { ShownEntry } from '../../protocol/conversation.ts'
import type { Store } from '../../server/store/port.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { asksForPerson, caughtUp, entryHeard, says, transcript } from '../support/acts.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { firstChange } from '../store/samples.ts'

const hourMs = 60 * 60 * 1000
const closeAfterMs = 24 * hourMs
/** How late it may be noticed. */
const lookMs = 5 * 60 * 1000

const closed = (entry: ShownEntry) => entry.kind === 'move' && entry.move === 'closed'

test('a conversation with the bot closes when nothing was said for a day, and the visitor begins anew', async () => {
  const { url, clock } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Where is my order?')
  await clock.advance(closeAfterMs - lookMs)
  await caughtUp(vera)
  expect((await transcript(vera, conversationId)).some(closed)).toBe(false)
  await clock.advance(2 * lookMs)
  expect(await entryHeard(vera, closed)).toMatchObject({ by: { who: 'system' } })
  const again = await says(vera, 'Hello again')
  expect(again.conversationId).not.toBe(conversationId)
})

test('the hours are those of site.json', async () => {
  const app = await startApp()
  app.bot.site().closeAfterHours = 2
  const vera = await visitorSocket(app.url)
  await says(vera, 'Where is my order?')
  await app.clock.advance(2 * hourMs + lookMs)
  await entryHeard(vera, closed)
})

test('who writes once an hour is never interrupted', async () => {
  const { url, clock } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Where is my order?')
  for (let hour = 0; hour < 50; hour++) {
    await clock.advance(hourMs)
    expect((await says(vera, `Hour ${hour}`)).conversationId).toBe(conversationId)
  }
})

test('a conversation in line or left to e-mail is never closed for being quiet', async () => {
  const { url, clock, store } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  await asksForPerson(vera)
  const conversationId = await asksForPerson(viktor)
  const email = { conversationId, email: 'viktor@example.org', requestId: newRequestId() }
  await viktor.get('email:leave', email)
  await clock.advance(3 * closeAfterMs)
  expect(await store.conversations.list({ statuses: ['waiting'] })).toHaveLength(2)
})

test('what became due while the server was down is closed soon after the start', async () => {
  const before = await startApp()
  const vera = await visitorSocket(before.url)
  const { conversationId } = await says(vera, 'Where is my order?')
  await before.close()
  const clock = createFakeClock(before.clock.now() + closeAfterMs)
  const after = await startApp({ store: before.store, clock })
  expect((await after.store.conversations.read(conversationId)).state.status).toBe('bot')
  await clock.advance(10_000)
  expect((await after.store.conversations.read(conversationId)).state.status).toBe('closed')
})

test('of two servers at one store that look at the same moment, one closes', async () => {
  const clock = createFakeClock()
  const first = await startApp({ clock })
  const second = await startApp({ clock, store: first.store })
  const vera = await visitorSocket(second.url)
  const { conversationId } = await says(vera, 'Where is my order?')
  await clock.advance(2 * closeAfterMs)
  expect((await transcript(vera, conversationId)).filter(closed)).toHaveLength(1)
})

test('a visitor who writes while it is being closed is not interrupted', async () => {
  const store = createMemoryStore()
  const held = holdingLists(store)
  const { url, clock } = await startApp({ store: held.store })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Where is my order?')
  held.hold()
  await clock.advance(closeAfterMs + lookMs)
  // It is on the list already.
  await says(vera, 'It is still not here.')
  await held.letGo()
  await caughtUp(vera)
  const { state } = await store.conversations.read(conversationId)
  expect(state.status).toBe('bot')
})

test('one that cannot be saved now keeps no other open, and is tried again', async () => {
  const store = createMemoryStore()
  const stuck = new Set<string>()
  const app = await startApp({ store: refusing(store, stuck) })
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push((await says(await visitorSocket(app.url), 'Hello')).conversationId)
  stuck.add(ids[1] ?? '')
  await app.clock.advance(closeAfterMs + lookMs)
  const statuses = async () =>
    Promise.all(ids.map(async (id) => (await store.conversations.read(id)).state.status))
  expect(await statuses()).toEqual(['closed', 'bot', 'closed'])
  expect(app.log.faults.map(({ message }) => message)).toContain('idle conversations could not be closed')
  stuck.clear()
  await app.clock.advance(lookMs)
  expect(await statuses()).toEqual(['closed', 'closed', 'closed'])
})

test('after a long stop all that is due is closed, and never all of it asked for at once', async () => {
  const clock = createFakeClock()
  const store = createMemoryStore()
  const ids = Array.from({ length: 70 }, (_, i) => `conversation-of-${String(i).padStart(4, '0')}`)
  for (const [i, id] of ids.entries())
    await store.conversations.begin(id, firstChange(`visitor-${i}`, clock.now() - 2 * closeAfterMs + i))
  const sizes: number[] = []
  const conversations: Store['conversations'] = {
    ...store.conversations,
    list: async (query) => {
      const found = await store.conversations.list(query)
      if (query.until !== undefined) sizes.push(found.length)
      return found
    },
  }
  await startApp({ clock, store: { ...store, conversations } })
  await clock.advance(lookMs)
  expect(await store.conversations.list({ statuses: ['bot'] })).toEqual([])
  expect(Math.max(...sizes)).toBe(20)
})

/** The store, whose lists of what is due come late. */
function holdingLists(store: Store) {
  let release = () => {}
  let held: Promise<void> = Promise.resolve()
  const conversations: Store['conversations'] = {
    ...store.conversations,
    list: async (query) => {
      const found = await store.conversations.list(query)
      if (query.until !== undefined) await held
      return found
    },
  }
  return {
    store: { ...store, conversations },
    hold: () => void (held = new Promise((resolve) => (release = resolve))),
    letGo: async () => {
      release()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** The store, which cannot take changes of some conversations now. */
function refusing(store: Store, stuck: Set<string>): Store {
  const conversations: Store['conversations'] = {
    ...store.conversations,
    change: async (id, decide) => {
      if (stuck.has(id)) throw new Error('no space left')
      return store.conversations.change(id, decide)
    },
  }
  return { ...store, conversations }
}
