// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  ben,
  closeConsole,
  mine,
  minuteMs,
  noon,
  openConsole,
  rowOf,
  visitor,
  welcome,
} from './desk-page.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  closeConsole()
  vi.useRealTimers()
})

const list = (name: string) => within(screen.getByRole('list', { name: new RegExp(`^${name}`) }))
const names = (name: string) =>
  list(name)
    .getAllByRole('button')
    .map((row) => /Words of (\w+)/.exec(row.textContent)?.[1])

test('who waits longest stands first, and the wait turns brass at the goal and brick at twice the goal', async () => {
  await openConsole({
    rows: [
      rowOf('late', { waitingSince: noon - 11 * minuteMs }),
      rowOf('fresh', { waitingSince: noon - 1 * minuteMs }),
      rowOf('long', { waitingSince: noon - 6 * minuteMs }),
    ],
  })
  await screen.findByRole('heading', { name: 'Waiting 3' })
  expect(names('Waiting')).toEqual(['late', 'long', 'fresh'])
  expect(waitOf('11 min').className).toBe('wait wait--late')
  expect(waitOf('6 min').className).toBe('wait wait--long')
  expect(waitOf('1 min').className).toBe('wait')
})

test('the wait goes on by the server’s clock without a reload', async () => {
  await openConsole({ rows: [rowOf('vera', { waitingSince: noon - 4 * minuteMs - 30_000 })] })
  await screen.findByText('4 min')
  await act(() => void vi.advanceTimersByTime(31_000))
  expect(waitOf('5 min').className).toBe('wait wait--long')
})

test('each conversation stands in its section, by name, language and last word', async () => {
  await openConsole({
    rows: [
      rowOf('lyon', { language: 'fr', timeZone: 'Europe/Paris' }),
      mine('ours', {
        last: { by: { who: 'agent', agent: { id: 'ada', name: 'Ada' } }, text: 'Good ride', at: noon },
      }),
      rowOf('theirs', {
        status: 'agent',
        agent: ben,
        last: { by: { who: 'agent', agent: ben }, text: 'I ask the workshop', at: noon },
      }),
      rowOf('done', { status: 'closed', since: noon - minuteMs, timeZone: '' }),
      rowOf('yesterday', { status: 'closed', since: noon - 24 * 60 * minuteMs }),
      rowOf('with-bot', { status: 'bot' }),
    ],
  })
  const row = await screen.findByRole('button', { name: /Visitor from Paris/ })
  expect(row.textContent).toContain('FR')
  expect(list('Mine').getByRole('button').textContent).toContain('You: Good ride')
  // By themselves: cut at their own end, also where the list runs the other way.
  expect(list('Mine').getByText('Good ride').dir).toBe('auto')
  expect(list('With others').getByRole('button').textContent).toContain('Ben: I ask the workshop')
  expect(names('Closed today')).toEqual(['done'])
  expect(screen.queryByText(/Words of with-bot/)).toBeNull()
})

test('who left an address stands apart from the waiting line, with the address', async () => {
  await openConsole({ rows: [rowOf('vera', { email: 'vera@example.com' })] })
  await screen.findByRole('heading', { name: 'By e-mail 1' })
  list('By e-mail').getByText('vera@example.com')
  expect(screen.queryByRole('heading', { name: /^Waiting/ })).toBeNull()
  screen.getByRole('heading', { name: 'Nobody is waiting' })
})

test('a row moves while one looks, and the title tells how many wait', async () => {
  const { desk } = await openConsole({ rows: [rowOf('vera')] })
  await screen.findByRole('heading', { name: 'Waiting 1' })
  await waitFor(() => expect(document.title).toMatch(/^\(1\) Inbox/))

  void act(() =>
    desk.push('inbox:changed', {
      from: 1,
      version: 2,
      rows: [rowOf('vera', { status: 'agent', agent: ben })],
    }),
  )
  await screen.findByRole('heading', { name: 'With others 1' })
  expect(screen.queryByRole('heading', { name: /^Waiting/ })).toBeNull()
  expect(document.title).toMatch(/^Inbox/)
})

test('a gap between two changes asks for the list', async () => {
  const { desk } = await openConsole({ rows: [rowOf('vera')] })
  await screen.findByText('Words of vera')
  desk.answer('inbox:since', () => ({
    ok: true,
    data: { version: 4, rows: [rowOf('vera'), rowOf('viktor'), rowOf('mina')], hasEarlier: false },
  }))
  void act(() => desk.push('inbox:changed', { from: 3, version: 4, rows: [rowOf('mina')] }))
  await screen.findByText('Words of viktor')
  expect(desk.asked('inbox:since')).toEqual([{ version: 1 }])
})

test('the list is compared when the tab becomes visible and every 15 s', async () => {
  const { desk } = await openConsole({ rows: [rowOf('vera')] })
  await screen.findByText('Words of vera')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(desk.asked('inbox:since')).toHaveLength(1)
  await act(async () => void (await vi.advanceTimersByTimeAsync(15_000)))
  expect(desk.asked('inbox:since')).toHaveLength(2)
})

test('a list that cannot be compared three times says that it is not up to date', async () => {
  const { desk } = await openConsole({ rows: [rowOf('vera')] })
  await screen.findByText('Words of vera')
  desk.answer('inbox:since', () => ({ ok: false, refusal: 'internal' }))
  for (let time = 0; time < 3; time++) {
    document.dispatchEvent(new Event('visibilitychange'))
    await waitFor(() => expect(desk.asked('inbox:since').length).toBeGreaterThan(time))
  }
  await screen.findByText('The list is not up to date. Still trying.')
  desk.answer('inbox:since', () => ({ ok: true, data: null }))
  document.dispatchEvent(new Event('visibilitychange'))
  await waitFor(() => expect(screen.queryByText('The list is not up to date. Still trying.')).toBeNull())
})

test('a first welcome that got no answer is asked for again, and until then the list is said to be not up to date', async () => {
  let tries = 0
  const { desk } = await openConsole({
    setUp(fake) {
      fake.answer('desk:hello', () => {
        tries += 1
        return tries < 3 ? { ok: false, refusal: 'try-again' } : welcome([rowOf('vera')])
      })
    },
  })
  await screen.findByText('The list is not up to date. Still trying.')
  await screen.findByText('Words of vera', {}, { timeout: 3_000 })
  expect(screen.queryByText('The list is not up to date. Still trying.')).toBeNull()
  expect(desk.asked('desk:hello')).toHaveLength(3)
})

test('a new word in one’s own conversation is counted until it is opened', async () => {
  const { desk } = await openConsole({ rows: [mine('vera'), mine('viktor')] })
  fireEvent.click(await screen.findByRole('button', { name: /Words of vera/ }))
  await within(await screen.findByRole('log')).findByText('Words of vera')
  fireEvent.click(screen.getByRole('button', { name: /Words of viktor/ }))
  await screen.findByRole('log')
  void act(() =>
    desk.push('inbox:changed', {
      from: 1,
      version: 2,
      rows: [mine('vera', { head: 3, last: { by: visitor, text: 'Words of vera, two more', at: noon } })],
    }),
  )
  const row = await screen.findByRole('button', { name: /two more/ })
  within(row).getByText('2 new')
  fireEvent.click(row)
  await waitFor(() => expect(screen.queryByText('2 new')).toBeNull())
})

test('an empty desk says where to try it', async () => {
  await openConsole({ rows: [] })
  await screen.findByText(/in the demo shop, or on your own site/)
  screen.getByText(/<script async src=".*\/widget.js"><\/script>/)
})

test('away is told to the desk and shown', async () => {
  const { desk } = await openConsole({ rows: [] })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitemradio', { name: /^Away/ }))
  await screen.findByRole('button', { name: /Ada, away/ })
  expect(desk.asked('presence:set')).toEqual([{ available: false }])
})

test('a lost connection is said, and so is its return', async () => {
  const { desk } = await openConsole({ rows: [] })
  void act(() => desk.goOffline())
  await screen.findByText('No connection. What you write is kept and sent when it is back.')
  void act(() => desk.goOnline())
  await screen.findByText('Connected again.')
})

test('in Arabic the page runs right to left', async () => {
  await openConsole({ rows: [rowOf('vera')] })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitem', { name: /^Language/ }))
  fireEvent.click(screen.getByRole('button', { name: 'العربية' }))
  await screen.findByRole('heading', { name: 'الوارد' })
  expect(document.documentElement.dir).toBe('rtl')
  expect(document.documentElement.lang).toBe('ar')
})

function waitOf(text: string): HTMLElement {
  const wait = screen.getByText(text).closest<HTMLElement>('.wait')
  if (!wait) throw new Error(`no waiting time says ${text}`)
  return wait
}
