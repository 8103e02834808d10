// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import type { Opinionated } from '../../protocol/agent.ts'
import { closeConsole, mine, noon, openConsole, rowOf } from './desk-page.tsx'
import type { FakeDesk } from './desk-page.tsx'

afterEach(closeConsole)

const opinions: Opinionated[] = [
  {
    conversation: rowOf('vera', { status: 'closed' }),
    opinions: [{ sequence: 4, at: noon, kind: 'praise', text: 'Best shop ever' }],
  },
  {
    conversation: rowOf('viktor'),
    opinions: [
      { sequence: 7, at: noon - 2_000, kind: 'distressed', text: 'I am desperate' },
      { sequence: 2, at: noon - 9_000, kind: 'angry', text: 'This is a disgrace' },
    ],
  },
]
const withOpinions = {
  setUp: (desk: FakeDesk) =>
    desk.answer('opinions:list', () => ({ ok: true, data: { found: opinions, hasEarlier: false } })),
}

const showOpinions = () => fireEvent.click(screen.getByRole('link', { name: 'Opinions' }))
const words = (name: string) =>
  within(screen.getByRole('list', { name: new RegExp(`^${name}`) }))
    .getAllByRole('link')
    .map((link) => link.querySelector('q')?.textContent)

test('praise and complaints stand on a page of their own, the latest first', async () => {
  await openConsole(withOpinions)
  showOpinions()
  await screen.findByText('Best shop ever')
  expect(words('Praise')).toEqual(['Best shop ever'])
  expect(words('Complaints')).toEqual(['I am desperate', 'This is a disgrace'])
  expect(screen.getByRole('link', { name: 'Opinions' }).getAttribute('aria-current')).toBe('page')
  expect(location.hash).toBe('#opinions')
})

test('an opinion leads to its conversation, and back to the list from there', async () => {
  await openConsole({ ...withOpinions, rows: [rowOf('viktor')] })
  showOpinions()
  fireEvent.click(await screen.findByRole('link', { name: /I am desperate/ }))
  await screen.findByRole('log')
  expect(location.hash).toBe('#conversation=viktor')
  fireEvent.click(screen.getByRole('link', { name: /^Inbox/ }))
  expect(screen.queryByRole('log')).toBeNull()
  expect(location.hash).toBe('')
})

test('the page opens by its address, and tells when there is nothing yet', async () => {
  history.replaceState(null, '', '#opinions')
  await openConsole({
    setUp: (desk) =>
      desk.answer('opinions:list', () => ({ ok: true, data: { found: [], hasEarlier: false } })),
  })
  await screen.findByText(/^None yet/)
})

test('a desk that does not answer is told, not hidden', async () => {
  await openConsole({
    setUp: (desk) => desk.answer('opinions:list', () => ({ ok: false, refusal: 'internal' })),
  })
  showOpinions()
  expect((await screen.findByRole('alert')).textContent).toContain('not up to date')
})

test('the list says in words why somebody is in line, and who is upset', async () => {
  await openConsole({
    rows: [
      rowOf('asker', { because: 'asked' }),
      rowOf('fury', { because: 'angry' }),
      mine('tears', { because: 'distressed' }),
      mine('calm', { because: 'asked' }),
    ],
  })
  await screen.findByRole('heading', { name: 'Waiting 2' })
  const rowWith = (text: string) => screen.getByRole('button', { name: new RegExp(`Words of ${text}`) })
  expect(rowWith('asker').textContent).toContain('Asked for a person')
  expect(rowWith('fury').textContent).toContain('Angry')
  expect(rowWith('tears').textContent).toContain('Distressed')
  expect(rowWith('calm').textContent).not.toContain('Asked')
})

test('a head start puts a row before those who joined less than that earlier', async () => {
  const minute = 60_000
  await openConsole({
    rows: [
      rowOf('long', { waitingSince: noon - 9 * minute }),
      rowOf('short', { waitingSince: noon - 2 * minute }),
      rowOf('fury', { waitingSince: noon - minute, because: 'angry', headStartMs: 3 * minute }),
    ],
  })
  await screen.findByRole('heading', { name: 'Waiting 3' })
  const rows = within(screen.getByRole('list', { name: /^Waiting/ })).getAllByRole('button')
  expect(rows.map((row) => /Words of (\w+)/.exec(row.textContent)?.[1])).toEqual(['long', 'fury', 'short'])
})

test('older opinions are read page by page, and those that stand there stay', async () => {
  const heard = (id: string, at: number): Opinionated => ({
    conversation: rowOf(id),
    opinions: [{ sequence: 1, at, kind: 'praise', text: `Praise of ${id}` }],
  })
  const { desk } = await openConsole({
    setUp: (fake) =>
      fake.answer('opinions:list', ({ before }) => ({
        ok: true,
        data: before
          ? { found: [heard('mina', noon - 9_000)], hasEarlier: false }
          : { found: [heard('vera', noon), heard('viktor', noon - 1_000)], hasEarlier: true },
      })),
  })
  showOpinions()
  fireEvent.click(await screen.findByRole('button', { name: 'Show earlier' }))
  await screen.findByText('Praise of mina')
  expect(words('Praise')).toEqual(['Praise of vera', 'Praise of viktor', 'Praise of mina'])
  expect(document.activeElement?.textContent).toContain('Praise of mina')
  expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull()
  expect(desk.asked('opinions:list')).toEqual([
    { before: null },
    { before: { at: noon - 1_000, id: 'viktor' } },
  ])
})

test('older opinions that cannot be read are told beside the button, which tries again', async () => {
  const latest = { ok: true, data: { found: opinions, hasEarlier: true } } as const
  const { desk } = await openConsole({
    setUp: (fake) =>
      fake.answer('opinions:list', ({ before }) => (before ? { ok: false, refusal: 'try-again' } : latest)),
  })
  showOpinions()
  fireEvent.click(await screen.findByRole('button', { name: 'Show earlier' }))
  const alert = await screen.findByRole('alert')
  const again = screen.getByRole('button', { name: 'Try again' })
  expect(again.parentElement?.contains(alert)).toBe(true)
  desk.answer('opinions:list', () => ({ ok: true, data: { found: [], hasEarlier: false } }))
  fireEvent.click(again)
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('what was said in a conversation that is deleted leaves the page', async () => {
  const { desk } = await openConsole(withOpinions)
  showOpinions()
  await screen.findByText('Best shop ever')
  desk.push('inbox:changed', { from: 1, version: 2, rows: [], removed: ['viktor'] })
  await waitFor(() => expect(screen.queryByText('I am desperate')).toBeNull())
  expect(words('Praise')).toEqual(['Best shop ever'])
})
