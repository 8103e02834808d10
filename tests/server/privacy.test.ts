import { expect, test } from 'vitest'
import type { ConversationId } from '../../protocol/conversation.ts'
import type { Input } from '../../protocol/events.ts'
import type { VisitorRequests } from '../../protocol/visitor.ts'
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
import { choiceAmong, createFakeBot, bicycleFaq, refundQuestion } from '../support/fake-bot.ts'
import { hello, newKey, newRequestId, visitorIdOf, visitorSocket } from '../support/sockets.ts'
import { adaSignIn, startApp } from '../support/start-app.ts'

const secret = 'She seems to know the police report by heart.'

test('a note reaches the agents who have the conversation open, and no frame of any visitor', async () => {
  const { url, clock } = await startApp()
  const [vera, ada, ben] = [await visitorSocket(url), await adasConsole(url), await bensConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  for (const agent of [ada, ben]) await agent.get('conversation:open', { conversationId })
  const note = { conversationId, messageId: newRequestId(), text: secret }
  expect(await ada.get('note:add', note)).toMatchObject({ conversationId, sequence: 1 })
  await ben.hear('notes:grew', ({ notes }) => notes[0]?.text === secret)
  // Who wrote it has the acknowledgement.
  expect(ada.news('notes:grew')).toEqual([])
  await ada.get('message:send', { conversationId, messageId: newRequestId(), text: 'One moment.' })
  await ada.get('conversation:release', move(conversationId))
  await clock.advance(1_000)
  await vera.get('desk:hello', { ...hello, conversationId })
  await transcript(vera, conversationId)
  await says(vera, 'Thank you.')
  expect(vera.frames.join()).not.toContain(secret)
  expect(vera.frames.join()).not.toContain('note')
})

test('what the bot weighed and why reaches agents, and no frame of any visitor', async () => {
  const bot = createFakeBot()
  bot.understand(() => ({ ...choiceAmong(...bicycleFaq()), spoke: { words: ['dynamo'], near: 'my lamp' } }))
  const { url } = await startApp({ bot })
  const key = newKey()
  const [vera, secondTab] = [await visitorSocket(url, key), await visitorSocket(url, key)]
  const ada = await adasConsole(url)
  const { conversationId } = await says(vera, 'The light is broken', 'message-1')
  const told = await replyTo(vera, 'message-1')
  expect(told).toMatchObject({ kind: 'choices' })
  expect(await transcript(vera, conversationId)).toHaveLength(2)
  await vera.get('desk:hello', { ...hello, conversationId, after: 0 })
  expect(vera.frames.join() + secondTab.frames.join()).not.toMatch(/"match"|confidence|spoke|dynamo/)
  const { entries } = await ada.get('conversation:open', { conversationId })
  expect(entries.find(({ kind }) => kind === 'choices')).toMatchObject({
    match: { decision: 'choose', spoke: { words: ['dynamo'], near: 'my lamp' } },
  })
  await says(vera, 'Still broken', 'message-2')
  await ada.hear('transcript:grew', (news) =>
    news.entries.some((entry) => entry.kind === 'choices' && entry.match.spoke?.words[0] === 'dynamo'),
  )
})

test('a retried note is one note, and notes are read on from where one is', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  const first = { conversationId, messageId: 'note-number-1', text: 'First' }
  const sent = await ada.get('note:add', first)
  expect(await ada.get('note:add', { ...first, text: 'Other' })).toEqual(sent)
  await ada.get('note:add', { conversationId, messageId: 'note-number-2', text: 'Second' })
  const all = await ada.get('notes:since', { conversationId, after: 0 })
  expect(all.notes.map(({ text, by }) => [text, by.name])).toEqual([
    ['First', 'Ada'],
    ['Second', 'Ada'],
  ])
  const rest = await ada.get('notes:since', { conversationId, after: 1 })
  expect(rest).toMatchObject({ noteHead: 2, notes: [{ sequence: 2, text: 'Second' }] })
})

test('a visitor learns of agents a name and an id, and no e-mail address', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  await vera.get('desk:hello', hello)
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  await entryHeard(vera, (entry) => entry.kind === 'move' && entry.move === 'agent-joined')
  await vera.get('desk:hello', hello)
  expect(vera.frames.join()).toContain('"Ada"')
  expect(vera.frames.join()).not.toContain(adaSignIn.email)
  expect(vera.frames.join()).not.toContain('owner')
})

test('a visitor’s key, and what the server makes of it, appear in no frame', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await vera.get('desk:hello', hello)
  await ada.get('conversation:open', { conversationId })
  await ada.get('desk:hello', {})
  await says(vera, 'Hello?')
  await entryHeard(ada, (entry) => entry.kind === 'message')
  for (const frames of [vera.frames.join(), ada.frames.join()]) {
    expect(frames).not.toContain(vera.key)
    expect(frames).not.toContain(visitorIdOf(vera.key))
  }
})

test('an agent sees a visitor write who has the conversation open, and no other agent does', async () => {
  const { url } = await startApp()
  const [vera, ada, ben] = [await visitorSocket(url), await adasConsole(url), await bensConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:open', { conversationId })
  vera.tell('typing:set', { conversationId, typing: true })
  await ada.hear('typing:changed', (news) => news.conversationId === conversationId && news.typing)
  await consoleCaughtUp(ben)
  expect(ben.news('typing:changed')).toEqual([])
})

test('a visitor sees the agent write who has the conversation, and nobody else', async () => {
  const { url } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  const [ada, ben] = [await adasConsole(url), await bensConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))
  ben.tell('typing:set', { conversationId, typing: true })
  await consoleCaughtUp(ben)
  ada.tell('typing:set', { conversationId, typing: true })
  await vera.hear('typing:changed', (news) => news.agent.name === 'Ada')
  expect(vera.news('typing:changed')).toHaveLength(1)
  await caughtUp(viktor)
  expect(viktor.news('typing:changed')).toEqual([])
})

test('a visitor who writes into a foreign conversation is seen by nobody', async () => {
  const { url } = await startApp()
  const [vera, viktor, ada] = [await visitorSocket(url), await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:open', { conversationId })
  viktor.tell('typing:set', { conversationId, typing: true })
  await caughtUp(viktor)
  vera.tell('typing:set', { conversationId, typing: false })
  await ada.hear('typing:changed')
  expect(ada.news('typing:changed')).toEqual([{ conversationId, typing: false }])
})

type Aimed = {
  [K in keyof VisitorRequests]: (id: ConversationId, requestId: string) => Input<VisitorRequests, K>
}

const aimed: Aimed = {
  'desk:hello': (conversationId) => ({ ...hello, conversationId }),
  'transcript:since': (conversationId) => ({ conversationId, after: 0 }),
  'message:send': (conversationId, messageId) => ({ conversationId, messageId, text: 'Mine?' }),
  'choice:pick': (conversationId, requestId) => ({ conversationId, requestId, of: 2, faqId: null }),
  'answer:rate': (conversationId, requestId) => ({ conversationId, requestId, of: 2, helped: false }),
  'handoff:request': (conversationId, requestId) => ({ conversationId, requestId }),
  'place:read': (conversationId) => ({ conversationId }),
  'waiting:stop': (conversationId, requestId) => ({ conversationId, requestId }),
  'email:leave': (conversationId, requestId) => ({ conversationId, requestId, email: 'viktor@mail.example' }),
  'conversation:close': (conversationId, requestId) => ({ conversationId, requestId }),
  'conversation:rate': (conversationId, requestId) => ({ conversationId, requestId, rating: 1, comment: '' }),
}

for (const name of Object.keys(aimed) as (keyof VisitorRequests)[])
  test(`${name} for a foreign conversation is refused exactly like one for an unknown conversation`, async () => {
    const { url } = await startApp()
    const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
    const { conversationId } = await says(vera, refundQuestion, 'message-1')
    await replyTo(vera, 'message-1')
    const before = await transcript(vera, conversationId)

    const unknown = await viktor.sendAndAck(name, aimed[name]('x'.repeat(24), newRequestId()))
    // Also with an id that the conversation has seen: a retry is not a way in.
    for (const requestId of [newRequestId(), 'message-1'])
      expect(await viktor.sendAndAck(name, aimed[name](conversationId, requestId))).toEqual(unknown)
    expect(await transcript(vera, conversationId)).toEqual(before)
    expect(viktor.frames.join()).not.toContain('"kind":"message"')
  })

test('a visitor with another key finds nothing of the first one', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  await says(vera, refundQuestion)
  const viktor = await visitorSocket(url, newKey())
  expect((await viktor.get('desk:hello', hello)).conversation).toBeNull()
})
