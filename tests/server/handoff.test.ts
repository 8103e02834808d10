import { expect, test } from 'vitest'
import type { ConversationId } from '../../protocol/conversation.ts'
import {
  adasConsole,
  asksForPerson,
  bensConsole,
  caughtUp,
  consoleCaughtUp,
  entryHeard,
  move,
  replyTo,
  says,
  transcript,
} from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { hello, newKey, newRequestId, visitorSocket } from '../support/sockets.ts'
import type { AgentSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

const writes = (agent: AgentSocket, conversationId: ConversationId, text: string) =>
  agent.ask('message:send', { conversationId, messageId: newRequestId(), text })

test('a visitor asks for a person, an agent takes it, and the visitor hears who that is', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  const joined = await entryHeard(vera, (entry) => entry.kind === 'move' && entry.move === 'agent-joined')
  expect(joined).toMatchObject({ sequence: 4, status: 'agent', by: { who: 'agent', agent: { name: 'Ada' } } })
})

test('asking for a person twice is asking once', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  await asksForPerson(vera)
  expect(await transcript(vera, conversationId)).toHaveLength(1)
})

test('the bot is silent while a person is asked for', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  await says(vera, refundQuestion)
  await caughtUp(vera)
  expect((await transcript(vera, conversationId)).map((entry) => entry.kind)).toEqual(['move', 'message'])
})

test('what an agent writes reaches both tabs of the visitor, and no other visitor', async () => {
  const { url } = await startApp()
  const key = newKey()
  const [one, two, viktor] = [
    await visitorSocket(url, key),
    await visitorSocket(url, key),
    await visitorSocket(url),
  ]
  const ada = await adasConsole(url)
  const conversationId = await asksForPerson(one)
  await ada.get('conversation:take', move(conversationId))
  await ada.get('conversation:open', { conversationId })
  await writes(ada, conversationId, 'Hello, Vera.')
  expect(ada.news('transcript:grew')).toEqual([])
  for (const tab of [one, two])
    expect(await entryHeard(tab, (entry) => entry.kind === 'message')).toMatchObject({ text: 'Hello, Vera.' })
  await caughtUp(viktor)
  expect(viktor.frames.join()).not.toContain('Hello, Vera.')
})

test('what a visitor writes reaches the agents who have it open, and only them', async () => {
  const { url } = await startApp()
  const [vera, ada, ben] = [await visitorSocket(url), await adasConsole(url), await bensConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:open', { conversationId })
  await says(vera, 'Is anybody there?')
  expect(await entryHeard(ada, (entry) => entry.kind === 'message')).toMatchObject({
    text: 'Is anybody there?',
  })
  await consoleCaughtUp(ben)
  expect(ben.news('transcript:grew')).toEqual([])
  await ada.get('conversation:leave', { conversationId })
  await says(vera, 'Hello?')
  await consoleCaughtUp(ada)
  expect(ada.news('transcript:grew')).toHaveLength(1)
})

test('of two agents who take at once one gets it, and the other is told who', async () => {
  const { url } = await startApp()
  const [vera, ada, ben] = [await visitorSocket(url), await adasConsole(url), await bensConsole(url)]
  for (let round = 0; round < 10; round++) {
    const conversationId = await asksForPerson(vera)
    const replies = await Promise.all(
      [ada, ben].map((agent) => agent.ask('conversation:take', move(conversationId))),
    )
    const [winner, loser] = replies[0]?.ok ? ['Ada', 1] : ['Ben', 0]
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    expect(replies[loser]).toMatchObject({
      ok: false,
      refusal: 'already-taken',
      agent: { name: winner },
    })
    await vera.get('conversation:close', { conversationId, requestId: newRequestId() })
  }
})

test('only the agent who has it may write in it or move it', async () => {
  const { url } = await startApp()
  const [vera, ada, ben] = [await visitorSocket(url), await adasConsole(url), await bensConsole(url)]
  const conversationId = await asksForPerson(vera)
  expect(await writes(ben, conversationId, 'Hello')).toEqual({ ok: false, refusal: 'move-not-allowed' })
  await ada.get('conversation:take', move(conversationId))
  const refused = { ok: false, refusal: 'not-yours', agent: { name: 'Ada' } }
  expect(await writes(ben, conversationId, 'Hello')).toMatchObject(refused)
  for (const request of ['conversation:release', 'conversation:return', 'conversation:close'] as const)
    expect(await ben.ask(request, move(conversationId))).toMatchObject(refused)
})

test('a retried move is one move', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  const request = move(conversationId)
  const taken = await ada.get('conversation:take', request)
  await ada.get('conversation:release', move(conversationId))
  expect(await ada.get('conversation:take', request)).toEqual(taken)
  const moves = await transcript(vera, conversationId)
  expect(moves.map((entry) => entry.kind === 'move' && entry.move)).toEqual([
    'handoff-requested',
    'agent-joined',
    'released',
  ])
})

test('an agent gives it back to the bot, and the bot answers again', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  await ada.get('conversation:return', move(conversationId))
  await says(vera, refundQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
})

test('who stops waiting is back with the bot', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  await vera.get('waiting:stop', { conversationId, requestId: newRequestId() })
  await says(vera, refundQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
})

test('a closed conversation takes no message, is rated once, and can be reopened', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  const rating = { conversationId, rating: 5, comment: 'Quick.' }
  const early = await vera.ask('conversation:rate', { ...rating, requestId: newRequestId() })
  expect(early).toEqual({ ok: false, refusal: 'move-not-allowed' })
  await ada.get('conversation:close', move(conversationId))
  const late = { conversationId, messageId: newRequestId(), text: 'Wait!' }
  expect(await vera.ask('message:send', late)).toEqual({ ok: false, refusal: 'conversation-closed' })
  await vera.get('conversation:rate', { ...rating, requestId: newRequestId() })
  await vera.get('conversation:rate', { ...rating, rating: 1, requestId: newRequestId() })
  await ada.get('conversation:reopen', move(conversationId))
  const entries = await transcript(vera, conversationId)
  expect(entries.slice(-3)).toMatchObject([
    { kind: 'move', move: 'closed' },
    { kind: 'rating', rating: 5, comment: 'Quick.' },
    { kind: 'move', move: 'reopened', status: 'agent', agent: { name: 'Ada' } },
  ])
})

test('a visitor has one open conversation: an older one is not reopened beside it', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const older = await asksForPerson(vera)
  await ada.get('conversation:take', move(older))
  await ada.get('conversation:close', move(older))
  const newer = await asksForPerson(vera)
  expect(await ada.ask('conversation:reopen', move(older))).toEqual({
    ok: false,
    refusal: 'move-not-allowed',
  })
  await vera.get('conversation:close', move(newer))
  await ada.get('conversation:reopen', move(older))
  expect((await vera.get('desk:hello', hello)).conversation?.id).toBe(older)
})

test('a conversation that an agent reopens is the visitor’s open one, also when a later one was closed', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const older = await asksForPerson(vera)
  await ada.get('conversation:take', move(older))
  await ada.get('conversation:close', move(older))
  const newer = await asksForPerson(vera)
  await vera.get('conversation:close', { conversationId: newer, requestId: newRequestId() })
  await ada.get('conversation:reopen', move(older))
  const again = await visitorSocket(url, vera.key)
  expect((await again.get('desk:hello', hello)).conversation?.id).toBe(older)
  expect((await says(again, 'I am back.')).conversationId).toBe(older)
})

test('the agent who opens a conversation sees why it was handed over, and how long it waited', async () => {
  const { url, clock } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  await vera.get('desk:hello', {
    conversationId: null,
    after: 0,
    languages: ['de'],
    page: { url: 'https://shop.example/bikes', title: 'Bikes' },
    timeZone: 'Europe/Berlin',
  })
  await says(vera, 'Gibberish', 'message-1')
  await replyTo(vera, 'message-1')
  const conversationId = await asksForPerson(vera)
  const askedAt = clock.now()
  await clock.advance(90_000)
  await ada.get('conversation:take', move(conversationId))
  expect(await ada.get('conversation:open', { conversationId })).toMatchObject({
    head: 4,
    page: { url: 'https://shop.example/bikes', title: 'Bikes' },
    row: { status: 'agent', agent: { name: 'Ada' }, language: 'de', timeZone: 'Europe/Berlin' },
    handoff: { at: askedAt, because: 'nothing-matched', waitedMs: 90_000 },
  })
})
