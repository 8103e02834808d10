// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InboxRow } from '../../protocol/agent.ts'
import { closeConsole, minuteMs, noon, openConsole, rowOf, welcome } from './desk-page.tsx'
import type { FakeDesk } from './desk-page.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  closeConsole()
  vi.useRealTimers()
})

const dayMs = 24 * 60 * minuteMs
const closed = (id: string, daysAgo: number) => rowOf(id, { status: 'closed', since: noon - daysAgo * dayMs })
const names = (name: string) =>
  within(screen.getByRole('list', { name: new RegExp(`^${name}`) }))
    .getAllByRole('button')
    .map((row) => /Words of (\w+)/.exec(row.textContent)?.[1])
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

/** A desk with these rows in its inbox, and pages of those closed before. */
const withPages = (rows: InboxRow[], ...pages: InboxRow[][]) => ({
  setUp(desk: FakeDesk) {
    let read = 0
    desk.answer('desk:hello', () => welcome(rows, true))
    desk.answer('closed:list', () => {
      const page = pages[read++] ?? []
      return { ok: true, data: { rows: page, hasEarlier: read < pages.length } }
    })
  },
})

test('what was closed before today is read back page by page, and the keyboard goes on at the first of it', async () => {
  const rows = [rowOf('vera'), closed('today', 0.1), closed('yesterday', 1)]
  const { desk } = await openConsole(
    withPages(rows, [closed('two', 2), closed('three', 3)], [closed('four', 4)]),
  )
  await screen.findByText('Words of vera')
  expect(screen.queryByText('Words of yesterday')).toBeNull()
  press('Show earlier')
  await screen.findByText('Words of three')
  expect(names('Closed earlier')).toEqual(['yesterday', 'two', 'three'])
  expect(document.activeElement?.textContent).toContain('Words of yesterday')
  expect(names('Closed today')).toEqual(['today'])
  press('Show earlier')
  await screen.findByText('Words of four')
  expect(document.activeElement?.textContent).toContain('Words of four')
  expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull()
  expect(desk.asked('closed:list')).toEqual([
    { before: { since: noon - dayMs, startedAt: noon - 10 * minuteMs, id: 'yesterday' } },
    { before: { since: noon - 3 * dayMs, startedAt: noon - 10 * minuteMs, id: 'three' } },
  ])
})

test('a row that was read back is live: opened again it moves, and a list that comes anew leaves it there', async () => {
  const { desk } = await openConsole(
    withPages([closed('yesterday', 1)], [closed('two', 2), closed('three', 3)]),
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Show earlier' }))
  await screen.findByText('Words of three')
  void act(() => desk.push('inbox:changed', { from: 1, version: 2, rows: [rowOf('two')] }))
  await screen.findByRole('heading', { name: 'Waiting 1' })
  expect(names('Closed earlier')).toEqual(['yesterday', 'three'])
  desk.answer('inbox:since', () => ({ ok: true, data: { version: 3, rows: [], hasEarlier: true } }))
  document.dispatchEvent(new Event('visibilitychange'))
  await waitFor(() => expect(screen.queryByRole('heading', { name: /^Waiting/ })).toBeNull())
  expect(names('Closed earlier')).toEqual(['yesterday', 'three'])
  expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull()
})

test('a row that was read back goes when its conversation is deleted, and so does one of the live list', async () => {
  const { desk } = await openConsole(
    withPages([rowOf('vera'), closed('yesterday', 1)], [closed('two', 2), closed('three', 3)]),
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Show earlier' }))
  await screen.findByText('Words of three')
  const removed = ['two', 'yesterday', 'never-shown']
  void act(() => desk.push('inbox:changed', { from: 1, version: 2, rows: [], removed }))
  await waitFor(() => expect(names('Closed earlier')).toEqual(['three']))
  expect(screen.queryByText('Words of vera')).not.toBeNull()
})

test('a desk without anything earlier has no door to it, and one that cannot read it says so', async () => {
  await openConsole({ rows: [rowOf('vera')] })
  await screen.findByText('Words of vera')
  expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull()
  closeConsole()

  const failing = await openConsole(withPages([], [closed('two', 2)]))
  failing.desk.answer('closed:list', () => ({ ok: false, refusal: 'try-again' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Show earlier' }))
  await screen.findByRole('alert')
  failing.desk.answer('closed:list', () => ({
    ok: true,
    data: { rows: [closed('two', 2)], hasEarlier: false },
  }))
  press('Try again')
  await screen.findByText('Words of two')
  expect(screen.queryByRole('alert')).toBeNull()
})
