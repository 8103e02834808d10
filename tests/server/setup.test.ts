import { expect, test } from 'vitest'
import { cookieOf, post, signIn } from '../support/sign-in.ts'
import { agentSocket } from '../support/sockets.ts'
import { adaSignIn, benSignIn, startApp } from '../support/start-app.ts'

/** A new desk, with the token that its terminal shows. */
async function newDesk() {
  const started = await startApp({ team: false })
  const token = (await started.app.accounts.openSetup()) ?? ''
  expect(token).not.toBe('')
  return { ...started, token }
}

const setupOpen = async (url: string) =>
  (await fetch(`${url}/api/session`, { headers: { 'X-Frontdesk': 'console' } }).then((got) =>
    got.json(),
  )) as {
    setupOpen: boolean
  }

test('the set-up link makes the owner’s account and signs in, once', async () => {
  const { url, token, app } = await newDesk()
  expect(await setupOpen(url)).toMatchObject({ setupOpen: true })
  const response = await post(url, '/api/setup', { token, name: ' Ada ', ...adaSignIn })
  expect(await response.json()).toMatchObject({
    agent: { name: 'Ada', role: 'owner', email: adaSignIn.email },
  })
  const ada = await agentSocket(url, cookieOf(response))
  expect((await ada.get('desk:hello', {})).me.role).toBe('owner')

  const again = await post(url, '/api/setup', { token, name: 'Ben', ...benSignIn })
  expect([again.status, await again.json()]).toEqual([404, { refusal: 'setup-closed' }])
  expect(await setupOpen(url)).toMatchObject({ setupOpen: false })
  expect(await app.accounts.openSetup()).toBeNull()
  expect(await app.accounts.list()).toHaveLength(1)
})

test('two who open the set-up link at once make one owner', async () => {
  const { url, token, app } = await newDesk()
  const responses = await Promise.all([
    post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn }),
    post(url, '/api/setup', { token, name: 'Ben', ...benSignIn }),
  ])
  expect(responses.map((response) => response.status).toSorted()).toEqual([200, 404])
  expect(await app.accounts.list()).toHaveLength(1)
})

test('without the right token nobody sets anything up, and the link still works after', async () => {
  const { url, token, app } = await newDesk()
  for (const wrong of [`${token}x`, token.slice(1), token.toUpperCase() + '_', 'x'])
    expect((await post(url, '/api/setup', { token: wrong, name: 'Ben', ...benSignIn })).status).toBe(404)
  expect(await app.accounts.list()).toEqual([])
  expect((await post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn })).status).toBe(200)
})

test('every mistake in the form is told at once, and the link still works after', async () => {
  const { url, token } = await newDesk()
  const response = await post(url, '/api/setup', { token, name: ' ', email: 'ada', password: 'short' })
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      refusal: 'bad-request',
      problems: [
        'The e-mail address is not complete.',
        'A name is needed: visitors will see it.',
        'The password needs at least 10 characters.',
      ],
    },
  ])
  expect((await post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn })).status).toBe(200)
})

test('a desk that has an owner has no set-up', async () => {
  const { url, app, token } = await newDesk()
  await app.accounts.add({ ...adaSignIn, name: 'Ada', role: 'owner' })
  expect(await setupOpen(url)).toMatchObject({ setupOpen: false })
  expect((await post(url, '/api/setup', { token, name: 'Ben', ...benSignIn })).status).toBe(404)
})

test('an e-mail address that an agent has already is told as a problem of the form', async () => {
  const { url, app, token, log } = await newDesk()
  await app.accounts.add({ ...benSignIn, name: 'Ben', role: 'agent' })
  const response = await post(url, '/api/setup', { token, name: 'Ben', ...benSignIn })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    refusal: 'bad-request',
    problems: ['This e-mail address has an account already.'],
  })
  expect(log.faults).toEqual([])
  expect((await post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn })).status).toBe(200)
})

test('nobody becomes owner by a field that the form does not have', async () => {
  const { url, token } = await newDesk()
  for (const more of [{ role: 'owner' }, { id: 'mine' }, { passwordHash: 'x' }])
    expect((await post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn, ...more })).status).toBe(400)
})

test('the password of the set-up signs in', async () => {
  const { url, token } = await newDesk()
  await post(url, '/api/setup', { token, name: 'Ada', ...adaSignIn })
  expect(await signIn(url, adaSignIn)).toMatch(/^frontdesk=/)
})
