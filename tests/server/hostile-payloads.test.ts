import { expect, test } from 'vitest'
import type { agentRequests, visitorRequests } from '../../server/transport/parse.ts'
import { adasConsole, asksForPerson, replyTo, says } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { isPolluted, longText, nested, nonsense, spoiled } from '../support/hostile.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

const badRequest = { ok: false, refusal: 'bad-request' }
const conversationId = 'a-conversation-of-nobody'
const requestId = 'request-1'
const moving = { conversationId, requestId }

const honestVisitor: Record<keyof typeof visitorRequests, object> = {
  'desk:hello': hello,
  'transcript:since': { conversationId, after: 0 },
  'message:send': { conversationId, messageId: requestId, text: 'Hello', faqId: 'refund-time' },
  'choice:pick': { ...moving, of: 1, faqId: 'refund-time' },
  'answer:rate': { ...moving, of: 1, helped: true },
  'handoff:request': moving,
  'place:read': { conversationId },
  'waiting:stop': moving,
  'email:leave': { ...moving, email: 'vera@mail.example' },
  'conversation:close': moving,
  'conversation:rate': { ...moving, rating: 5, comment: '' },
}

const honestAgent: Record<keyof typeof agentRequests, object> = {
  'desk:hello': {},
  'conversation:open': { conversationId },
  'conversation:leave': { conversationId },
  'transcript:since': { conversationId, after: 0 },
  'notes:since': { conversationId, after: 0 },
  'conversation:take': moving,
  'conversation:release': moving,
  'conversation:return': moving,
  'conversation:close': moving,
  'conversation:reopen': moving,
  'message:send': { conversationId, messageId: requestId, text: 'Hello' },
  'note:add': { conversationId, messageId: requestId, text: 'Note' },
  'presence:set': { available: true },
  'opinions:list': { before: null },
  'closed:list': { before: null },
  'inbox:since': { version: 1 },
}

const sides = [
  { side: 'visitor', honest: honestVisitor, connect: (url: string) => visitorSocket(url) },
  { side: 'agent', honest: honestAgent, connect: adasConsole },
]

for (const { side, honest, connect } of sides)
  for (const [name, payload] of Object.entries(honest))
    test(`the ${side}'s ${name} refuses every hostile payload and harms nobody`, async () => {
      const { url, log } = await startApp()
      const socket = await connect(url)
      for (const [what, hostile] of [...nonsense, ...spoiled(payload)])
        expect([what, await socket.sendAndAck(name, hostile)]).toEqual([what, badRequest])
      for (const hostile of [null, undefined, nested(50), payload]) socket.send(name, hostile)
      socket.send(name)
      expect(await socket.sendAndAck(name, payload)).not.toEqual(badRequest)
      expect(log.faults).toEqual([])
      expect(isPolluted()).toBe(false)
    })

for (const { side, connect } of sides)
  test(`the ${side}'s signals ignore every hostile payload`, async () => {
    const { url, log } = await startApp()
    const socket = await connect(url)
    const signal = { conversationId, typing: true }
    for (const [, hostile] of [...nonsense, ...spoiled(signal)]) socket.send('typing:set', hostile)
    socket.send('typing:set')
    for (const [, hostile] of [...nonsense, ...spoiled({ conversationId, sequence: 1 })])
      socket.send('seen:set', hostile)
    socket.send('seen:set')
    expect(await socket.sendAndAck('transcript:since', { conversationId, after: 0 })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
    expect(log.faults).toEqual([])
  })

test('a hello keeps no address that a page could not have', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', longText, 5]) {
    await vera.sendAndAck('desk:hello', { ...hello, page: { url: address, title: 'Shop' } })
    const id = await asksForPerson(vera)
    expect((await ada.get('conversation:open', { conversationId: id })).page.url).toBe('')
    await vera.get('conversation:close', { conversationId: id, requestId: newRequestId() })
  }
})

test('a hello without a title, or with languages that are none, is heard all the same', async () => {
  const { url } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  for (const title of [undefined, null, {}, ['x'], 5, longText]) {
    const page = { url: 'https://shop.example/', title }
    const languages = [undefined, {}, 5, 'de']
    expect(await vera.get('desk:hello', { ...hello, page, languages } as never)).toMatchObject({
      site: { language: 'de' },
    })
    const id = await asksForPerson(vera)
    expect((await ada.get('conversation:open', { conversationId: id })).page).toEqual({ ...page, title: '' })
    await vera.get('conversation:close', { conversationId: id, requestId: newRequestId() })
  }
})

test('a text of the greatest length is stored whole, and one character more is refused', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const send = (text: string) =>
    vera.ask('message:send', { conversationId: null, messageId: newRequestId(), text })
  expect(await send('x'.repeat(4000))).toMatchObject({ ok: true })
  expect(await send('x'.repeat(4001))).toEqual(badRequest)
})

test('a packet that is too large costs its sender the connection, and nobody else anything', async () => {
  const { url, log } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  viktor.send('message:send', { conversationId: null, messageId: requestId, text: 'x'.repeat(70_000) })
  await waitFor('Viktor is cut off', () => !viktor.isConnected())
  await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  expect(log.faults).toEqual([])
})

test('a packet without an acknowledgement is carried out all the same', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  vera.send('message:send', { conversationId: null, messageId: 'message-1', text: refundQuestion })
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
})
