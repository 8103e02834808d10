import { expect, test } from 'vitest'
import {
  adasConsole,
  asksForPerson,
  bensConsole,
  caughtUp,
  consoleCaughtUp,
  entryHeard,
  move,
  transcript,
} from '../support/acts.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { hello, visitorSocket } from '../support/sockets.ts'
import type { AgentSocket } from '../support/sockets.ts'
import { adaSignIn, benSignIn, startApp } from '../support/start-app.ts'
import type { StartedApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

const awayAfterMs = 10_000
const goneAfterMs = 120_000

/** The agent's browser is gone, and the server has noticed. */
async function vanishes({ clock }: StartedApp, agent: AgentSocket): Promise<void> {
  const before = clock.pending()
  agent.close()
  await waitFor('the server misses the agent', () => clock.pending() > before)
}

/** Vera talks with Ada, in a conversation that began a minute ago. */
async function talkWithAda(app: StartedApp) {
  const [vera, ada] = [await visitorSocket(app.url), await adasConsole(app.url)]
  const conversationId = await asksForPerson(vera)
  const waitingSince = app.clock.now()
  await app.clock.advance(60_000)
  await ada.get('conversation:take', move(conversationId))
  await app.clock.advance(1_000)
  return { vera, ada, conversationId, waitingSince }
}

const released = (entry: { kind: string; move?: string }) =>
  entry.kind === 'move' && entry.move === 'released'

test('an agent who is gone for two minutes loses the conversation to the line, and the visitor is told', async () => {
  const app = await startApp()
  const { vera, ada, conversationId, waitingSince } = await talkWithAda(app)
  await vanishes(app, ada)
  await app.clock.advance(goneAfterMs)
  expect(await entryHeard(vera, released)).toMatchObject({
    by: { who: 'system' },
    because: 'agent-gone',
    agent: { name: 'Ada' },
  })
  await app.clock.advance(1_000)
  const { place } = await vera.get('desk:hello', { ...hello, conversationId })
  expect(place).toMatchObject({ position: 1, waitedMs: app.clock.now() - waitingSince })
})

test('an agent who is back within two minutes keeps the conversation', async () => {
  const app = await startApp()
  const { vera, ada, conversationId } = await talkWithAda(app)
  await vanishes(app, ada)
  await app.clock.advance(goneAfterMs - 1)
  await adasConsole(app.url)
  await app.clock.advance(goneAfterMs)
  await caughtUp(vera)
  expect((await transcript(vera, conversationId)).some(released)).toBe(false)
})

test('an agent with a second tab open is not gone', async () => {
  const app = await startApp()
  const { vera, ada, conversationId } = await talkWithAda(app)
  const second = await adasConsole(app.url)
  ada.close()
  await consoleCaughtUp(second)
  await app.clock.advance(goneAfterMs)
  expect((await transcript(vera, conversationId)).some(released)).toBe(false)
})

test('visitors are told who is in, and a reload of ten seconds is not told', async () => {
  const app = await startApp()
  const vera = await visitorSocket(app.url)
  expect((await vera.get('desk:hello', hello)).desk.agents).toEqual([])
  const ada = await adasConsole(app.url)
  await vera.hear('desk:changed', ({ agents }) => agents.length === 1)
  const told = vera.news('desk:changed').length
  await vanishes(app, ada)
  await app.clock.advance(awayAfterMs - 1)
  await caughtUp(vera)
  expect(vera.news('desk:changed')).toHaveLength(told)
  await app.clock.advance(1)
  await vera.hear('desk:changed', ({ agents }) => agents.length === 0)
})

test('an agent who goes away is offered to no visitor, and stays away over a restart', async () => {
  const app = await startApp()
  const [vera, ada] = [await visitorSocket(app.url), await adasConsole(app.url)]
  await ada.get('presence:set', { available: false })
  expect((await vera.get('desk:hello', hello)).desk.agents).toEqual([])
  await app.close()

  const again = await startApp({ store: app.store })
  const { team } = await (await adasConsole(again.url)).get('desk:hello', {})
  expect(team.find(({ name }) => name === 'Ada')).toMatchObject({ presence: 'away', connected: true })
})

test('agents are told who of the team is there', async () => {
  const { url } = await startApp()
  const ada = await adasConsole(url)
  const { team } = await ada.get('desk:hello', {})
  expect(team.map(({ name, presence }) => [name, presence])).toEqual([
    ['Ada', 'available'],
    ['Ben', 'away'],
  ])
  await bensConsole(url)
  await ada.hear('team:changed', ({ team }) => team.every(({ presence }) => presence === 'available'))
})

test('while nobody is in, visitors are told when the office opens', async () => {
  const app = await startApp()
  const weekly = { mon: ['12:00-17:00'] }
  app.bot.change({ hours: { timeZone: 'Europe/Stockholm', weekly, holidays: [] } })
  const vera = await visitorSocket(app.url)
  const opensAt = Date.parse('2026-03-02T11:00:00Z')
  expect((await vera.get('desk:hello', hello)).desk).toEqual({ agents: [], opensAt, usualWaitMs: null })
  const ada = await adasConsole(app.url)
  expect((await vera.get('desk:hello', hello)).desk).toMatchObject({
    agents: [{ name: 'Ada' }],
    opensAt: null,
  })
  await vanishes(app, ada)
  await app.clock.advance(opensAt - app.clock.now())
  expect((await vera.get('desk:hello', hello)).desk).toMatchObject({ agents: [], opensAt: null })
})

test('an agent who was talking when the server stopped has two minutes to come back', async () => {
  const first = await startApp()
  const { vera, conversationId } = await talkWithAda(first)
  await first.close()

  const second = await startApp({ store: first.store, clock: createFakeClock(first.clock.now()) })
  const again = await visitorSocket(second.url, vera.key)
  await second.clock.advance(goneAfterMs - 1)
  expect((await transcript(again, conversationId)).some(released)).toBe(false)
  await second.clock.advance(1)
  await entryHeard(again, released)
})

test('the conversations of an agent who is removed return to the line at once', async () => {
  const app = await startApp()
  const vera = await visitorSocket(app.url)
  const ben = await bensConsole(app.url)
  const conversationId = await asksForPerson(vera)
  await ben.get('conversation:take', move(conversationId))
  await app.app.accounts.remove(benSignIn.email)
  expect(await entryHeard(vera, released)).toMatchObject({ because: 'agent-gone', agent: { name: 'Ben' } })
  await waitFor('Ben is cut off', () => !ben.isConnected())
})

test('an agent with a new password has two minutes to sign in again', async () => {
  const app = await startApp()
  const { vera, ada, conversationId } = await talkWithAda(app)
  await app.app.accounts.setPassword(adaSignIn.email, 'another password')
  await waitFor('Ada is cut off', () => !ada.isConnected())
  await app.clock.advance(goneAfterMs - 1)
  expect((await transcript(vera, conversationId)).some(released)).toBe(false)
  await app.clock.advance(1)
  await entryHeard(vera, released)
})

test('the conversations of an agent who was removed while the server was down return at the start', async () => {
  const first = await startApp()
  const vera = await visitorSocket(first.url)
  const ben = await bensConsole(first.url)
  const conversationId = await asksForPerson(vera)
  await ben.get('conversation:take', move(conversationId))
  await first.close()
  for (const [id, { name }] of await first.store.accounts.all())
    if (name === 'Ben') await first.store.accounts.change(id, () => null)

  const second = await startApp({ store: first.store })
  const again = await visitorSocket(second.url, vera.key)
  await waitFor('a release', async () => (await transcript(again, conversationId)).some(released))
  const { team } = await (await adasConsole(second.url)).get('desk:hello', {})
  expect(team.map(({ name }) => name)).toEqual(['Ada'])
})

test('an agent whose account is removed leaves the team and the visitors’ sight', async () => {
  const app = await startApp()
  const [vera, ada] = [await visitorSocket(app.url), await adasConsole(app.url)]
  await bensConsole(app.url)
  await vera.hear('desk:changed', ({ agents }) => agents.length === 2)
  await app.app.accounts.remove(benSignIn.email)
  await ada.hear('team:changed', ({ team }) => team.length === 1)
  expect((await vera.get('desk:hello', hello)).desk.agents).toMatchObject([{ name: 'Ada' }])
})

test('a conversation that cannot be released now keeps no other back, and is tried again', async () => {
  const store = createMemoryStore()
  const app = await startApp({ store })
  const ada = await adasConsole(app.url)
  const visitors = [await visitorSocket(app.url), await visitorSocket(app.url)]
  const ids: string[] = []
  for (const visitor of visitors) ids.push(await asksForPerson(visitor))
  for (const id of ids) await ada.get('conversation:take', move(id))
  const change = store.conversations.change.bind(store.conversations)
  let refusals = 1
  store.conversations.change = (id, decide) =>
    id === ids[0] && refusals-- > 0 ? Promise.reject(new Refusal('try-again')) : change(id, decide)
  const statuses = async () =>
    Promise.all(ids.map(async (id) => (await store.conversations.read(id)).state.status))

  await vanishes(app, ada)
  await app.clock.advance(goneAfterMs)
  await waitFor('the other one is released', async () => (await statuses())[1] === 'waiting')
  expect((await statuses())[0]).toBe('agent')
  await app.clock.advance(awayAfterMs)
  await waitFor('the first one is released too', async () => (await statuses())[0] === 'waiting')
})
