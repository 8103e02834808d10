// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { answer, fromAda, adaJoined, message } from '../support/entries.ts'
import { openPanel, press, type } from './open-panel.ts'

test('home greets, says who is in and lists what is asked most', async () => {
  const { see } = await openPanel()
  expect(see.getByRole('dialog', { name: 'Chat with Alder Cycles' })).toBeTruthy()
  expect(see.getByText('Hello. What can we help you with?')).toBeTruthy()
  expect(see.getByText('We usually reply in about 3 min')).toBeTruthy()
  expect(see.getByRole('button', { name: 'Where is my order?' })).toBeTruthy()
  expect(see.getByRole('button', { name: /Talk to a person\s*about 3 min/ })).toBeTruthy()
})

test('without enough real waits no wait is promised', async () => {
  const { see } = await openPanel({ desk: { usualWaitMs: null } })
  expect(see.getByText('Ada and Ben are here')).toBeTruthy()
  expect(see.getByRole('button', { name: 'Talk to a person' })).toBeTruthy()
})

test('when nobody is in, home says when somebody will be', async () => {
  const tomorrow = new Date()
  tomorrow.setDate(tomorrow.getDate() + 1)
  tomorrow.setHours(9, 0, 0, 0)
  const { see } = await openPanel({ desk: { agents: [], opensAt: tomorrow.getTime() } })
  expect(see.getByText('Back tomorrow at 9:00')).toBeTruthy()
  expect(see.getByRole('button', { name: /Write to a person\s*reply tomorrow/ })).toBeTruthy()
})

test('a question of the list is asked with its id and shown at once', async () => {
  const { see, desk, settled } = await openPanel()
  see.getByRole('button', { name: 'Where is my order?' }).click()
  expect(await see.findByRole('log')).toBeTruthy()
  expect(see.getByText('Where is my order?')).toBeTruthy()
  await settled(() =>
    expect(desk.asked('message:send')).toMatchObject([
      { conversationId: null, text: 'Where is my order?', faqId: 'order' },
    ]),
  )
})

test('the search marks what was typed, counts answers and offers to ask the assistant', async () => {
  const { see } = await openPanel()
  await type(see.getByRole('combobox'), 'change addr')
  expect(await see.findByText('2 answers')).toBeTruthy()
  const options = see.getAllByRole('option')
  expect(options.map((option) => option.textContent)).toEqual([
    'Can I change the delivery address?',
    'How do I change my e-mail address?',
    'Ask the assistant: “change addr”',
  ])
  expect([...(options[0]?.querySelectorAll('b') ?? [])].map((found) => found.textContent)).toEqual([
    'change',
    'addr',
  ])
})

test('arrows move through the answers and Enter asks the chosen one', async () => {
  const { see, desk, settled } = await openPanel()
  const field = see.getByRole('combobox')
  await type(field, 'change')
  await see.findByText('2 answers')
  await press(field, 'ArrowDown')
  await settled(() => expect(see.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true'))
  await press(field, 'ArrowUp')
  await settled(() => expect(see.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true'))
  await press(field, 'ArrowUp')
  await settled(() => expect(see.getAllByRole('option')[2]?.getAttribute('aria-selected')).toBe('true'))
  await press(field, 'Enter')
  await settled(() => expect(desk.asked('message:send')[0]?.text).toBe('change'))
  expect(desk.asked('message:send')[0]?.faqId).toBeUndefined()
})

test('an own conversation stands on home with what was said last', async () => {
  const { see, panel } = await openPanel({
    closed: true,
    entries: [message(1, 'Hello'), adaJoined(2), fromAda(3, 'I have moved your delivery to Thursday.')],
  })
  expect(await see.findByText('Ada from Alder Cycles')).toBeTruthy()
  panel.open()
  ;(await see.findByRole('button', { name: 'Back' })).click()
  expect(await see.findByText('Your conversation')).toBeTruthy()
  expect(see.getByText('I have moved your delivery to Thursday.')).toBeTruthy()
})

test('the way back leads home, and the conversation stays', async () => {
  const { see, toConversation } = await openPanel({
    entries: [message(1, 'Hello'), answer(2, '<p>Yes.</p>')],
  })
  await toConversation()
  see.getByRole('button', { name: 'Back' }).click()
  expect(await see.findByText('Your conversation')).toBeTruthy()
})
