// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { InboxRow } from '../../protocol/agent.ts'
import { ada, closeConsole, mine, minuteMs, noon, openConsole, rowOf } from './desk-page.tsx'

afterEach(closeConsole)

const strike = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const heading = (name: string) => screen.findByRole('heading', { level: 2, name })

const rows = [
  rowOf('late', { timeZone: 'Europe/Paris', waitingSince: noon - 9 * minuteMs }),
  rowOf('fresh', { timeZone: 'Europe/Rome' }),
  mine('vera', { timeZone: 'Europe/Oslo' }),
]

test('J opens one’s own next conversation, then J and K go through the list', async () => {
  await openConsole({ rows })
  await screen.findByText('Words of vera')
  strike('j')
  await heading('Visitor from Oslo')
  strike('k')
  await heading('Visitor from Rome')
  strike('k')
  await heading('Visitor from Paris')
  strike('j')
  await heading('Visitor from Rome')
  expect(screen.getByRole('button', { current: true }).textContent).toContain('Rome')
})

test('T takes who waits longest', async () => {
  const { desk } = await openConsole({ rows })
  await screen.findByText('Words of late')
  strike('t')
  await waitFor(() => expect(desk.asked('conversation:take')).toMatchObject([{ conversationId: 'late' }]))
})

test('the list goes along to who is taken, and stays where it is when they are closed', async () => {
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView')
  onTestFinished(() => scrolled.mockRestore())
  const { desk } = await openConsole({ rows })
  const moves = (name: 'conversation:take' | 'conversation:close', from: number, row: Partial<InboxRow>) =>
    desk.answer(name, () => {
      desk.push('inbox:changed', { from, version: from + 1, rows: [rowOf('late', row)] })
      return { ok: true, data: { sequence: from + 1 } }
    })
  moves('conversation:take', 1, { status: 'agent', agent: { id: ada.id, name: ada.name } })
  moves('conversation:close', 2, { status: 'closed', since: Date.now() })
  await screen.findByText('Words of late')
  strike('t')
  await screen.findByRole('heading', { name: 'Mine 2' })
  const inMine = screen.getByRole('list', { name: 'Mine 2' })
  await waitFor(() => expect(inMine.contains(scrolled.mock.contexts.at(-1) as Element)).toBe(true))
  scrolled.mockClear()

  strike('Escape')
  strike('e')
  await screen.findByRole('heading', { name: 'Closed today 1' })
  await new Promise(requestAnimationFrame)
  expect(scrolled).not.toHaveBeenCalled()
})

test('R and N begin a reply and a note, E closes, and none of them does so while one types', async () => {
  const { desk } = await openConsole({ rows })
  await screen.findByText('Words of vera')
  strike('j')
  await heading('Visitor from Oslo')
  strike('r')
  const reply = await screen.findByRole('textbox', { name: /^Reply to/ })
  await waitFor(() => expect(document.activeElement).toBe(reply))
  for (const key of ['e', 'j', 't', '?']) strike(key)
  expect(desk.asked('conversation:close')).toEqual([])
  expect(screen.queryByRole('dialog')).toBeNull()

  strike('Escape')
  strike('n')
  const note = await screen.findByRole('textbox', { name: 'Note for your team' })
  await waitFor(() => expect(document.activeElement).toBe(note))
  strike('Escape')
  strike('e')
  await waitFor(() => expect(desk.asked('conversation:close')).toHaveLength(1))
})

test('keys work by their place on a keyboard without Latin letters, and never with Control', async () => {
  await openConsole({ rows })
  await screen.findByText('Words of vera')
  strike('j', { ctrlKey: true })
  expect(screen.queryByRole('log')).toBeNull()
  strike('ت', { code: 'KeyJ' })
  await heading('Visitor from Oslo')
})

test('? lists the keys, and there they can be switched off', async () => {
  await openConsole({ rows })
  await screen.findByText('Words of vera')
  strike('?')
  await screen.findByRole('dialog', { name: 'Keys' })
  screen.getByText('Take this one, or the next in line')
  fireEvent.click(screen.getByRole('checkbox', { name: 'Single letters do something' }))
  fireEvent.click(screen.getByRole('button', { name: 'Close the list of keys' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  strike('j')
  expect(screen.queryByRole('log')).toBeNull()
})
