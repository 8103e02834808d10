import { expect, test } from 'vitest'
import { adasConsole, asksForPerson, replyTo, says } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { connectionRefusal, hello, newKey, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

const deepArray = `${'['.repeat(5_000)}${']'.repeat(5_000)}`

const frames: [string, string][] = [
  ['an event without a payload', '2/visitor,'],
  ['an event that is an object', '2/visitor,{}'],
  ['an event without a name', '2/visitor,[]'],
  ['an event with a number for a name', '2/visitor,[1,{}]'],
  ['an event with an object for a name', '2/visitor,[{"a":1},{}]'],
  ['text that is no JSON', '2/visitor,["message:send",'],
  ['the reserved event disconnect', '2/visitor,["disconnect","bye"]'],
  ['the reserved event connect', '2/visitor,["connect",{}]'],
  ['the reserved event newListener', '2/visitor,["newListener","x"]'],
  ['the event error', '2/visitor,["error",{"message":"boom"}]'],
  ['a deep array', `2/visitor,1["message:send",${deepArray}]`],
  ['a deep array in a field', `2/visitor,1["message:send",{"text":${deepArray}}]`],
  ['an answer that nobody waits for', '3/visitor,77["message:send"]'],
  ['a huge acknowledgement number', '2/visitor,99999999999999999999["desk:hello",{}]'],
  ['a second connect', '0/visitor,{"key":"x"}'],
  ['a connect to another namespace', '0/agent,{}'],
  ['an event for a namespace it is not in', '2/agent,1["desk:hello",{}]'],
  ['an unknown packet type', '9/visitor,[]'],
  ['a binary event whose bytes never come', '51-/visitor,["message:send",{"_placeholder":true,"num":0}]'],
  ['a binary event with a wild placeholder', '51-/visitor,["x",{"_placeholder":true,"num":"constructor"}]'],
  ['a binary event with too many attachments', '5999999999-/visitor,["x"]'],
  ['no packet at all', ''],
]

for (const [what, frame] of frames)
  test(`${what} harms nobody but its sender`, async () => {
    const { url, log } = await startApp()
    const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
    viktor.sendFrame(frame)
    await visitorSocket(url, viktor.key)
    await says(vera, refundQuestion, 'message-1')
    await replyTo(vera, 'message-1')
    expect(log.faults).toEqual([])
  })

const unknownEvents = [
  'base',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'toString',
  'join',
  'message',
  'ping',
  'conversation:take',
  'conversation:open',
  'note:add',
  'notes:since',
  'inbox:since',
  'presence:set',
  'inbox:changed',
  'transcript:grew',
]

test('events that visitors do not have are ignored, those of agents too', async () => {
  const { url, log } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  const conversationId = await asksForPerson(vera)
  const answered: string[] = []
  for (const name of unknownEvents)
    void viktor
      .sendAndAck(name, { conversationId, requestId: newRequestId() })
      .then(() => answered.push(name))
      .catch(() => undefined)
  await viktor.get('desk:hello', hello)
  expect(answered).toEqual([])
  expect(viktor.frames.join()).not.toContain(conversationId)
  expect((await vera.get('desk:hello', hello)).place).toMatchObject({ position: 1 })
  expect(log.faults).toEqual([])
})

test('events that agents do not have are ignored', async () => {
  const { url, log } = await startApp()
  const ada = await adasConsole(url)
  for (const name of ['choice:pick', 'handoff:request', 'account:add', 'constructor', 'disconnecting '])
    ada.send(name, { conversationId: null, requestId: newRequestId() })
  expect(await ada.get('desk:hello', {})).toMatchObject({ me: { name: 'Ada' }, inbox: { rows: [] } })
  expect(log.faults).toEqual([])
})

for (const namespace of ['/', '/admin', '/visitors', '/agent/', '/constructor', '/__proto__'])
  test(`the namespace ${namespace} lets nobody in`, async () => {
    const { url } = await startApp()
    const auth = { key: newKey() }
    expect(await connectionRefusal(url + namespace, { auth })).toMatchObject({ message: 'Invalid namespace' })
  })
