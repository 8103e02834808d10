import { expect, test } from 'vitest'
import { adasConsole, asksForPerson, bensConsole, move, replyTo, says } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { firstChange } from '../store/samples.ts'
import type { ClosedPage, ListEnd } from '../../protocol/agent.ts'

/** Changes are gathered before they are told. */
const gatherMs = 100

test('a conversation with the bot alone is not in the inbox, one that asks for a person is', async () => {
  const { url, clock } = await startApp()
  const [vera, viktor, ada] = [await visitorSocket(url), await visitorSocket(url), await adasConsole(url)]
  await says(viktor, refundQuestion, 'message-1')
  await replyTo(viktor, 'message-1')
  const conversationId = await asksForPerson(vera)
  await clock.advance(gatherMs)
  const { rows } = await ada.hear('inbox:changed')
  expect(rows).toMatchObject([
    { id: conversationId, status: 'waiting', waitingSince: clock.now() - gatherMs },
  ])
  expect((await ada.get('desk:hello', {})).inbox.rows.map((row) => row.id)).toEqual([conversationId])
})

test('what the bot hands over is in the inbox, also where the store let go of the conversation while the bot thought', async () => {
  const store = createMemoryStore()
  const begin = store.conversations.begin.bind(store.conversations)
  // As when it has left memory since: what is held here is not what the store reads and changes from now on.
  store.conversations.begin = async (id, first) => {
    const { conversation, begun } = await begin(id, first)
    return { conversation: structuredClone(conversation), begun }
  }
  const { url, clock } = await startApp({ store })
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const { conversationId } = await says(vera, 'My bicycle was stolen.', 'message-1')
  await replyTo(vera, 'message-1')
  await clock.advance(gatherMs)
  expect((await ada.hear('inbox:changed')).rows).toMatchObject([{ id: conversationId, status: 'waiting' }])
})

test('changes that come together are told together, to every agent, numbered', async () => {
  const { url, clock } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  const [ada, ben] = [await adasConsole(url), await bensConsole(url)]
  const { inbox } = await ada.get('desk:hello', {})
  const first = await asksForPerson(vera)
  const second = await asksForPerson(viktor)
  await ada.get('conversation:take', move(first))
  await clock.advance(gatherMs)
  for (const agent of [ada, ben]) {
    const change = await agent.hear('inbox:changed')
    expect(change).toMatchObject({ from: inbox.version, version: inbox.version + 1 })
    expect(change.rows.map((row) => [row.id, row.status, row.waitingSince !== null])).toEqual([
      [first, 'agent', false],
      [second, 'waiting', true],
    ])
  }
  await says(vera, 'Hello?')
  await clock.advance(gatherMs)
  expect(await ben.hear('inbox:changed', ({ rows }) => rows[0]?.last?.text === 'Hello?')).toMatchObject({
    from: inbox.version + 1,
    version: inbox.version + 2,
  })
})

test('after many rows at once mere words are gathered longer, and a move is not', async () => {
  const { url, clock } = await startApp()
  const ada = await adasConsole(url)
  const visitors = await Promise.all(Array.from({ length: 20 }, () => visitorSocket(url)))
  for (const visitor of visitors) await asksForPerson(visitor)
  const restMs = 200
  await clock.advance(gatherMs)
  expect((await ada.hear('inbox:changed')).rows).toHaveLength(20)

  await says(visitors[0]!, 'Hello?')
  await clock.advance(gatherMs)
  await ada.get('desk:hello', {})
  expect(ada.news('inbox:changed')).toHaveLength(1)
  await clock.advance(restMs - gatherMs)
  expect(await ada.hear('inbox:changed', ({ rows }) => rows.length === 1)).toMatchObject({
    rows: [{ last: { text: 'Hello?' } }],
  })

  for (const visitor of visitors) await says(visitor, 'Is anybody there?')
  await clock.advance(gatherMs)
  await says(visitors[0]!, 'Hello again?')
  const late = await visitorSocket(url)
  await asksForPerson(late)
  await clock.advance(gatherMs)
  expect(await ada.hear('inbox:changed', ({ rows }) => rows.length === 2)).toMatchObject({
    rows: [{ last: { text: 'Hello again?' } }, { status: 'waiting' }],
  })
})

test('who missed a change gets the list, and who missed none gets nothing', async () => {
  const { url, clock } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const { inbox } = await ada.get('desk:hello', {})
  expect(await ada.get('inbox:since', { version: inbox.version })).toBeNull()
  const conversationId = await asksForPerson(vera)
  await clock.advance(gatherMs)
  const list = await ada.get('inbox:since', { version: inbox.version })
  expect(list?.rows.map((row) => row.id)).toEqual([conversationId])
  expect(await ada.get('inbox:since', { version: list?.version ?? 0 })).toBeNull()
})

test('a conversation that goes back to the bot leaves the inbox, and says so once', async () => {
  const { url, clock } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await clock.advance(gatherMs)
  await vera.get('waiting:stop', { conversationId, requestId: newRequestId() })
  await clock.advance(gatherMs)
  await ada.hear('inbox:changed', ({ rows }) => rows[0]?.status === 'bot')
  await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  await clock.advance(gatherMs)
  const { inbox } = await ada.get('desk:hello', {})
  expect(inbox.rows).toEqual([])
  expect(ada.news('inbox:changed')).toHaveLength(2)
})

test('what was closed stays in the inbox for a day, if a person was asked for', async () => {
  const { url, clock } = await startApp()
  const [vera, viktor, ada] = [await visitorSocket(url), await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  await ada.get('conversation:close', move(conversationId))
  const withBot = await says(viktor, refundQuestion)
  await viktor.get('conversation:close', {
    conversationId: withBot.conversationId,
    requestId: newRequestId(),
  })
  const rows = async () => (await ada.get('desk:hello', {})).inbox.rows
  expect(await rows()).toMatchObject([{ id: conversationId, status: 'closed' }])
  expect((await ada.get('desk:hello', {})).inbox.hasEarlier).toBe(false)
  await clock.advance(24 * 60 * 60 * 1000 + 1)
  expect(await rows()).toEqual([])
  expect((await ada.get('desk:hello', {})).inbox.hasEarlier).toBe(true)
  const page = await ada.get('closed:list', { before: null })
  expect(page).toMatchObject({ rows: [{ id: conversationId, status: 'closed' }], hasEarlier: false })
})

test('the inbox is there again after a restart, with a version that has grown', async () => {
  const first = await startApp()
  const vera = await visitorSocket(first.url)
  const conversationId = await asksForPerson(vera)
  const before = await (await adasConsole(first.url)).get('desk:hello', {})
  await first.clock.advance(gatherMs)
  await first.close()
  const second = await startApp({ store: first.store, clock: first.clock })
  const after = await (await adasConsole(second.url)).get('desk:hello', {})
  expect(after.inbox.rows.map((row) => row.id)).toEqual([conversationId])
  expect(after.inbox.version).toBeGreaterThan(before.inbox.version)
})

test('agents read as far back as they like what a person had, page by page', async () => {
  const { url, store } = await startApp()
  const ada = await adasConsole(url)
  for (let i = 0; i < 130; i++) {
    const id = `conversation-of-${String(i).padStart(4, '0')}`
    await store.conversations.begin(id, firstChange(`visitor-${i}`, 1_000))
    const handedOverAt = i % 10 === 0 ? null : 2_000
    const state = { status: 'closed' as const, since: 3_000 + i, handedOverAt }
    await store.conversations.change(id, () => ({ state, entries: [], notes: [] }))
  }
  const { inbox } = await ada.get('desk:hello', {})
  expect(inbox).toMatchObject({ rows: [], hasEarlier: true })
  const sizes: number[] = []
  const ids = new Set<string>()
  let before: ListEnd | null = null
  for (let more = true; more;) {
    const page: ClosedPage = await ada.get('closed:list', { before })
    sizes.push(page.rows.length)
    for (const { id } of page.rows) ids.add(id)
    const { since = 0, startedAt = 0, id = '' } = page.rows.at(-1) ?? {}
    before = { since, startedAt, id }
    more = page.hasEarlier
  }
  expect([sizes, ids.size]).toEqual([[50, 50, 17], 117])
})
