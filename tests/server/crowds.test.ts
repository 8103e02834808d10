import { expect, test } from 'vitest'
import { visitorNamespace } from '../../protocol/events.ts'
import { addressOf, networkOf } from '../../server/transport/addresses.ts'
import { says } from '../support/acts.ts'
import { connectionRefusal, hello, newKey, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

const few = { connections: 3, requests: 1_000, countLoopback: true }
const from = (address: string) => ({ 'x-forwarded-for': address })

for (const transport of ['websocket', 'polling'])
  test(`one address may have so many connections, over ${transport} too; another address is not held up`, async () => {
    const { url, log } = await startApp({ trustProxy: 'loopback', crowds: few })
    const crowd = await Promise.all([1, 2, 3].map(() => visitorSocket(url, newKey(), from('203.0.113.7'))))
    const isRefused = async (address: string) =>
      (await connectionRefusal(url + visitorNamespace, {
        auth: { key: newKey() },
        extraHeaders: from(address),
        transports: [transport],
      })) !== null
    expect(await isRefused('203.0.113.7')).toBe(true)
    expect(await isRefused('203.0.113.8')).toBe(false)
    expect(log.warnings).toEqual([
      'refused connections from 203.0.113.7: one address may have 3. If that is your proxy, name it in TRUST_PROXY. ' +
        'See docs/self-hosting.md.',
    ])
    crowd[0]!.close()
    await waitFor('there is room again', async () => !(await isRefused('203.0.113.7')))
  })

test('who comes and goes without end is refused as well', async () => {
  const { url } = await startApp({ trustProxy: 'loopback', crowds: few })
  const refusals: boolean[] = []
  for (let come = 0; come < 8; come++) {
    const handshake = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, {
      headers: from('203.0.113.7'),
    })
    refusals.push(handshake.status === 403)
    const sid = /"sid":"([^"]+)"/.exec(await handshake.text())?.[1]
    if (sid)
      await fetch(`${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, { method: 'POST', body: '1' })
  }
  expect(refusals).toEqual([false, false, false, false, false, false, true, true])
})

test('without TRUST_PROXY nobody gets around the limit with a header', async () => {
  const { url } = await startApp({ crowds: few })
  for (const last of [1, 2, 3]) await visitorSocket(url, newKey(), from(`203.0.113.${last}`))
  const extraHeaders = from('203.0.113.4')
  expect(
    await connectionRefusal(url + visitorNamespace, { auth: { key: newKey() }, extraHeaders }),
  ).not.toBeNull()
})

test('this machine itself is not limited: it may be a proxy that nobody named', async () => {
  const { url, log } = await startApp({ crowds: { connections: 1, requests: 1 } })
  const sockets = await Promise.all([1, 2, 3].map(() => visitorSocket(url)))
  for (const socket of sockets) await socket.get('desk:hello', hello)
  expect(log.warnings).toEqual([])
})

test('an address has so many requests a minute, whatever keys it invents', async () => {
  const { url } = await startApp({ crowds: { ...few, requests: 4 } })
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  const { conversationId } = await says(vera, 'Hello')
  await vera.get('desk:hello', hello)
  await viktor.get('desk:hello', hello)
  await viktor.get('desk:hello', hello)
  expect(await viktor.ask('desk:hello', hello)).toMatchObject({ ok: false, refusal: 'too-many' })
  expect(await vera.ask('transcript:since', { conversationId, after: 0 })).toMatchObject({
    refusal: 'too-many',
  })
})

test('of pages of text an address may send fewer than of questions', async () => {
  const { url } = await startApp({ crowds: { ...few, requests: 20 } })
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  await says(vera, 'A page. '.repeat(490))
  const page = { conversationId: null, messageId: 'message-1', text: 'A page. '.repeat(490) }
  expect(await viktor.ask('message:send', { ...page, text: 'A question' })).toMatchObject({ ok: true })
  expect(await viktor.ask('message:send', { ...page, messageId: 'message-2' })).toMatchObject({
    refusal: 'too-many',
  })
})

test('the address is what the last trusted proxy says, and nothing before it', () => {
  const request = (forwarded?: string) =>
    ({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } }) as never
  const trusts = (address: string) => address.startsWith('10.')
  expect(addressOf(request('192.0.2.9, 203.0.113.7, 10.0.0.2'), trusts)).toBe('203.0.113.7')
  expect(addressOf(request('203.0.113.7'), () => false)).toBe('10.0.0.1')
  expect(addressOf(request(), trusts)).toBe('10.0.0.1')
  expect(addressOf(request('10.0.0.3'), trusts)).toBe('10.0.0.3')
})

test('addresses of version 6 count by their network, written in whatever way', () => {
  expect(networkOf('2001:DB8::1')).toBe('2001:db8:0:0')
  expect(networkOf('2001:db8:0:0:ffff:1:2:3')).toBe('2001:db8:0:0')
  expect(networkOf('2001:db8:0:7::1')).toBe('2001:db8:0:7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
})
