import { expect, test } from 'vitest'
import { cookieOf, post, signIn } from '../support/sign-in.ts'
import { agentSocket } from '../support/sockets.ts'
import { adaSignIn, benSignIn, startApp } from '../support/start-app.ts'

const wrong = { ...adaSignIn, password: 'not that one' }
const from = (address: string) => ({ 'X-Forwarded-For': address })

const session = (url: string, cookie: string) =>
  fetch(`${url}/api/session`, { headers: { 'X-Frontdesk': 'console', cookie } })

test('an agent who signs in is told who they are, and gets a cookie that scripts and other pages cannot use', async () => {
  const { url } = await startApp()
  const response = await post(url, '/api/session', { ...adaSignIn, email: 'ADA@shop.example' })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    agent: { id: expect.any(String) as string, name: 'Ada', email: adaSignIn.email, role: 'owner' },
    siteName: 'Cobble & Chain',
  })
  const cookie = response.headers.get('set-cookie')
  expect(cookie).toMatch(/^frontdesk=/)
  for (const lock of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(lock)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await (await session(url, cookieOf(response))).json()).toMatchObject({ agent: { name: 'Ada' } })
})

test('behind TLS the cookie is bound to the host and never travels in the clear', async () => {
  const { url } = await startApp({
    origins: { list: null, publicUrl: 'https://chat.example' },
    trustProxy: 'loopback',
  })
  const response = await post(url, '/api/session', adaSignIn, { 'X-Forwarded-Proto': 'https' })
  expect(response.headers.get('set-cookie')).toMatch(/^__Host-frontdesk=.*; Secure/)
  expect(response.headers.get('strict-transport-security')).toContain('max-age=')
})

test('behind TLS the cookie comes also while the proxy is not trusted with addresses', async () => {
  const { url } = await startApp({ origins: { list: null, publicUrl: 'https://chat.example' } })
  const response = await post(url, '/api/session', adaSignIn, { 'X-Forwarded-Proto': 'https' })
  expect(cookieOf(response)).toMatch(/^__Host-frontdesk=/)
})

test('a wrong password and an unknown e-mail address are answered alike, with the tries that are left', async () => {
  const { url } = await startApp()
  const known = await post(url, '/api/session', wrong)
  const unknown = await post(url, '/api/session', { ...wrong, email: 'nobody@shop.example' })
  expect([known.status, unknown.status]).toEqual([401, 401])
  const body: unknown = await known.json()
  expect(body).toEqual({ refusal: 'wrong-password', triesLeft: 4 })
  expect(await unknown.json()).toEqual(body)
})

test('after five wrong passwords the right one is refused too, and the answer says for how long', async () => {
  const { url } = await startApp()
  const left: unknown[] = []
  for (let i = 0; i < 5; i++) left.push(await (await post(url, '/api/session', wrong)).json())
  expect(left).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ refusal: 'wrong-password', triesLeft })))
  const response = await post(url, '/api/session', adaSignIn)
  expect(response.status).toBe(429)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(60)
  const body = (await response.json()) as { refusal: string; retryAfterMs: number }
  expect(body.refusal).toBe('too-many')
  expect(body.retryAfterMs).toBeGreaterThan(60_000)
})

test('a hundred wrong passwords at once are five guesses', async () => {
  const { url } = await startApp()
  const responses = await Promise.all(Array.from({ length: 100 }, () => post(url, '/api/session', wrong)))
  const statuses = responses.map((response) => response.status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(95)
})

test('guesses against one account, from one address, lock nobody else out', async () => {
  const { url } = await startApp({ trustProxy: 'loopback' })
  for (let i = 0; i < 6; i++) await post(url, '/api/session', wrong, from('203.0.113.7'))
  const status = async (account: object, address: string) =>
    (await post(url, '/api/session', account, from(address))).status
  expect(await status(adaSignIn, '203.0.113.7')).toBe(429)
  expect(await status(adaSignIn, '203.0.113.8')).toBe(200)
  expect(await status(benSignIn, '203.0.113.7')).toBe(200)
})

test('an address that the sender only claims to have buys no more guesses', async () => {
  const { url } = await startApp()
  for (let i = 0; i < 5; i++) await post(url, '/api/session', wrong, from(`203.0.113.${i}`))
  expect((await post(url, '/api/session', adaSignIn, from('203.0.113.9'))).status).toBe(429)
})

test('a customer’s whole IPv6 network has the guesses of one address', async () => {
  const { url } = await startApp({ trustProxy: 'loopback' })
  const status = async (account: object, address: string) =>
    (await post(url, '/api/session', account, from(address))).status
  for (let i = 1; i <= 5; i++) await status(wrong, `2001:db8:1:2::${i}`)
  expect(await status(adaSignIn, '2001:db8:1:2:ffff::1')).toBe(429)
  expect(await status(adaSignIn, '2001:db8:1:3::1')).toBe(200)
})

test('a sign-in that was on its way while the password was changed opens no session', async () => {
  const { app, url, store } = await startApp()
  // Hashes wait in line two at a time: the last of these are compared with the old one long after it was replaced.
  const changed = app.accounts.setPassword(adaSignIn.email, 'mudguard and bell')
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(url, '/api/session', adaSignIn)))
  await changed
  expect(answers.map(({ status }) => status)).toContain(401)
  expect((await store.sessions.all()).size).toBe(0)
})

test('signing in forgets the wrong guesses before it', async () => {
  const { url } = await startApp()
  for (let i = 0; i < 4; i++) await post(url, '/api/session', wrong)
  await signIn(url, adaSignIn)
  expect(await (await post(url, '/api/session', wrong)).json()).toMatchObject({ triesLeft: 4 })
})

test('a session id that was planted before the sign-in opens nothing after it', async () => {
  const { url } = await startApp()
  const planted = await signIn(url, benSignIn)
  const response = await post(url, '/api/session', adaSignIn, { cookie: planted })
  expect(cookieOf(response)).not.toBe(planted)
  expect(await (await session(url, planted)).json()).toMatchObject({ agent: null })
})

test('a request that the console did not send is refused before anything else', async () => {
  const { url } = await startApp()
  const status = async (headers: Record<string, string>) =>
    (await post(url, '/api/session', adaSignIn, headers)).status
  expect(await status({ 'X-Frontdesk': '' })).toBe(403)
  expect(await status({ 'X-Frontdesk': 'widget' })).toBe(403)
  expect(await status({ origin: 'https://evil.example' })).toBe(403)
  expect(await status({ origin: 'null' })).toBe(403)
  expect(await status({ origin: 'http://localhost:8080' })).toBe(403)
  expect(await status({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
  expect(await status({ 'Sec-Fetch-Site': 'same-site' })).toBe(403)
  expect(await status({ origin: url, 'Sec-Fetch-Site': 'same-origin' })).toBe(200)
})

test('what a plain form can send signs nobody in', async () => {
  const { url } = await startApp()
  const send = (contentType: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': contentType, ...headers },
      body,
    })
  const form = new URLSearchParams(adaSignIn).toString()
  const json = JSON.stringify(adaSignIn)
  expect((await send('application/x-www-form-urlencoded', form)).status).toBe(403)
  expect((await send('text/plain', json)).status).toBe(403)
  const console = { 'X-Frontdesk': 'console' }
  expect((await send('application/x-www-form-urlencoded', form, console)).status).toBe(400)
  expect((await send('text/plain', json, console)).status).toBe(400)
})

test('a body that is no sign-in is a bad request, whatever it is', async () => {
  const { url, log } = await startApp()
  const bodies = [null, [], 'text', 5, {}, { email: adaSignIn.email }, { ...adaSignIn, email: { $ne: null } }]
  for (const body of [
    ...bodies,
    { ...adaSignIn, role: 'owner' },
    { ...adaSignIn, password: 'x'.repeat(9_000) },
  ]) {
    const response = await post(url, '/api/session', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ refusal: 'bad-request' })
  }
  const headers = { 'X-Frontdesk': 'console', 'Content-Type': 'application/json' }
  const broken = await fetch(`${url}/api/session`, { method: 'POST', headers, body: '{"email":' })
  expect([broken.status, await broken.json()]).toEqual([400, { refusal: 'bad-request' }])
  expect(log.faults).toEqual([])
})

test('who is not signed in learns the site’s name, and nothing of the API but that', async () => {
  const { url } = await startApp()
  const response = await session(url, '')
  expect([response.status, await response.json()]).toEqual([
    200,
    { agent: null, siteName: 'Cobble & Chain', setupOpen: false },
  ])
  expect(response.headers.get('set-cookie')).toBeNull()
  const elsewhere = await post(url, '/api/accounts', {})
  expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { refusal: 'bad-request' }])
})

test('a session lasts over a restart, and the console connects with it', async () => {
  const first = await startApp()
  const cookie = await signIn(first.url, adaSignIn)
  await first.close()
  const second = await startApp({ store: first.store })
  expect((await session(second.url, cookie)).status).toBe(200)
  expect((await (await agentSocket(second.url, cookie)).get('desk:hello', {})).me.name).toBe('Ada')
})

test('a session ends after fourteen days without a visit, and a visit makes it last', async () => {
  const { url, clock } = await startApp()
  const dayMs = 24 * 60 * 60 * 1000
  const cookie = await signIn(url, adaSignIn)
  await clock.advance(13 * dayMs)
  expect(await (await session(url, cookie)).json()).toMatchObject({ agent: { name: 'Ada' } })
  await clock.advance(13 * dayMs)
  expect(await (await session(url, cookie)).json()).toMatchObject({ agent: { name: 'Ada' } })
  await clock.advance(14 * dayMs)
  expect(await (await session(url, cookie)).json()).toMatchObject({ agent: null })
})

test('the kept sessions hold no cookie that could be used', async () => {
  const { url, store } = await startApp()
  const cookie = decodeURIComponent(await signIn(url, adaSignIn)).replace('frontdesk=s:', '')
  const [id = ''] = cookie.split('.')
  expect(id.length).toBeGreaterThan(20)
  expect(JSON.stringify([...(await store.sessions.all())])).not.toContain(id)
})
