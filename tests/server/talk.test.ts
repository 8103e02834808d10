import { expect, test } from 'vitest'
import type { TalkKind } from '../../protocol/conversation.ts'
import type { FaqMatch } from '../../server/domain/faq.ts'
import { adasConsole, asksForPerson, caughtUp, move, replyTo, says, transcript } from '../support/acts.ts'
import { newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import type { StartedApp } from '../support/start-app.ts'

/** Hears this in whatever is said. */
function hearing(app: StartedApp, kind: TalkKind): void {
  const heard = {
    kind,
    confidence: 0.95,
    alone: true,
    language: 'en',
    text: `On ${kind}.`,
    html: `<p>On ${kind}.</p>`,
  }
  const match: FaqMatch = { decision: 'unknown', ranked: [], heard }
  app.bot.understand(() => match)
}

/** Somebody who says this and, upset, asks for a person. */
async function upset(app: StartedApp, kind: 'angry' | 'distressed') {
  hearing(app, kind)
  const visitor = await visitorSocket(app.url)
  const messageId = newRequestId()
  await says(visitor, `I am ${kind}`, messageId)
  await replyTo(visitor, messageId)
  return { visitor, id: await asksForPerson(visitor) }
}

test('thanks are answered, and no person is offered', async () => {
  const app = await startApp()
  hearing(app, 'thanks')
  const vera = await visitorSocket(app.url)
  const messageId = newRequestId()
  await says(vera, 'thx', messageId)
  expect(await replyTo(vera, messageId)).toMatchObject({ kind: 'answer', faqId: null, text: 'On thanks.' })
})

test('who asks for a person in words waits at once, and the agents read why', async () => {
  const app = await startApp()
  hearing(app, 'person')
  const ada = await adasConsole(app.url)
  const vera = await visitorSocket(app.url)
  const { conversationId } = await says(vera, 'a human, please')
  await expect
    .poll(async () => (await transcript(vera, conversationId)).at(-1))
    .toMatchObject({
      ...{ kind: 'move', move: 'handoff-requested', by: { who: 'visitor' }, because: 'asked' },
    })
  const { row } = await ada.get('conversation:open', { conversationId })
  expect(row).toMatchObject({ status: 'waiting', because: 'asked', headStartMs: 0 })
})

test('who is upset passes only who joined less than their head start before: visitor and agents see one order', async () => {
  const app = await startApp()
  app.bot.change({
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 1, distressed: 5 } },
  })
  const [early, late] = [await visitorSocket(app.url), await visitorSocket(app.url)]
  const earlyId = await asksForPerson(early)
  await app.clock.advance(90_000)
  const lateId = await asksForPerson(late)
  await app.clock.advance(30_000)
  const angry = await upset(app, 'angry')
  await app.clock.advance(50)
  await caughtUp(early)
  await caughtUp(late)
  await caughtUp(angry.visitor)
  const placeOf = (visitor: typeof early) => visitor.news('place:changed').at(-1)?.place?.position
  expect([early, angry.visitor, late].map(placeOf)).toEqual([1, 2, 3])

  const ada = await adasConsole(app.url)
  const inbox = await ada.get('inbox:since', { version: 0 })
  const order = [...(inbox?.rows ?? [])]
    .sort((a, b) => (a.waitingSince ?? 0) - a.headStartMs - ((b.waitingSince ?? 0) - b.headStartMs))
    .map(({ id }) => id)
  expect(order).toEqual([earlyId, angry.id, lateId])
})

test('who becomes angry in the line moves up, is told, and the agents read why', async () => {
  const app = await startApp()
  app.bot.change({
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 2, distressed: 5 } },
  })
  const [early, late] = [await visitorSocket(app.url), await visitorSocket(app.url)]
  const ada = await adasConsole(app.url)
  await asksForPerson(early)
  await app.clock.advance(60_000)
  const lateId = await asksForPerson(late)
  await app.clock.advance(50)
  const placeOf = (visitor: typeof early) => visitor.news('place:changed').at(-1)?.place?.position
  await expect.poll(() => [placeOf(early), placeOf(late)]).toEqual([1, 2])

  hearing(app, 'angry')
  await says(late, 'How much longer? This is ridiculous')
  await expect
    .poll(async () => (await ada.get('conversation:open', { conversationId: lateId })).row)
    .toMatchObject({ status: 'waiting', because: 'angry', headStartMs: 120_000 })
  await app.clock.advance(100)
  await expect.poll(() => [placeOf(early), placeOf(late)]).toEqual([2, 1])
  const told = ada.news('inbox:changed').at(-1)?.rows
  expect(told).toMatchObject([{ id: lateId, because: 'angry', headStartMs: 120_000 }])
})

test('who is angry and asks for a person before the assistant has understood it still moves up', async () => {
  const app = await startApp()
  app.bot.change({
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 3, distressed: 5 } },
  })
  hearing(app, 'angry')
  const heard = await app.bot.match('', 'en')
  let understand: () => void = () => undefined
  const understood = new Promise<void>((resolve) => (understand = resolve))
  app.bot.understand(async () => {
    await understood
    return heard
  })
  const ada = await adasConsole(app.url)
  const vera = await visitorSocket(app.url)
  await says(vera, 'this is the third time')
  const conversationId = await asksForPerson(vera)
  understand()
  await expect
    .poll(async () => (await ada.get('conversation:open', { conversationId })).row)
    .toMatchObject({ status: 'waiting', because: 'angry', headStartMs: 3 * 60_000 })
  const said = (await transcript(vera, conversationId)).filter(({ by }) => by.who === 'bot')
  expect(said).toEqual([])
})

test('a release keeps the head start and the reason', async () => {
  const app = await startApp()
  app.bot.change({
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 0, distressed: 5 } },
  })
  const { id } = await upset(app, 'distressed')
  const ada = await adasConsole(app.url)
  await ada.get('conversation:take', move(id))
  await ada.get('conversation:release', move(id))
  const { row } = await ada.get('conversation:open', { conversationId: id })
  expect(row).toMatchObject({ status: 'waiting', because: 'distressed', headStartMs: 300_000 })
})

test('praise and complaints are listed for every agent, the latest first, with their conversation', async () => {
  const app = await startApp()
  hearing(app, 'praise')
  const vera = await visitorSocket(app.url)
  const praise = newRequestId()
  const { conversationId } = await says(vera, 'You are great', praise)
  await replyTo(vera, praise)
  await app.clock.advance(1_000)
  const angry = await upset(app, 'angry')
  const ada = await adasConsole(app.url)
  const { found, hasEarlier } = await ada.get('opinions:list', { before: null })
  expect(found).toMatchObject([
    { conversation: { id: angry.id }, opinions: [{ kind: 'angry', text: 'I am angry', sequence: 1 }] },
    { conversation: { id: conversationId }, opinions: [{ kind: 'praise', text: 'You are great' }] },
  ])
  expect(hasEarlier).toBe(false)
  const before = { at: found[0]?.opinions[0]?.at ?? 0, id: angry.id }
  expect(await ada.get('opinions:list', { before })).toEqual({ found: found.slice(1), hasEarlier: false })
})

test('praise of an agent is kept too, and nobody but the agent replies', async () => {
  const app = await startApp()
  const vera = await visitorSocket(app.url)
  const conversationId = await asksForPerson(vera)
  const ada = await adasConsole(app.url)
  await ada.get('conversation:take', move(conversationId))
  hearing(app, 'praise')
  await says(vera, 'Ada, you are wonderful')
  await expect
    .poll(async () => (await ada.get('opinions:list', { before: null })).found)
    .toMatchObject([
      {
        conversation: { id: conversationId },
        opinions: [{ kind: 'praise', text: 'Ada, you are wonderful' }],
      },
    ])
  expect((await transcript(vera, conversationId)).map(({ kind }) => kind)).toEqual([
    'move',
    'move',
    'message',
  ])
})

test('what was made of their words does not reach a visitor', async () => {
  const app = await startApp()
  const { visitor, id } = await upset(app, 'angry')
  const shown = JSON.stringify(await transcript(visitor, id))
  expect(shown).not.toContain('heard')
  expect(shown).not.toContain('confidence')
  expect(shown).not.toContain('opinions')
})
