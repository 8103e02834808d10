// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { visitorKeyPattern } from '../../protocol/limits.ts'
import { adaClosed, adaJoined, answer, fromAda, message } from '../support/entries.ts'
import { conversationId, openPanel, press, type } from './open-panel.ts'

test('Escape closes and the focus returns to the launcher', async () => {
  const { see, panel, launcher, root, settled } = await openPanel()
  expect(launcher.getAttribute('aria-expanded')).toBe('true')
  await press(see.getByRole('combobox'), 'Escape')
  await settled(() => expect(see.queryByRole('dialog')).toBeNull())
  expect(root.activeElement).toBe(launcher)
  expect(launcher.getAttribute('aria-expanded')).toBe('false')
  panel.open()
  await settled(() => expect(root.activeElement).toBe(see.getByRole('combobox')))
})

test('nothing is stored before the visitor acts, then a key that lasts', async () => {
  const { see, stored, settled } = await openPanel()
  expect(localStorage.length).toBe(0)
  see.getByRole('button', { name: 'Where is my order?' }).click()
  await settled(() => expect(stored('key')).toMatch(visitorKeyPattern))
})

test('a tab that acts second takes over the key of the first', async () => {
  const { see, desk, settled } = await openPanel()
  const first = 'k'.repeat(43)
  localStorage.setItem('frontdesk:key:http://desk.example/', first)
  see.getByRole('button', { name: 'Where is my order?' }).click()
  await settled(() => expect(desk.auth).toEqual({ key: first }))
  await settled(() => expect(desk.asked('message:send').length).toBe(1))
})

test('a tab that has not acted follows the one that does', async () => {
  const { desk } = await openPanel()
  otherTabStores('another:name', 'k'.repeat(43))
  otherTabStores('frontdesk:key:http://desk.example/', 'not a key')
  expect(desk.auth).toBeUndefined()
  otherTabStores('frontdesk:key:http://desk.example/', 'k'.repeat(43))
  expect(desk.auth).toEqual({ key: 'k'.repeat(43) })
})

test('a tab with an open conversation keeps the key that it was begun with', async () => {
  const { see, desk, stored, settled } = await openPanel()
  see.getByRole('button', { name: 'Where is my order?' }).click()
  await settled(() => expect(stored('shown')).toBe(conversationId))
  otherTabStores('frontdesk:key:http://desk.example/', 'k'.repeat(43))
  expect(desk.auth).toBeUndefined()
})

function otherTabStores(name: string, value: string): void {
  localStorage.setItem(name, value)
  window.dispatchEvent(new StorageEvent('storage', { key: name, newValue: value }))
}

test('the page is told to fetch the panel by itself only while a conversation is open or unread', async () => {
  const { see, push, stored, toConversation, settled } = await openPanel()
  expect(stored('open')).toBeNull()
  see.getByRole('button', { name: 'Where is my order?' }).click()
  await settled(() => expect(stored('open')).toBe('1'))
  expect(stored('shown')).toBe(conversationId)
  see.getByRole('button', { name: 'Back' }).click()
  await see.findByText('Your conversation')
  push(answer(2, '<p>Yes.</p>'), fromAda(3, 'And a helmet.'), adaClosed(4))
  await see.findByText('And a helmet.')
  expect(stored('open')).toBe('1')
  await toConversation()
  await settled(() => expect(stored('open')).toBeNull())
  // It has not been rated yet.
  expect(stored('shown')).toBe(conversationId)
})

const ended = [message(1, 'Hello'), adaJoined(2), fromAda(3, 'Size M is on its way.'), adaClosed(4)]
const key = 'k'.repeat(43)

test('what an agent wrote before they closed reaches a visitor who was away, and so does the rating', async () => {
  const { see, desk, panel, launcher, stored, settled } = await openPanel({
    entries: ended,
    stored: { key, open: '1', shown: conversationId },
    closed: true,
  })
  await settled(() => expect(launcher.querySelector('.launcher__badge')?.textContent).toBe('1'))
  expect(desk.asked('desk:hello')).toMatchObject([{ conversationId, after: 0 }])
  expect(stored('open')).toBe('1')
  panel.open()
  await see.findByRole('log')
  expect(see.getByText('Size M is on its way.')).toBeTruthy()
  expect(await see.findByText('How did Ada do?')).toBeTruthy()
})

test('an ended conversation stands on the home screen until the visitor starts again', async () => {
  const { see, desk, stored, toConversation, settled } = await openPanel({
    entries: ended,
    stored: { key, shown: conversationId, read: `${conversationId} 3` },
  })
  expect(await see.findByText('Ada closed the conversation at 14:04')).toBeTruthy()
  expect(stored('open')).toBeNull()
  await toConversation()
  expect(await see.findByText('How did Ada do?')).toBeTruthy()
  desk.goOffline()
  ;(await see.findByRole('button', { name: 'Ask something else' })).click()
  await see.findByText('Asked most')
  expect(stored('shown')).toBeNull()
  desk.goOnline()
  await settled(() => expect(desk.asked('desk:hello').length).toBe(2))
  expect(desk.asked('desk:hello')[1]?.conversationId).toBeNull()
  expect(see.queryByText('Your conversation')).toBeNull()
})

test('once it has been read and rated an ended conversation is not kept', async () => {
  const { stored, settled } = await openPanel({
    entries: [
      ...ended,
      { kind: 'rating', sequence: 5, id: 'r', at: 1, by: { who: 'visitor' }, rating: 4, comment: '' },
    ],
    stored: { key, shown: conversationId, read: `${conversationId} 3` },
  })
  await settled(() => expect(stored('shown')).toBeNull())
})

test('what is no id is not asked for', async () => {
  const { desk } = await openPanel({ stored: { key, shown: '1' } })
  expect(desk.asked('desk:hello')[0]?.conversationId).toBeNull()
})

test('an agent’s reply while the panel is closed is counted, previewed and opens the conversation', async () => {
  const { see, push, panel, launcher, announce, settled } = await openPanel({
    closed: true,
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await settled(() => expect(launcher.getAttribute('aria-label')).toBe('Open chat'))
  push(fromAda(3, 'I have moved your delivery to Thursday.'))
  expect(await see.findByText('Ada from Alder Cycles')).toBeTruthy()
  expect(launcher.getAttribute('aria-label')).toBe('Open chat, 1 unread message')
  expect(launcher.querySelector('.launcher__badge')?.textContent).toBe('1')
  expect(announce).toHaveBeenCalledWith('unread', 1)
  panel.open()
  expect(await see.findByText('New')).toBeTruthy()
  await settled(() => expect(launcher.querySelector('.launcher__badge')).toBeNull())
})

test('a preview can be dismissed and does not come back for the same message', async () => {
  const { see, push, launcher, settled } = await openPanel({
    closed: true,
    entries: [message(1, 'Hello'), adaJoined(2), fromAda(3, 'First')],
  })
  ;(await see.findByRole('button', { name: 'Dismiss' })).click()
  await settled(() => expect(see.queryByText('First')).toBeNull())
  expect(launcher.querySelector('.launcher__badge')?.textContent).toBe('1')
  push(fromAda(4, 'Second'))
  expect(await see.findByText('Second')).toBeTruthy()
})

test('more than nine unread messages are "9+"', async () => {
  const { launcher, settled } = await openPanel({
    closed: true,
    entries: [
      message(1, 'Hello'),
      adaJoined(2),
      ...Array.from({ length: 12 }, (_, index) => fromAda(index + 3, 'x')),
    ],
  })
  await settled(() => expect(launcher.querySelector('.launcher__badge')?.textContent).toBe('9+'))
})

test('in Arabic the panel speaks Arabic, from right to left, with its own digits', async () => {
  const { see, root } = await openPanel({
    site: { language: 'ar', name: 'دراجات ألدر', greeting: 'أهلًا بك. كيف نساعدك؟' },
  })
  expect(await see.findByText('نردّ عادةً خلال ٣ دقائق تقريبًا')).toBeTruthy()
  const desk = root.querySelector('.desk')
  expect(desk?.getAttribute('dir')).toBe('rtl')
  expect(desk?.getAttribute('lang')).toBe('ar')
})

test('in German the panel speaks German', async () => {
  const { see } = await openPanel({ site: { language: 'de' } })
  expect(await see.findByRole('button', { name: /Mit einem Menschen sprechen/ })).toBeTruthy()
})

test('the draft stays when the visitor goes home and comes back', async () => {
  const { see, toConversation } = await openPanel({ entries: [message(1, 'Hello'), adaJoined(2)] })
  await toConversation()
  await type(see.getByRole('textbox', { name: 'Message' }), 'not yet')
  see.getByRole('button', { name: 'Back' }).click()
  await toConversation()
  expect(see.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'not yet')
})

test('a refused connection is said calmly', async () => {
  const { see, desk } = await openPanel()
  desk.refuse('not-signed-in')
  expect(await see.findByText('The chat is not available here right now.')).toBeTruthy()
})

test('what has been attached is detached', async () => {
  const { panel, root, desk, launcher } = await openPanel()
  panel.destroy()
  expect(root.querySelector('.place-of-panel')).toBeNull()
  expect(desk.closed).toBe(true)
  expect(launcher.querySelector('.launcher__badge')).toBeNull()
})

test('what is read in another tab is read here', async () => {
  const { launcher, root, push, settled, stored } = await openPanel({
    closed: true,
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  push(fromAda(3, 'One'), fromAda(4, 'Two'))
  await settled(() => expect(root.querySelector('.launcher__badge')?.textContent).toBe('2'))
  // As the other tab writes it, and the browser tells this one.
  localStorage.setItem('frontdesk:read:http://desk.example/', `${conversationId} 4`)
  window.dispatchEvent(new Event('storage'))
  await settled(() => expect(launcher.querySelector('.launcher__badge')).toBeNull())
  push(fromAda(5, 'Three'))
  await settled(() => expect(root.querySelector('.launcher__badge')?.textContent).toBe('1'))
  expect(stored('read')).toBe(`${conversationId} 4`)
})

test.each([
  ['once', {}, 1],
  ['not at all with the sound off', { silence: '1' }, 0],
])(
  'what comes while nobody looks is sounded %s; what was there before never is',
  async (_, stored, times) => {
    const played = vi.fn()
    const node = { frequency: {}, connect: () => node, start: played, stop: () => {} }
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }
    const loudspeaker = {
      currentTime: 0,
      createOscillator: () => node,
      createGain: () => ({ gain, connect() {} }),
    }
    vi.stubGlobal('AudioContext', function AudioContext() {
      return loudspeaker
    })
    Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: true }, configurable: true })
    const { see, push } = await openPanel({
      closed: true,
      stored,
      entries: [message(1, 'Hello'), adaJoined(2), fromAda(3, 'Before')],
    })
    expect(await see.findByText('Before')).toBeTruthy()
    expect(played).not.toHaveBeenCalled()
    push(fromAda(4, 'Now'))
    expect(await see.findByText('Now')).toBeTruthy()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(played).toHaveBeenCalledTimes(times)
  },
)
