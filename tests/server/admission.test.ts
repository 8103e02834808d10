import { Manager } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { agentNamespace, visitorNamespace } from '../../protocol/events.ts'
import { adasConsole, bensConsole } from '../support/acts.ts'
import { signIn } from '../support/sign-in.ts'
import { agentSocket, connectionRefusal, hello, newKey, visitorSocket } from '../support/sockets.ts'
import { adaSignIn, benSignIn, startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

const withOrigin = (origin: string) => ({ extraHeaders: { origin }, auth: { key: newKey() } })

const badAuths: [string, object | undefined][] = [
  ['without a key', undefined],
  ['with an empty key', { key: '' }],
  ['with a short key', { key: newKey().slice(1) }],
  ['with a long key', { key: `${newKey()}x` }],
  ['with a key of other characters', { key: '!'.repeat(43) }],
  ['with a number for a key', { key: 42 }],
  ['with true for a key', { key: true }],
  ['with a list for a key', { key: [newKey()] }],
  ['with a query for a key', { key: { $ne: null } }],
  ['with more than a key', { key: newKey(), visitorId: 'vera' }],
]

for (const [what, auth] of badAuths)
  test(`a visitor ${what} is not let in`, async () => {
    const { url } = await startApp()
    const refusal = await connectionRefusal(url + visitorNamespace, auth ? { auth } : {})
    expect(refusal?.data).toEqual({ refusal: 'bad-request' })
  })

test('a key in the address is no key', async () => {
  const { url } = await startApp()
  expect(await connectionRefusal(`${url}${visitorNamespace}?key=${newKey()}`)).not.toBeNull()
})

test('without a list, pages on this machine and pages of this server may have the widget', async () => {
  const { url, log } = await startApp()
  const own = [
    'http://localhost:8080',
    'http://shop.localhost',
    'https://127.0.0.1:3000',
    'http://[::1]:5000',
    url,
  ]
  for (const origin of own)
    expect([origin, await connectionRefusal(url + visitorNamespace, withOrigin(origin))]).toEqual([
      origin,
      null,
    ])
  expect(log.warnings).toEqual([])
})

for (const transport of ['websocket', 'polling'])
  test(`without a list, other pages are refused over ${transport}, and the log says once what would allow them`, async () => {
    const { url, log } = await startApp()
    const origin = 'https://shop.example'
    for (let attempt = 0; attempt < 2; attempt++)
      expect(
        await connectionRefusal(url + visitorNamespace, { ...withOrigin(origin), transports: [transport] }),
      ).toMatchObject({ data: { refusal: 'not-allowed-here' } })
    expect(log.warnings).toEqual([
      'refused the widget on https://shop.example. To allow it: ORIGINS=https://shop.example',
    ])
  })

test('addresses that only look like this machine are other pages', async () => {
  const { url } = await startApp()
  for (const origin of [
    'http://localhost.shop.example',
    'http://127.0.0.1.shop.example',
    'http://evillocalhost',
  ])
    expect(await connectionRefusal(url + visitorNamespace, withOrigin(origin))).not.toBeNull()
})

test('a page without an address of its own is refused, with advice that can be followed', async () => {
  const { url, log } = await startApp()
  expect(await connectionRefusal(url + visitorNamespace, withOrigin('null'))).not.toBeNull()
  expect(log.warnings).toHaveLength(1)
  expect(log.warnings.join()).not.toContain('ORIGINS=null')
})

test('a list allows what it names, exactly, and its own pages', async () => {
  const origins = { list: ['https://shop.example'], publicUrl: 'https://chat.example' }
  const { url, log } = await startApp({ origins })
  const isLetIn = async (origin: string) =>
    (await connectionRefusal(url + visitorNamespace, withOrigin(origin))) === null
  expect(await isLetIn('https://shop.example')).toBe(true)
  expect(await isLetIn('https://chat.example')).toBe(true)
  expect(await isLetIn(url)).toBe(true)
  for (const other of [
    'http://shop.example',
    'https://www.shop.example',
    'https://shop.example:444',
    'http://localhost',
  ])
    expect([other, await isLetIn(other)]).toEqual([other, false])
  expect(log.warnings[0]).toBe(
    'refused the widget on http://shop.example. To allow it: ORIGINS=https://shop.example,http://shop.example',
  )
})

test('an agent without a cookie, or with one that is not signed, is not let in', async () => {
  const { url } = await startApp()
  const cookies = [
    '',
    'frontdesk=',
    'frontdesk=s%3Aabc.def',
    'frontdesk=abc',
    '__Host-frontdesk=s%3Aabc.def',
    'frontdesk=j%3A{}',
  ]
  for (const cookie of cookies)
    expect((await connectionRefusal(url + agentNamespace, { extraHeaders: { cookie } }))?.data).toEqual({
      refusal: 'not-signed-in',
    })
  expect((await connectionRefusal(url + agentNamespace, { auth: { key: newKey() } }))?.data).toEqual({
    refusal: 'not-signed-in',
  })
})

test('a foreign page does not reach the agents’ side, with the cookie neither, though it may have the widget', async () => {
  const { url } = await startApp({ origins: { list: ['https://shop.example'], publicUrl: null } })
  const cookie = await signIn(url, adaSignIn)
  await visitorSocket(url, newKey(), { origin: 'https://shop.example' })
  const extraHeaders = { cookie, origin: 'https://shop.example' }
  expect((await connectionRefusal(url + agentNamespace, { extraHeaders }))?.data).toEqual({
    refusal: 'not-signed-in',
  })
  const ada = await agentSocket(url, cookie, { origin: url })
  expect((await ada.get('desk:hello', {})).me.name).toBe('Ada')
})

test('a console that signs out is cut off at once, in every tab of that session, and no other', async () => {
  const { url } = await startApp()
  const cookie = await signIn(url, adaSignIn)
  const tabs = [await agentSocket(url, cookie), await agentSocket(url, cookie)]
  const elsewhere = await adasConsole(url)
  const headers = { 'X-Frontdesk': 'console', cookie }
  expect((await fetch(`${url}/api/session`, { method: 'DELETE', headers })).status).toBe(204)
  await waitFor('both tabs are cut off', () => tabs.every((tab) => !tab.isConnected()))
  expect(elsewhere.isConnected()).toBe(true)
  expect((await connectionRefusal(url + agentNamespace, { extraHeaders: { cookie } }))?.data).toEqual({
    refusal: 'not-signed-in',
  })
})

test('a new password cuts off every console of that agent, and the old cookie opens nothing', async () => {
  const { url, app } = await startApp()
  const cookie = await signIn(url, adaSignIn)
  const [ada, ben] = [await agentSocket(url, cookie), await bensConsole(url)]
  await app.accounts.setPassword(adaSignIn.email, 'another password')
  await waitFor('Ada is cut off', () => !ada.isConnected())
  expect(ben.isConnected()).toBe(true)
  expect(await connectionRefusal(url + agentNamespace, { extraHeaders: { cookie } })).not.toBeNull()
  const session = await fetch(`${url}/api/session`, { headers: { 'X-Frontdesk': 'console', cookie } })
  expect(await session.json()).toMatchObject({ agent: null })
  await expect(signIn(url, adaSignIn)).rejects.toThrow('sign-in was refused: 401')
  await signIn(url, { ...adaSignIn, password: 'another password' })
})

test('an agent who is removed is cut off, and the old cookie opens nothing', async () => {
  const { url, app } = await startApp()
  const cookie = await signIn(url, benSignIn)
  const ben = await agentSocket(url, cookie)
  await app.accounts.remove(benSignIn.email)
  await waitFor('Ben is cut off', () => !ben.isConnected())
  expect(await connectionRefusal(url + agentNamespace, { extraHeaders: { cookie } })).not.toBeNull()
})

test('a connection that left the agents’ side before the sign-out does not come back in', async () => {
  const { url } = await startApp()
  const cookie = await signIn(url, adaSignIn)
  const manager = new Manager(url, {
    ...{ transports: ['websocket'], reconnection: false, autoConnect: false },
    extraHeaders: { cookie },
  })
  // Keeps the connection open while the other side comes and goes.
  const widget = manager.socket(visitorNamespace, { auth: { key: newKey() } })
  const ada = manager.socket(agentNamespace)
  onTestFinished(() => void [widget.disconnect(), ada.disconnect()])
  const outcome = () =>
    new Promise((resolve) => {
      ada.once('connect', () => resolve('let in'))
      ada.once('connect_error', (problem: Error & { data?: unknown }) => resolve(problem.data))
      ada.connect()
    })
  widget.connect()
  expect(await outcome()).toBe('let in')
  ada.disconnect()
  await fetch(`${url}/api/session`, { method: 'DELETE', headers: { 'X-Frontdesk': 'console', cookie } })
  expect(await outcome()).toEqual({ refusal: 'not-signed-in' })
  expect(widget.connected).toBe(true)
})

test('a console that stays open is cut off within the hour after its session ended', async () => {
  const { url, store, clock } = await startApp()
  const ada = await adasConsole(url)
  // As another server may do it, whose word of it got lost.
  for (const id of (await store.sessions.all()).keys()) await store.sessions.change(id, () => null)
  await clock.advance(60 * 60 * 1000)
  await waitFor('Ada is cut off', () => !ada.isConnected())
})

test('a session that ends while a console is let in with it takes that console along', async () => {
  const { url, store, app } = await startApp()
  const cookie = await signIn(url, adaSignIn)
  const kept = await store.sessions.all()
  vi.spyOn(store.sessions, 'get').mockImplementationOnce(async (id) => {
    await app.accounts.setPassword(adaSignIn.email, 'another password')
    return kept.get(id) ?? null
  })
  const ada = await agentSocket(url, cookie)
  await waitFor('Ada is cut off', () => !ada.isConnected())
})

test('the site that a visitor is shown is in the language they ask for, and follows the files', async () => {
  const { url, app, bot } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  expect((await vera.get('desk:hello', { ...hello, languages: ['fr', 'de'] })).site).toMatchObject({
    language: 'de',
    name: 'Kette & Kopfstein',
    topQuestions: [{ faqId: 'refund-time' }],
  })
  expect((await viktor.get('desk:hello', hello)).site.name).toBe('Cobble & Chain')
  bot.change({ greeting: { en: 'Back on Monday.', de: 'Montag wieder.' } })
  app.siteChanged()
  await vera.hear('site:changed', ({ greeting }) => greeting === 'Montag wieder.')
  await viktor.hear('site:changed', ({ greeting }) => greeting === 'Back on Monday.')
  expect(vera.news('site:changed')).toHaveLength(1)
})

test('office hours that the site owner changes reach the pages that are open', async () => {
  const { url, app, bot, clock } = await startApp()
  const vera = await visitorSocket(url)
  await vera.get('desk:hello', hello)
  bot.change({ hours: { timeZone: 'UTC', weekly: { wed: ['09:00-17:00'] }, holidays: [] } })
  app.siteChanged()
  const { opensAt } = await vera.hear('desk:changed')
  expect(new Date(opensAt ?? 0).toISOString()).toBe('2026-03-04T09:00:00.000Z')
  expect(clock.now()).toBeLessThan(opensAt ?? 0)
})
