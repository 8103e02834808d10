// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { adaJoined, message, move } from '../support/entries.ts'
import { conversationId, openPanel, press } from './open-panel.ts'

async function withMenu() {
  const opened = await openPanel({ entries: [message(1, 'Hello'), adaJoined(2)] })
  await opened.toConversation()
  const more = opened.see.getByRole('button', { name: 'More' })
  more.click()
  await opened.see.findByRole('menu', { name: 'More' })
  return { ...opened, more }
}

test('the menu has the focus, arrows go round in it, and Escape closes the menu alone', async () => {
  const { see, root, more, settled } = await withMenu()
  const [sound, end] = [
    see.getByRole('menuitemcheckbox', { name: 'Sound' }),
    see.getByRole('menuitem', { name: 'End the conversation' }),
  ]
  await settled(() => expect(root.activeElement).toBe(sound))
  expect(more.getAttribute('aria-expanded')).toBe('true')
  await press(sound, 'ArrowDown')
  expect(root.activeElement).toBe(end)
  await press(end, 'ArrowDown')
  expect(root.activeElement).toBe(sound)
  await press(sound, 'Escape')
  await settled(() => expect(see.queryByRole('menu')).toBeNull())
  expect(see.getByRole('dialog')).toBeTruthy()
  expect(root.activeElement).toBe(more)
  expect(more.getAttribute('aria-expanded')).toBe('false')
})

test('the sound stays off until it is turned on again', async () => {
  const { see, stored, settled } = await withMenu()
  const sound = see.getByRole('menuitemcheckbox', { name: 'Sound' })
  expect(sound.getAttribute('aria-checked')).toBe('true')
  sound.click()
  await settled(() => expect(sound.getAttribute('aria-checked')).toBe('false'))
  expect(stored('silence')).toBe('1')
  sound.click()
  await settled(() => expect(sound.getAttribute('aria-checked')).toBe('true'))
  expect(stored('silence')).toBeNull()
})

test('the visitor may end the conversation, and is asked how it was', async () => {
  const { see, desk, append } = await withMenu()
  desk.answer('conversation:close', ({ requestId }) => ({
    ok: true,
    data: { sequence: append({ ...move(3, 'closed', 'closed', { who: 'visitor' }), id: requestId }) },
  }))
  see.getByRole('menuitem', { name: 'End the conversation' }).click()
  expect(await see.findByText('How did Ada do?')).toBeTruthy()
  expect(desk.asked('conversation:close')).toMatchObject([{ conversationId }])
  expect(see.queryByRole('button', { name: 'More' })).toBeNull()
})
