// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { takeSetupToken } from '../../console/address.ts'
import { ada, closeConsole, memoryStorage, mine, openConsole } from './desk-page.tsx'

afterEach(closeConsole)

const signedOut = () => ({ status: 200, body: { agent: null, siteName: 'Alder Cycles', setupOpen: false } })

test('the sign-in names the site, and a wrong password says how many tries are left', async () => {
  await openConsole({
    http: {
      'GET /api/session': signedOut,
      'POST /api/session': () => ({ status: 401, body: { refusal: 'wrong-password', triesLeft: 4 } }),
    },
  })
  screen.getByRole('heading', { name: 'Sign in to the desk at Alder Cycles' })
  signIn('wrong')
  await screen.findByText('E-mail and password do not match. 4 tries left.')
  expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true')
})

test('too many tries say when it goes on', async () => {
  await openConsole({
    http: {
      'GET /api/session': signedOut,
      'POST /api/session': () => ({ status: 429, body: { refusal: 'too-many', retryAfterMs: 280_000 } }),
    },
  })
  signIn('wrong')
  await screen.findByText('Too many tries. Try again in 5 min.')
})

test('the right password opens the desk, and the request carries the header that a form cannot send', async () => {
  const { asked } = await openConsole({ http: { 'GET /api/session': signedOut } })
  signIn('right-password')
  await screen.findByRole('heading', { name: 'Inbox' })
  const request = asked.find((one) => one.method === 'POST')
  expect(request?.body).toEqual({ email: 'ada@alder.example', password: 'right-password' })
  expect(request?.headers.get('X-Frontdesk')).toBe('console')
})

test('a desk that does not answer is said to be unreachable', async () => {
  await openConsole({
    http: {
      'GET /api/session': signedOut,
      'POST /api/session': () => {
        throw new TypeError('no network')
      },
    },
  })
  signIn('right-password')
  await screen.findByText('The desk cannot be reached. Try again.')
})

test('the one-time link makes the owner’s account and leaves the address bar', async () => {
  location.hash = '#setup=one-time-token'
  const setupToken = takeSetupToken()
  expect(location.hash).toBe('')
  const { asked } = await openConsole({
    ...(setupToken && { setupToken }),
    http: {
      'GET /api/session': () => ({
        status: 200,
        body: { agent: null, siteName: 'Alder Cycles', setupOpen: true },
      }),
    },
  })
  screen.getByRole('heading', { name: 'Make the owner’s account' })
  fill('Your name', 'Ada')
  fill('E-mail', 'ada@alder.example')
  fill('Password', 'too-short')
  press('Make the account')
  await screen.findByText('Use at least 10 characters.')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Password')))
  expect(screen.queryByText('At least 10 characters.')).toBeNull()
  expect(asked.some((one) => one.method === 'POST')).toBe(false)

  fill('Password', 'long enough')
  press('Make the account')
  await screen.findByRole('heading', { name: 'Inbox' })
  expect(asked.find((one) => one.path === '/api/setup')?.body).toEqual({
    token: 'one-time-token',
    name: 'Ada',
    email: 'ada@alder.example',
    password: 'long enough',
  })
})

test('a used one-time link leads to the sign-in at once', async () => {
  await openConsole({ setupToken: 'used', http: { 'GET /api/session': signedOut } })
  screen.getByRole('heading', { name: 'Sign in to the desk at Alder Cycles' })
  screen.getByText('This link has been used. Sign in with the account that was made.')
})

test('a one-time link that somebody else was faster with leads to the sign-in', async () => {
  await openConsole({
    setupToken: 'used',
    http: {
      'GET /api/session': () => ({
        status: 200,
        body: { agent: null, siteName: 'Alder Cycles', setupOpen: true },
      }),
      'POST /api/setup': () => ({ status: 404, body: { refusal: 'setup-closed' } }),
    },
  })
  fill('Your name', 'Ada')
  fill('E-mail', 'ada@alder.example')
  fill('Password', 'long enough')
  press('Make the account')
  await screen.findByText('This link has been used. Sign in with the account that was made.')
  press('To the sign-in')
  screen.getByRole('heading', { name: 'Sign in to the desk at Alder Cycles' })
})

test('a refused account is told in the page’s own language, never in the desk’s words', async () => {
  await openConsole({
    setupToken: 'one-time-token',
    language: 'de',
    http: {
      'GET /api/session': () => ({
        status: 200,
        body: { agent: null, siteName: 'Alder Cycles', setupOpen: true },
      }),
      'POST /api/setup': () => ({
        status: 400,
        body: { refusal: 'bad-request', problems: ['This e-mail address has an account already.'] },
      }),
    },
  })
  fill('Ihr Name', 'Ada')
  fill('E-Mail', 'ada@alder')
  fill('Passwort', 'long enough')
  press('Konto anlegen')
  await screen.findByText('Schreiben Sie eine Adresse wie ada@example.com.')

  fill('E-Mail', 'ada@alder.example')
  press('Konto anlegen')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toBe(
    'Der Empfang hat diese Angaben nicht angenommen. Bitte prüfen und noch einmal versuchen.',
  )
})

test('signing out closes the connection and returns to the sign-in', async () => {
  const { asked, desk } = await openConsole({
    http: { 'DELETE /api/session': () => ({ status: 204 }) },
  })
  fireEvent.click(screen.getByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Sign out' }))
  await screen.findByRole('heading', { name: 'Sign in to the desk at Alder Cycles' })
  expect(asked.some((one) => one.method === 'DELETE' && one.path === '/api/session')).toBe(true)
  await waitFor(() => expect(desk.closed).toBe(true))
})

test('signing out without an answer does not claim to have signed out', async () => {
  const { session } = await openConsole({
    http: {
      'DELETE /api/session': () => {
        throw new TypeError('no network')
      },
    },
  })
  await session.signOut()
  await screen.findByText('The desk cannot be reached. Try again.')
  press('Try again')
  await screen.findByRole('heading', { name: 'Inbox' })
})

test('a session that ended returns to the sign-in, and what was written is there after it', async () => {
  const storage = memoryStorage()
  const { desk, session } = await openConsole({ rows: [mine('vera')], storage })
  fireEvent.click(await screen.findByRole('button', { name: /Words of vera/ }))
  const field = await screen.findByRole('textbox', { name: /^Reply to/ })
  fireEvent.input(field, { target: { value: 'Half a sentence' } })

  desk.refuse('not-signed-in')
  await screen.findByText(/Your session ended/)

  await session.signIn(ada.email, 'right-password')
  desk.goOnline()
  const again = await screen.findByRole('textbox', { name: /^Reply to/ })
  await waitFor(() => expect((again as HTMLTextAreaElement).value).toBe('Half a sentence'))
})

function signIn(password: string): void {
  fill('E-mail', 'ada@alder.example')
  fill('Password', password)
  press('Sign in')
}

function fill(label: string, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
}

function press(name: string): void {
  fireEvent.click(screen.getByRole('button', { name }))
}
