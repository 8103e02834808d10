import { expect, test } from 'vitest'
import { adasConsole, asksForPerson, bensConsole, consoleCaughtUp, move, says } from '../support/acts.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

async function talk() {
  const { url, store } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  const { sequence } = await says(vera, 'I was charged twice.')
  await ada.get('conversation:take', move(conversationId))
  await ada.get('conversation:open', { conversationId })
  return { url, store, vera, ada, conversationId, sequence }
}

test('a visitor hears that a person has seen what they wrote, and still knows it after coming back', async () => {
  const { url, vera, ada, conversationId, sequence } = await talk()
  ada.tell('seen:set', { conversationId, sequence })
  const { seen } = await vera.hear('seen:changed')
  expect(seen).toEqual({ sequence, at: expect.any(Number) as number })
  const back = await visitorSocket(url, vera.key)
  expect((await back.get('desk:hello', hello)).conversation).toMatchObject({ seen })
  expect(await back.get('transcript:since', { conversationId, after: 0 })).toMatchObject({ seen })
})

test('agents hear what the visitor has seen, and read it when they open the conversation', async () => {
  const { url, vera, ada, conversationId } = await talk()
  const messageId = newRequestId()
  const sent = await ada.get('message:send', { conversationId, messageId, text: 'Hello, Ada here.' })
  vera.tell('seen:set', { conversationId, sequence: sent.sequence })
  const { seen } = await ada.hear('seen:changed')
  expect(seen.sequence).toBe(sent.sequence)
  const ben = await bensConsole(url)
  expect(await ben.get('conversation:open', { conversationId })).toMatchObject({ seen })
})

test('only what the other side wrote counts, only forward, and never more than there is', async () => {
  const { store, vera, ada, conversationId, sequence } = await talk()
  const messageId = newRequestId()
  await ada.get('message:send', { conversationId, messageId, text: 'Hello, Ada here.' })
  ada.tell('seen:set', { conversationId, sequence: 9_000 })
  await vera.hear('seen:changed')
  ada.tell('seen:set', { conversationId, sequence: 1 })
  ada.tell('seen:set', { conversationId, sequence: sequence + 2 })
  const next = await says(vera, 'Are you there?')
  ada.tell('seen:set', { conversationId, sequence: next.sequence })
  await vera.hear('seen:changed', ({ seen }) => seen.sequence === next.sequence)
  expect(vera.news('seen:changed').map(({ seen }) => seen.sequence)).toEqual([sequence, next.sequence])
  expect((await store.conversations.read(conversationId)).entries).toHaveLength(next.sequence)
})

test('what is seen is told to that visitor and to agents who have it open, and moves nothing in the inbox', async () => {
  const { url, vera, ada, conversationId, sequence } = await talk()
  const [viktor, ben] = [await visitorSocket(url), await bensConsole(url)]
  viktor.tell('seen:set', { conversationId, sequence })
  viktor.tell('seen:set', { conversationId: 'nobody-has-this-one', sequence })
  await viktor.get('desk:hello', hello)
  const { version } = (await ada.get('desk:hello', {})).inbox
  ada.tell('seen:set', { conversationId, sequence })
  await vera.hear('seen:changed')
  const { sequence: reply } = await ada.get('message:send', {
    ...{ conversationId, messageId: newRequestId(), text: 'Hello, Ada here.' },
  })
  vera.tell('seen:set', { conversationId, sequence: reply })
  await ada.hear('seen:changed')
  await consoleCaughtUp(ben)
  expect([...viktor.news('seen:changed'), ...ben.news('seen:changed')]).toEqual([])
  expect(vera.news('seen:changed')).toHaveLength(1)
  const told = ada.news('inbox:changed').filter((change) => change.from >= version)
  expect(told.flatMap(({ rows }) => rows).every(({ head }) => head === reply)).toBe(true)
})
