// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { Reply } from '../../protocol/refusals.ts'
import type { Sent } from '../../protocol/visitor.ts'
import { message, move } from '../support/entries.ts'
import { emailProblem } from '../../widget/email-check.ts'
import { conversationId, openPanel, type } from './open-panel.ts'

test('when nobody is in, the way to a person begins with the address, and the place is kept', async () => {
  const { see, desk, append, settled } = await openPanel({ desk: { agents: [], opensAt: null } })
  desk.answer('handoff:request', ({ requestId }): Reply<Sent> => {
    append({ ...move(1, 'handoff-requested', 'waiting'), id: requestId })
    return { ok: true, data: { conversationId, sequence: 1, at: 1 } }
  })
  see.getByRole('button', { name: 'Write to a person' }).click()
  expect(await see.findByText('We will write to you')).toBeTruthy()
  await settled(() => expect(desk.asked('handoff:request').length).toBe(1))
  const email = see.getByRole('textbox', { name: /Your e-mail/ })
  await type(email, 'vera@example')
  expect(see.queryByText('The ending is missing, such as .com')).toBeNull()
  email.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  expect(await see.findByText('The ending is missing, such as .com')).toBeTruthy()
  expect(email.getAttribute('aria-invalid')).toBe('true')
  await type(see.getByRole('textbox', { name: 'What should we know?' }), 'I was charged twice. Order 48213.')
  await type(email, 'vera@example.com')
  desk.answer('email:leave', ({ requestId, email: address }) => {
    append({ ...move(2, 'email-left', 'waiting', { who: 'visitor' }, { email: address }), id: requestId })
    return { ok: true, data: { sequence: 2 } }
  })
  see.getByRole('button', { name: 'Send to Alder Cycles' }).click()
  await settled(() =>
    expect(see.getAllByText('Thank you. We write to vera@example.com.').length).toBeGreaterThan(0),
  )
  expect(desk.asked('message:send')).toMatchObject([{ text: 'I was charged twice. Order 48213.' }])
  expect(desk.asked('email:leave')).toMatchObject([{ conversationId, email: 'vera@example.com' }])
  expect(see.getByText('I was charged twice. Order 48213.')).toBeTruthy()
})

test('an address that cannot be one is not sent, and the sentence says what to change', async () => {
  const { see, desk, toConversation } = await openPanel({
    entries: [message(1, 'Hello'), move(2, 'handoff-requested', 'waiting')],
    place: { position: 1, waitedMs: 0, estimateMs: null },
  })
  await toConversation()
  ;(await see.findByRole('button', { name: 'Leave your e-mail instead' })).click()
  ;(await see.findByRole('button', { name: 'Send to Alder Cycles' })).click()
  expect(await see.findByText('Write your address, as in vera@example.com')).toBeTruthy()
  expect(desk.asked('email:leave')).toEqual([])
})

test('what stood in the message field comes along, and "Keep waiting here" brings it back', async () => {
  const { see, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), move(2, 'handoff-requested', 'waiting')],
  })
  await toConversation()
  await type(see.getByRole('textbox', { name: 'Message' }), 'half a thought')
  ;(await see.findByRole('button', { name: 'Leave your e-mail instead' })).click()
  const note = await see.findByRole('textbox', { name: 'What should we know?' })
  expect(note).toHaveProperty('value', 'half a thought')
  see.getByRole('button', { name: 'Keep waiting here' }).click()
  await settled(() =>
    expect(see.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'half a thought'),
  )
})

test.each([
  ['', 'empty'],
  ['vera', 'at'],
  ['@example.com', 'name'],
  ['vera@example', 'ending'],
  ['vera@example.c', 'ending'],
  ['vera @example.com', 'other'],
  ['a@b@example.com', 'other'],
  ['vera@example..com', 'other'],
  [' vera@example.com ', null],
  ['vera+shop@mail.example.co.uk', null],
])('the address %j has the problem %j', (typed, problem) => {
  expect(emailProblem(typed)).toBe(problem)
})

test('when somebody joins while the address is being written, the form gives way and the words stay', async () => {
  const { see, desk, append, push } = await openPanel({ desk: { agents: [], opensAt: null } })
  desk.answer('handoff:request', ({ requestId }): Reply<Sent> => {
    append({ ...move(1, 'handoff-requested', 'waiting'), id: requestId })
    return { ok: true, data: { conversationId, sequence: 1, at: 1 } }
  })
  see.getByRole('button', { name: 'Write to a person' }).click()
  await type(await see.findByRole('textbox', { name: 'What should we know?' }), 'I was charged twice.')
  push(move(2, 'agent-joined', 'agent', { who: 'system' }, { agent: { id: 'ada', name: 'Ada' } }))
  const field = await see.findByRole('textbox', { name: 'Message' })
  expect(see.queryByText('We will write to you')).toBeNull()
  expect((field as HTMLTextAreaElement).value).toBe('I was charged twice.')
  expect(desk.asked('email:leave')).toEqual([])
})
