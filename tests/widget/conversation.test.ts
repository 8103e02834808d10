// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Reply } from '../../protocol/refusals.ts'
import type { Done, Sent } from '../../protocol/visitor.ts'
import {
  ada,
  adaClosed,
  adaJoined,
  answer,
  choices,
  fromAda,
  message,
  move,
  offer,
} from '../support/entries.ts'
import { conversationId, openPanel, press, type } from './open-panel.ts'

const done = (sequence: number): Reply<Done> => ({ ok: true, data: { sequence } })

async function asking(text: string) {
  const opened = await openPanel()
  await type(opened.see.getByRole('combobox'), text)
  await press(opened.see.getByRole('combobox'), 'Enter')
  await opened.settled(() => expect(opened.desk.asked('message:send').length).toBe(1))
  return opened
}

test('the assistant answers, and "Did this help?" becomes what the visitor said', async () => {
  const { see, desk, push, append, settled } = await asking('can i still change where my bike gets delivered')
  push(answer(2, '<p>Yes, until the parcel leaves our workshop.</p>'))
  expect(await see.findByText('Yes, until the parcel leaves our workshop.')).toBeTruthy()
  desk.answer('answer:rate', ({ of, helped, requestId }) =>
    done(append({ kind: 'feedback', sequence: 3, id: requestId, at: 1, by: { who: 'visitor' }, of, helped })),
  )
  see.getByRole('button', { name: 'Yes' }).click()
  expect(await see.findByText('Glad it did.')).toBeTruthy()
  expect(see.queryByRole('button', { name: 'No' })).toBeNull()
  await settled(() =>
    expect(desk.asked('answer:rate')).toMatchObject([{ conversationId, of: 2, helped: true }]),
  )
})

test('an answer that did not help is followed by the way to a person', async () => {
  const { see, desk, push, append } = await asking('refund')
  push(answer(2, '<p>Refunds take 3 days.</p>'))
  desk.answer('answer:rate', ({ of, helped, requestId }) =>
    done(
      append(
        { kind: 'feedback', sequence: 3, id: requestId, at: 1, by: { who: 'visitor' }, of, helped },
        offer(4, 'did-not-help'),
      ) - 1,
    ),
  )
  ;(await see.findByRole('button', { name: 'No' })).click()
  expect(await see.findByText('You said this did not help.')).toBeTruthy()
  expect(await see.findByText('A person can help you with this.')).toBeTruthy()
})

test('what people ask next stands under the last answer, and is asked as a question of the FAQ', async () => {
  const { see, desk, push, settled } = await asking('refund')
  const followUps = [{ faqId: 'returns', question: 'How do returns work?' }]
  const feedback = { kind: 'feedback', id: 'f', at: 1, by: { who: 'visitor' }, of: 2, helped: true } as const
  push({ ...answer(2, '<p>Refunds take 3 days.</p>'), followUps }, { ...feedback, sequence: 3 })
  const row = await see.findByRole('button', { name: 'How do returns work?' })
  expect(row.className).toBe('choice__button')
  row.click()
  await settled(() => expect(see.queryByRole('button', { name: 'How do returns work?' })).toBeNull())
  await settled(() =>
    expect(desk.asked('message:send')[1]).toMatchObject({ text: 'How do returns work?', faqId: 'returns' }),
  )
  push({ ...answer(5, '<p>Send it back.</p>'), followUps })
  expect(await see.findByRole('button', { name: 'How do returns work?' })).toBeTruthy()
  push(move(6, 'handoff-requested', 'waiting'))
  await settled(() => expect(see.queryByRole('button', { name: 'How do returns work?' })).toBeNull())
})

test('one of the choices can be picked once', async () => {
  const { see, desk, push, append, settled } = await asking('money back?')
  push(choices(2, 'When do I get my refund?', 'How do returns work?'))
  expect(await see.findByText('I am not sure what you mean.')).toBeTruthy()
  desk.answer('choice:pick', ({ of, faqId, requestId }) =>
    done(
      append({
        kind: 'choice',
        sequence: 3,
        id: requestId,
        at: 1,
        by: { who: 'visitor' },
        of,
        faqId,
        question: 'How do returns work?',
      }),
    ),
  )
  const row = see.getByRole('button', { name: 'How do returns work?' })
  row.click()
  row.click()
  await settled(() => expect(see.getAllByText('How do returns work?').length).toBe(2))
  expect(desk.asked('choice:pick')).toMatchObject([{ of: 2, faqId: 'faq-2' }])
  expect(see.getByRole('button', { name: 'None of these' }).hasAttribute('disabled')).toBe(true)
})

test('"None of these" is said, and a person is offered', async () => {
  const { see, desk, push, append } = await asking('money back?')
  push(choices(2, 'When do I get my refund?'))
  desk.answer('choice:pick', ({ of, requestId }) =>
    done(
      append(
        {
          kind: 'choice',
          sequence: 3,
          id: requestId,
          at: 1,
          by: { who: 'visitor' },
          of,
          faqId: null,
          question: null,
        },
        offer(4, 'none-of-these'),
      ) - 1,
    ),
  )
  ;(await see.findByRole('button', { name: 'None of these' })).click()
  expect(await see.findByText('Then I have no answer to that. A person can help.')).toBeTruthy()
})

test('with no answer there is one way to a person on the screen, and one to ask again', async () => {
  const { see, push, settled, root } = await asking('do you insure bikes against theft')
  push(offer(2))
  expect(await see.findByText('I have no answer to that. A person can help.')).toBeTruthy()
  expect(see.getAllByRole('button', { name: /Talk to a person/ }).length).toBe(1)
  see.getByRole('button', { name: 'Ask in other words' }).click()
  await settled(() => expect(root.activeElement).toBe(see.getByRole('textbox', { name: 'Message' })))
})

test('talking to a person leads into the line, with the place and an estimate only if there is one', async () => {
  const { see, desk, push, append, settled } = await asking('hello')
  push(answer(2, '<p>Hello.</p>'))
  desk.answer('handoff:request', ({ requestId }): Reply<Sent> => {
    append({ ...move(3, 'handoff-requested', 'waiting'), id: requestId })
    return { ok: true, data: { conversationId, sequence: 3, at: 1 } }
  })
  ;(await see.findByRole('button', { name: 'Talk to a person' })).click()
  expect(await see.findByText('You asked for a person')).toBeTruthy()
  expect(see.getByText('Ada and Ben are answering')).toBeTruthy()
  desk.push('place:changed', {
    conversationId,
    place: { position: 2, waitedMs: 0, estimateMs: 180_000 },
  })
  expect(await see.findByText('2nd')).toBeTruthy()
  expect(see.getByText('3 min')).toBeTruthy()
  desk.push('place:changed', {
    conversationId,
    place: { position: 1, waitedMs: 0, estimateMs: null },
  })
  expect(await see.findByText('You are next.')).toBeTruthy()
  expect(see.queryByText('estimated wait')).toBeNull()
  await settled(() => expect(desk.asked('handoff:request').length).toBe(1))
})

test('a place whose news got lost is read again', async () => {
  const { see, desk, toConversation } = await openPanel({
    entries: [message(1, 'Hello'), move(2, 'handoff-requested', 'waiting')],
  })
  desk.answer('place:read', () => ({
    ok: true,
    data: { place: { position: 2, waitedMs: 0, estimateMs: null } },
  }))
  await toConversation()
  expect(await see.findByText('Finding your place in line…')).toBeTruthy()
  expect(await see.findByText('2nd', {}, { timeout: 10_000 })).toBeTruthy()
}, 15_000)

test('a wait longer than was said is admitted', async () => {
  const { see, toConversation } = await openPanel({
    entries: [
      message(1, 'Hello'),
      move(2, 'handoff-requested', 'waiting', { who: 'visitor' }, { promisedMs: 180_000 }),
    ],
    place: { position: 1, waitedMs: 300_000, estimateMs: 180_000 },
  })
  await toConversation()
  expect(see.getByText('5 min')).toBeTruthy()
  expect(see.getByText('so far, we said 3 min')).toBeTruthy()
  expect(see.getByText('This takes longer than we said. You can leave your e-mail.')).toBeTruthy()
})

test('a visitor whose clock is hours off reads their wait and not that', async () => {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => now + 5 * 60 * 60_000)
  onTestFinished(() => void vi.restoreAllMocks())
  const { see, toConversation } = await openPanel({
    entries: [
      message(1, 'Hello'),
      move(2, 'handoff-requested', 'waiting', { who: 'visitor' }, { promisedMs: 180_000 }),
    ],
    place: { position: 1, waitedMs: 60_000, estimateMs: 120_000 },
  })
  await toConversation()
  expect(see.getByText('2 min')).toBeTruthy()
  expect(see.queryByText('This takes longer than we said. You can leave your e-mail.')).toBeNull()
})

test('the visitor may stop waiting', async () => {
  const { see, desk, append, toConversation } = await openPanel({
    entries: [message(1, 'Hello'), move(2, 'handoff-requested', 'waiting')],
    place: { position: 1, waitedMs: 0, estimateMs: null },
  })
  await toConversation()
  desk.answer('waiting:stop', ({ requestId }) =>
    done(append({ ...move(3, 'waiting-stopped', 'bot'), id: requestId })),
  )
  see.getByRole('button', { name: 'Stop waiting' }).click()
  expect(await see.findByText('You stopped waiting. Your messages are still here.')).toBeTruthy()
  expect(see.queryByRole('button', { name: 'Stop waiting' })).toBeNull()
})

test('an agent joins, writes, and is seen writing', async () => {
  const { see, desk, push, toConversation, settled } = await openPanel({
    entries: [message(1, 'I was charged twice.'), move(2, 'handoff-requested', 'waiting')],
  })
  await toConversation()
  push(adaJoined(3))
  expect(await see.findByText('Ada joined at 14:03')).toBeTruthy()
  expect(see.getByPlaceholderText('Write to Ada…')).toBeTruthy()
  desk.push('typing:changed', { conversationId, agent: ada, typing: true })
  expect(await see.findByRole('img', { name: 'Ada is writing' })).toBeTruthy()
  push(fromAda(4, 'Hello, Ada here.'))
  expect(await see.findByText('Hello, Ada here.')).toBeTruthy()
  await settled(() => expect(see.queryByRole('img', { name: 'Ada is writing' })).toBeNull())
})

test('what the visitor writes to a person is told as typing', async () => {
  const { see, desk, toConversation } = await openPanel({ entries: [message(1, 'Hello'), adaJoined(2)] })
  await toConversation()
  await type(see.getByRole('textbox', { name: 'Message' }), 'Tha')
  expect(desk.told).toEqual([{ name: 'typing:set', input: { conversationId, typing: true } }])
})

test('an own message stands there at once, says when it was sent, and is there once', async () => {
  const { see, desk, toConversation, push, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  let acknowledge: (reply: Reply<Sent>) => void = () => {}
  desk.answer('message:send', () => new Promise((resolve) => (acknowledge = resolve)))
  const field = see.getByRole('textbox', { name: 'Message' })
  await type(field, 'Order 48213')
  await press(field, 'Enter')
  expect(await see.findByText('Order 48213')).toBeTruthy()
  expect(see.getByText('On its way')).toBeTruthy()
  await settled(() => expect(desk.asked('message:send').length).toBe(1))
  const { messageId = '' } = desk.asked('message:send')[0] ?? {}
  const at = new Date(2026, 2, 2, 14, 2).getTime()
  acknowledge({ ok: true, data: { conversationId, sequence: 3, at } })
  expect(await see.findByText('Sent 14:02')).toBeTruthy()
  push({ ...message(3, 'Order 48213'), id: messageId, at })
  expect(see.getAllByText('Order 48213').length).toBe(1)
  expect(see.queryByText('On its way')).toBeNull()
})

test('the last own turn says when a person has seen it, and calmly', async () => {
  const { see, desk, toConversation, push, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2), message(3, 'Order 48213')],
  })
  await toConversation()
  expect(await see.findByText(/^Sent /)).toBeTruthy()
  const at = new Date(2026, 2, 2, 14, 5).getTime()
  // Again until the part that listens has come.
  await settled(() => {
    desk.push('seen:changed', { conversationId, seen: { sequence: 3, at } })
    expect(see.queryByText('Seen 14:05')).toBeTruthy()
  })
  expect(see.getByText('Seen 14:05').closest('[aria-live]')?.getAttribute('aria-live')).toBe('off')
  expect(see.queryByText(/^Sent /)).toBeNull()
  push(message(4, 'And the helmet'))
  expect(await see.findByText(/^Sent /)).toBeTruthy()
  desk.push('seen:changed', { conversationId, seen: { sequence: 3, at } })
  desk.push('seen:changed', { conversationId: 'another-conversation', seen: { sequence: 4, at } })
  expect(await see.findByText(/^Sent /)).toBeTruthy()
  expect(see.queryByText(/^Seen /)).toBeNull()
})

test('what was seen while the panel was closed stands there when it opens', async () => {
  const { see, desk, toConversation } = await openPanel({ entries: [message(1, 'Hello'), adaJoined(2)] })
  const seen = { sequence: 1, at: new Date(2026, 2, 2, 14, 5).getTime() }
  desk.answer('transcript:since', () => ({ ok: true, data: { entries: [], head: 2, seen } }))
  await toConversation()
  expect(await see.findByText('Seen 14:05')).toBeTruthy()
})

test('what an agent wrote is told as seen when the visitor has it before them, once', async () => {
  const { desk, see, toConversation, push, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2), fromAda(3, 'Hello, Ada here.')],
  })
  expect(desk.told).toEqual([])
  await toConversation()
  const told = () => desk.told.filter(({ name }) => name === 'seen:set').map(({ input }) => input)
  await settled(() => expect(told()).toEqual([{ conversationId, sequence: 3 }]))
  push(fromAda(4, 'I can see both charges.'))
  expect(await see.findByText('I can see both charges.')).toBeTruthy()
  await settled(() => expect(told().at(-1)).toEqual({ conversationId, sequence: 4 }))
  expect(told()).toHaveLength(2)
})

test('a message that cannot be sent keeps its text and can be tried again or deleted', async () => {
  const { see, desk, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  desk.answer('message:send', () => ({ ok: false, refusal: 'bad-request' }))
  const field = see.getByRole('textbox', { name: 'Message' })
  await type(field, 'Can I swap the helmet?')
  await press(field, 'Enter')
  expect(await see.findByText('Not sent.')).toBeTruthy()
  see.getByRole('button', { name: 'Try again' }).click()
  await settled(() => expect(desk.asked('message:send').length).toBe(2))
  const ids = desk.asked('message:send').map((input) => input.messageId)
  expect(ids[0]).toBe(ids[1])
  ;(await see.findByRole('button', { name: 'Delete' })).click()
  await settled(() => expect(see.queryByText('Can I swap the helmet?')).toBeNull())
})

test('offline it says so, keeps what is written, and sends it once when the connection is back', async () => {
  const { see, desk, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  desk.goOffline()
  expect(await see.findByText('No connection.')).toBeTruthy()
  const field = see.getByRole('textbox', { name: 'Message' })
  await type(field, 'The blue one, please.')
  await press(field, 'Enter')
  expect(await see.findByText('Will be sent')).toBeTruthy()
  desk.goOnline()
  await settled(() => expect(see.queryByText('Will be sent')).toBeNull())
  await settled(() => expect(desk.asked('message:send').length).toBe(1))
  expect(see.queryByText('No connection.')).toBeNull()
  expect(see.getAllByText('The blue one, please.').length).toBe(1)
})

test('Shift Enter and an input method do not send', async () => {
  const { see, desk, toConversation } = await openPanel({ entries: [message(1, 'Hello'), adaJoined(2)] })
  await toConversation()
  const field = see.getByRole('textbox', { name: 'Message' })
  await type(field, 'half a sen')
  await press(field, 'Enter', { shiftKey: true })
  await press(field, 'Enter', { isComposing: true })
  // Safari ends the composition before it tells of the key that ended it.
  await press(field, 'Enter', { keyCode: 229 })
  expect(desk.asked('message:send')).toEqual([])
})

test('what people write is text, and only web addresses become links', async () => {
  const { see, toConversation } = await openPanel({
    entries: [
      message(1, 'Hello'),
      adaJoined(2),
      fromAda(3, '<img src=x onerror=alert(1)> see https://example.com/a.'),
    ],
  })
  await toConversation()
  expect(see.getByText(/<img src=x/)).toBeTruthy()
  const link = see.getByRole('link', { name: 'https://example.com/a' })
  expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
})

test('a closed conversation asks for a rating, takes it once and thanks for it', async () => {
  const { see, desk, push, append, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  push(adaClosed(3))
  expect(await see.findByText('Ada closed the conversation at 14:03')).toBeTruthy()
  expect(see.queryByRole('textbox', { name: 'Message' })).toBeNull()
  expect(await see.findByText('How did Ada do?')).toBeTruthy()
  const send = see.getByRole('button', { name: 'Send rating' })
  expect(send.hasAttribute('disabled')).toBe(true)
  see.getByRole('button', { name: '4' }).click()
  await settled(() =>
    expect(see.getByRole('button', { name: '4' }).getAttribute('aria-pressed')).toBe('true'),
  )
  await type(see.getByRole('textbox', { name: /do better/ }), 'Fine')
  desk.answer('conversation:rate', ({ rating, comment, requestId }) =>
    done(
      append({ kind: 'rating', sequence: 4, id: requestId, at: 1, by: { who: 'visitor' }, rating, comment }),
    ),
  )
  send.click()
  send.click()
  expect(await see.findByText('Thank you. You gave 4 of 5.')).toBeTruthy()
  expect(desk.asked('conversation:rate')).toMatchObject([{ rating: 4, comment: 'Fine' }])
  expect(see.queryByText('How did Ada do?')).toBeNull()
})

test('"Ask something else" goes home and begins a new conversation', async () => {
  const { see, desk, push, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  push(adaClosed(3))
  ;(await see.findByRole('button', { name: 'Ask something else' })).click()
  expect(await see.findByText('Asked most')).toBeTruthy()
  expect(see.queryByText('Your conversation')).toBeNull()
  see.getByRole('button', { name: 'Where is my order?' }).click()
  await settled(() => expect(desk.asked('message:send')[0]?.conversationId).toBeNull())
})

test('the transcript can be saved as text', async () => {
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) saved.push(blob)
    return 'blob:x'
  })
  const { see, push, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  push(fromAda(3, 'Size M is on its way.'), adaClosed(4))
  ;(await see.findByRole('button', { name: 'Save as text' })).click()
  await settled(() => expect(saved.length).toBe(1))
  const text = await saved[0]?.text()
  expect(text).toContain('[14:01] You: Hello')
  expect(text).toContain('[14:02] Ada joined at 14:02')
  expect(text).toContain('[14:03] Ada: Size M is on its way.')
})

test('a push that was lost is caught up with when the next one shows the gap', async () => {
  const { see, push, append, toConversation } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  append(fromAda(3, 'lost'))
  push(fromAda(4, 'heard'))
  expect(await see.findByText('heard')).toBeTruthy()
  expect(see.getByText('lost')).toBeTruthy()
})

test('"End" ends the conversation it was pressed in, however often it is tried', async () => {
  const { see, desk, toConversation, settled } = await openPanel({
    entries: [message(1, 'Hello'), adaJoined(2)],
  })
  await toConversation()
  desk.answer('conversation:close', () => {
    desk.push('transcript:grew', { conversationId, entries: [adaClosed(3)] })
    desk.push('transcript:grew', { conversationId: 'conversation-2', entries: [message(1, 'From there')] })
    return { ok: false, refusal: 'try-again' }
  })
  see.getByRole('button', { name: 'More' }).click()
  ;(await see.findByRole('menuitem', { name: /End/ })).click()
  expect(await see.findByText('From there')).toBeTruthy()
  desk.answer('conversation:close', () => done(3))
  await settled(() => expect(desk.asked('conversation:close').length).toBe(2))
  expect(desk.asked('conversation:close').map((input) => input.conversationId)).toEqual([
    conversationId,
    conversationId,
  ])
  await settled(() => expect(see.getByText('From there')).toBeTruthy())
  expect(desk.asked('transcript:since').filter((input) => input.conversationId !== conversationId)).toEqual(
    [],
  )
})
