import { expect, test, vi } from 'vitest'
import { adasConsole, asksForPerson, caughtUp, move, says, transcript } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import type { VisitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import type { StartedApp } from '../support/start-app.ts'

/** Places are gathered before they are told. */
const gatherMs = 50

const positions = (visitor: VisitorSocket) =>
  visitor.news('place:changed').map(({ place }) => place?.position ?? null)

/** Three visitors who ask for a person, each a second after the one before. */
async function threeInLine({ url, clock }: StartedApp) {
  const visitors = [await visitorSocket(url), await visitorSocket(url), await visitorSocket(url)] as const
  const ids: string[] = []
  for (const visitor of visitors) {
    ids.push(await asksForPerson(visitor))
    await clock.advance(1_000)
  }
  const [first = '', second = '', third = ''] = ids
  return { visitors, ids: [first, second, third] as const }
}

async function toldPlaces({ clock }: StartedApp, visitors: readonly VisitorSocket[]) {
  await clock.advance(gatherMs)
  for (const visitor of visitors) await caughtUp(visitor)
  return visitors.map(positions)
}

test('each of three visitors is told their place, once', async () => {
  const app = await startApp()
  const { visitors } = await threeInLine(app)
  expect(await toldPlaces(app, visitors)).toEqual([[1], [2], [3]])
})

test('when an agent takes the first, the others move up and the first is in line no more', async () => {
  const app = await startApp()
  const { visitors, ids } = await threeInLine(app)
  const ada = await adasConsole(app.url)
  await ada.get('conversation:take', move(ids[0]))
  expect(await toldPlaces(app, visitors)).toEqual([
    [1, null],
    [2, 1],
    [3, 2],
  ])
})

test('who is released returns to the old place, and the others move back', async () => {
  const app = await startApp()
  const { visitors, ids } = await threeInLine(app)
  const ada = await adasConsole(app.url)
  await ada.get('conversation:take', move(ids[0]))
  await app.clock.advance(60_000)
  await ada.get('conversation:release', move(ids[0]))
  expect(await toldPlaces(app, visitors)).toEqual([
    [1, null, 1],
    [2, 1, 2],
    [3, 2, 3],
  ])
})

test('who leaves an e-mail leaves the live line, and is still waiting', async () => {
  const app = await startApp()
  const { visitors, ids } = await threeInLine(app)
  const [vera] = visitors
  const left = { conversationId: ids[0], requestId: newRequestId(), email: 'vera@mail.example' }
  await vera.get('email:leave', left)
  expect(await toldPlaces(app, visitors)).toEqual([
    [1, null],
    [2, 1],
    [3, 2],
  ])
  expect((await transcript(vera, ids[0])).at(-1)).toMatchObject({
    kind: 'move',
    move: 'email-left',
    status: 'waiting',
    email: 'vera@mail.example',
  })
  const ada = await adasConsole(app.url)
  const { inbox } = await ada.get('desk:hello', {})
  expect(inbox.rows.find((row) => row.id === ids[0])).toMatchObject({
    status: 'waiting',
    email: 'vera@mail.example',
  })
})

test('an e-mail address that is none is refused', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  for (const email of ['vera', 'vera@', 'a b@mail.example', `${'v'.repeat(250)}@mail.example`])
    expect(await vera.ask('email:leave', { conversationId, requestId: newRequestId(), email })).toEqual({
      ok: false,
      refusal: 'bad-request',
    })
})

test('a hello says the place at once', async () => {
  const app = await startApp()
  const { visitors } = await threeInLine(app)
  const { place } = await visitors[2].get('desk:hello', hello)
  expect(place).toEqual({ position: 3, waitedMs: 1_000, estimateMs: null })
})

test('a place is read again by who has lost its news', async () => {
  const app = await startApp()
  const { visitors, ids } = await threeInLine(app)
  const ada = await adasConsole(app.url)
  await ada.get('conversation:take', move(ids[0]))
  const read = (of: number) => visitors[of]!.get('place:read', { conversationId: ids[of]! })
  expect(await read(0)).toEqual({ place: null })
  expect(await read(2)).toMatchObject({ place: { position: 2 } })
})

test('after twenty waits a visitor is told the usual one, and the promise is kept with the handoff', async () => {
  const app = await startApp()
  const ada = await adasConsole(app.url)
  for (let i = 0; i < 20; i++) {
    const visitor = await visitorSocket(app.url)
    const conversationId = await asksForPerson(visitor)
    await app.clock.advance(60_000)
    await ada.get('conversation:take', move(conversationId))
    await ada.get('conversation:close', move(conversationId))
    visitor.close()
  }
  await app.clock.advance(gatherMs)
  const vera = await visitorSocket(app.url)
  expect((await vera.get('desk:hello', hello)).desk.usualWaitMs).toBe(60_000)
  const conversationId = await asksForPerson(vera)
  const place = await vera.get('desk:hello', hello).then((welcome) => welcome.place)
  expect(place).toMatchObject({ position: 1, estimateMs: 60_000 })
  expect((await transcript(vera, conversationId)).at(-1)).toMatchObject({ promisedMs: 60_000 })
})

test('who stands in no line comes back without anybody looking through it', async () => {
  const { url, store } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  await says(vera, refundQuestion)
  await asksForPerson(viktor)
  const listed = vi.spyOn(store.conversations, 'list')
  expect((await vera.get('desk:hello', hello)).place).toBeNull()
  expect(listed).not.toHaveBeenCalled()
  expect((await viktor.get('desk:hello', hello)).place).toMatchObject({ position: 1 })
})
