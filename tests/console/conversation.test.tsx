// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { AgentRequests } from '../../protocol/agent.ts'
import type { Answer, Choices, Move, Offer } from '../../protocol/conversation.ts'
import {
  ada,
  ben,
  closeConsole,
  memoryStorage,
  messageOf,
  mine,
  minuteMs,
  noon,
  openConsole,
  rowOf,
  visitor,
} from './desk-page.tsx'
import type { FakeDesk, PageOptions } from './desk-page.tsx'

afterEach(closeConsole)

const bot = { who: 'bot' } as const
const face = { id: ada.id, name: ada.name }
const log = () => within(screen.getByRole('log'))
const adaSays = (sequence: number, text: string) => messageOf(sequence, text, { who: 'agent', agent: face })
/** As when somebody changes to another tab of their browser, and back. */
const setHidden = (hidden: boolean) =>
  act(() => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

/** The console with the one conversation "vera" open. */
async function openVera(options: PageOptions = {}) {
  const page = await openConsole({ rows: [rowOf('vera')], ...options })
  fireEvent.click(await screen.findByRole('button', { name: /Words of vera/ }))
  await screen.findByRole('log')
  return page
}

test('taking a conversation makes it one’s own, and the reply goes out once', async () => {
  const { desk } = await openVera()
  desk.answer('conversation:take', () => {
    desk.push('inbox:changed', { from: 1, version: 2, rows: [mine('vera', { head: 2 })] })
    return letTake(desk)
  })
  desk.answer('message:send', () => ({
    ok: true,
    data: { conversationId: 'vera', sequence: 3, at: Date.now() },
  }))

  press('Take')
  const field = await screen.findByRole('textbox', { name: /^Reply to/ })
  await waitFor(() => expect(document.activeElement).toBe(field))
  log().getByText(/^You took the conversation at/)

  fireEvent.input(field, { target: { value: 'Hello Vera' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await log().findByText('Hello Vera')
  expect(desk.asked('message:send')).toMatchObject([{ conversationId: 'vera', text: 'Hello Vera' }])
  expect(log().getAllByText('Hello Vera')).toHaveLength(1)
  expect((field as HTMLTextAreaElement).value).toBe('')
})

test('the second agent to take a conversation is told who has it', async () => {
  const { desk } = await openVera()
  desk.answer('conversation:take', () => ({ ok: false, refusal: 'already-taken', agent: ben }))
  press('Take')
  const told = await screen.findByText('Ben has just taken this one.')
  expect(told.closest('[role=status]')).not.toBeNull()
  void act(() =>
    desk.push('inbox:changed', {
      from: 1,
      version: 2,
      rows: [rowOf('vera', { status: 'agent', agent: ben })],
    }),
  )
  await screen.findByRole('heading', { name: 'With others 1' })
  screen.getByText('Ben answers here. You can leave a note.')
})

test('a take that got no answer asks again with the same request', async () => {
  const { desk } = await openVera()
  press('Take')
  await screen.findByText('Not done: no answer from the desk. Try again.')
  press('Take')
  await waitFor(() => expect(desk.asked('conversation:take')).toHaveLength(2))
  const [first, second] = desk.asked('conversation:take')
  expect(second?.requestId).toBe(first?.requestId)
})

test('a move that is pressed while the connection is lost happens once, when it is back', async () => {
  const { desk } = await openVera()
  desk.answer('conversation:take', () => letTake(desk))
  void act(() => desk.goOffline())
  press('Take')
  press('Take')
  expect(desk.asked('conversation:take')).toEqual([])
  await act(() => desk.goOnline())
  await screen.findByRole('textbox', { name: /^Reply to/ })
  expect(desk.asked('conversation:take')).toHaveLength(1)
  expect(screen.queryByText(/^Not done/)).toBeNull()
})

test('a move whose answer was cut off asks again with the same request when the connection is back', async () => {
  const { desk } = await openVera()
  desk.answer('conversation:take', () => {
    desk.answer('conversation:take', () => letTake(desk))
    desk.goOffline()
    return { ok: false, refusal: 'try-again' }
  })
  press('Take')
  await waitFor(() => expect(desk.asked('conversation:take')).toHaveLength(1))
  await act(() => desk.goOnline())
  await screen.findByRole('textbox', { name: /^Reply to/ })
  const [first, second] = desk.asked('conversation:take')
  expect(second?.requestId).toBe(first?.requestId)
})

test('that a move was not done is told until the connection is back, and no longer', async () => {
  const { desk } = await openVera()
  press('Take')
  await screen.findByText(/^Not done/)
  void act(() => desk.goOffline())
  screen.getByText(/^Not done/)
  await act(() => desk.goOnline())
  expect(screen.queryByText(/^Not done/)).toBeNull()
  // Told as not done, it is not done behind the agent's back either.
  expect(desk.asked('conversation:take')).toHaveLength(1)
})

test('a move that was done although its answer was lost is not told as not done', async () => {
  const { desk } = await openVera()
  press('Take')
  await screen.findByText(/^Not done/)
  void act(() => desk.push('inbox:changed', { from: 1, version: 2, rows: [mine('vera')] }))
  await screen.findByRole('textbox', { name: /^Reply to/ })
  expect(screen.queryByText(/^Not done/)).toBeNull()
})

test('the same move from another standing is another request', async () => {
  const { desk } = await openVera()
  press('Take')
  await screen.findByText(/^Not done/)
  void act(() => desk.push('inbox:changed', { from: 1, version: 2, rows: [mine('vera')] }))
  await screen.findByRole('textbox', { name: /^Reply to/ })
  void act(() => desk.push('inbox:changed', { from: 2, version: 3, rows: [rowOf('vera')] }))
  await screen.findByRole('button', { name: 'Take' })
  press('Take')
  await waitFor(() => expect(desk.asked('conversation:take')).toHaveLength(2))
  const [first, second] = desk.asked('conversation:take')
  expect(second?.requestId).not.toBe(first?.requestId)
})

test('a note goes to the team and never to the visitor', async () => {
  const { desk } = await openVera()
  desk.answer('note:add', () => ({ ok: true, data: { conversationId: 'vera', sequence: 1, at: Date.now() } }))
  fireEvent.click(screen.getByRole('tab', { name: 'Note' }))
  const field = await screen.findByRole('textbox', { name: 'Note for your team' })
  expect(field.closest('.write--note')).not.toBeNull()
  fireEvent.input(field, { target: { value: 'It is a hold' } })
  press('Add note')
  await log().findByText('It is a hold')
  expect(desk.asked('note:add')).toMatchObject([{ conversationId: 'vera', text: 'It is a hold' }])
  expect(desk.asked('message:send')).toEqual([])
  expect(desk.told.filter(({ name }) => name === 'typing:set')).toEqual([])
})

test('notes of others stand among the messages by time, marked as notes', async () => {
  const note = { sequence: 1, id: 'n1', at: noon - 5 * minuteMs + 2.5, by: ben, text: 'Ask the workshop' }
  await openVera({
    open: {
      vera: { entries: [messageOf(1, 'one'), messageOf(2, 'two'), messageOf(3, 'three')], notes: [note] },
    },
  })
  await log().findByText('three')
  expect(screen.getByRole('log').textContent).toMatch(
    /two.*Note, only your team sees it.*Ask the workshop.*three/,
  )
})

test.each([
  ['Release to the line', 'conversation:release'],
  ['Hand back to the assistant', 'conversation:return'],
] as const)('"%s" in the menu asks %s', async (item, name) => {
  const { desk } = await openVera({ rows: [mine('vera')] })
  desk.answer(name, () => ({ ok: true, data: { sequence: 2 } }))
  press('More')
  fireEvent.click(screen.getByRole('menuitem', { name: new RegExp(`^${item}`) }))
  await waitFor(() => expect(desk.asked(name)).toMatchObject([{ conversationId: 'vera' }]))
})

test('closing needs no second question, because it can be reopened', async () => {
  const { desk } = await openVera({ rows: [mine('vera')] })
  movesTo(desk, 'conversation:close', { status: 'closed', since: Date.now(), agent: null })
  press('Close')
  await screen.findByText('Closed. Reopen it to reply.')
  screen.getByRole('heading', { name: 'Closed today 1' })

  movesTo(desk, 'conversation:reopen', { status: 'agent', since: Date.now() + 1, agent: face })
  press('Reopen')
  await screen.findByRole('textbox', { name: /^Reply to/ })
})

test('a conversation that is not reopened says that the visitor has another one', async () => {
  const { desk } = await openVera({ rows: [rowOf('vera', { status: 'closed', since: Date.now() })] })
  desk.answer('conversation:reopen', () => ({ ok: false, refusal: 'move-not-allowed' }))
  press('Reopen')
  await screen.findByText('Not reopened: the visitor has another conversation open.')
})

test('what was begun is kept for each conversation', async () => {
  await openConsole({ rows: [mine('vera'), mine('viktor')] })
  fireEvent.click(await screen.findByRole('button', { name: /Words of vera/ }))
  fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'For Vera' } })
  press(/Words of viktor/)
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe(''))
  press(/Words of vera/)
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('For Vera'))
})

test('a refused message keeps its text and can be tried again', async () => {
  const { desk } = await openVera({ rows: [mine('vera')] })
  desk.answer('message:send', () => ({ ok: false, refusal: 'not-yours', agent: ben }))
  const field = await screen.findByRole('textbox')
  fireEvent.input(field, { target: { value: 'Kept words' } })
  press('Send')
  await screen.findByText('Not sent: the conversation is not with you.')
  log().getByText('Kept words')

  desk.answer('message:send', () => ({
    ok: true,
    data: { conversationId: 'vera', sequence: 2, at: Date.now() },
  }))
  press('Try again')
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull())
  const ids = desk.asked('message:send').map((one) => one.messageId)
  expect(new Set(ids).size).toBe(1)
  expect(log().getAllByText('Kept words')).toHaveLength(1)
})

test('a message written offline goes out after a reload, with the conversation not even open', async () => {
  const storage = memoryStorage()
  const first = await openVera({ rows: [mine('vera')], storage })
  void act(() => first.desk.goOffline())
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Sent later' } })
  press('Send')
  await screen.findByText('Will be sent')
  closeConsole()

  const { desk } = await openConsole({ rows: [mine('vera')], storage })
  await waitFor(() =>
    expect(desk.asked('message:send')).toMatchObject([{ conversationId: 'vera', text: 'Sent later' }]),
  )
})

test('the card tells why the conversation came and what the assistant tried', async () => {
  const at = noon - 4 * minuteMs
  const answer: Answer = {
    ...{
      kind: 'answer',
      sequence: 2,
      id: 'message-1:reply',
      at,
      by: bot,
      faqId: 'refund',
      question: 'When is my refund here?',
    },
    ...{ text: 'Within five days.', html: '<p>Within five days.</p>' },
    match: {
      decision: 'answer',
      ranked: [
        { faqId: 'refund', question: 'When is my refund here?', confidence: 0.58 },
        { faqId: 'returns', question: 'How do returns work?', confidence: 0.41 },
      ],
      spoke: { words: ['money', 'back'], near: 'when do I get my money' },
    },
  }
  const handoff: Move = { kind: 'move', move: 'handoff-requested', because: 'did-not-help', status: 'waiting', sequence: 4, id: 'h', at, by: visitor } // prettier-ignore
  await openVera({
    open: {
      vera: {
        entries: [
          messageOf(1, 'money back?'),
          answer,
          { kind: 'feedback', sequence: 3, id: 'f', at, by: visitor, of: 2, helped: false },
          handoff,
        ],
      },
    },
  })
  await screen.findByText('An answer did not help')
  screen.getByRole('heading', { name: 'What the assistant tried' })
  screen.getByRole('img', { name: 'Confidence 0.58' })
  screen.getByText('How do returns work?')
  expect(screen.getByText('Words that fit:').textContent).toBe('Words that fit: money, back')
  expect(screen.getByText('Similar to:').textContent).toBe('Similar to: when do I get my money')
  expect(screen.getAllByRole('link', { name: '/orders/48213' })[0]?.getAttribute('href')).toBe(
    'https://shop.example/orders/48213',
  )
  await log().findByText('Within five days.')
  log().getByText('Did not help')
})

test('agents read what the visitor writes in, what was said about it, and what a short question was understood with', async () => {
  const at = noon - 4 * minuteMs
  const after = { faqId: 'refund', question: 'When is my refund here?' }
  const answer: Answer = {
    ...{ kind: 'answer', sequence: 2, id: 'message-1:reply', at, by: bot, faqId: 'returns' },
    ...{ question: 'How do returns work?', text: 'By post.', html: '<p>By post.</p>', language: 'en' },
    match: { decision: 'answer', ranked: [], after },
  }
  const offer: Offer = {
    ...{ kind: 'offer', sequence: 3, id: 'message-1:language', at, by: bot, because: 'other-language' },
    ...{ text: 'Il n’y a pas encore de réponses.', language: 'fr', match: null },
  }
  const rows = [rowOf('vera', { writesIn: 'fr' })]
  await openVera({ rows, open: { vera: { entries: [messageOf(1, 'et comment ?'), answer, offer] } } })
  expect(screen.getByTitle('Writes in French').textContent).toBe('FR')
  const [writes] = await screen.findAllByText('Writes in French', { selector: 'dd' })
  expect(writes?.nextElementSibling?.textContent).toBe('Answers')
  expect(writes?.nextElementSibling?.nextElementSibling?.textContent).toBe('English')
  log().getByText('Understood as going on from “When is my refund here?”')
  log().getByText('Offered a person: no answers in the visitor’s language.')
  expect(log().getByText('Il n’y a pas encore de réponses.').lang).toBe('fr')
  expect(log().getByText('How do returns work?').lang).toBe('en')
})

test('what a visitor wrote with a rating is read as their message, line by line', async () => {
  const comment = 'Friendly.\nBut late: https://shop.example/orders/48213.'
  const rating = { kind: 'rating', rating: 2, comment, sequence: 2, id: 'r', at: noon, by: visitor } as const
  const rows = [rowOf('vera', { status: 'closed', since: Date.now(), rating: 2 })]
  await openVera({ rows, open: { vera: { entries: [messageOf(1, 'Hello'), rating] } } })
  const told = await log().findByText('Rated 2 of 5')
  const said = log().getByText(/^Friendly/)
  expect(told.contains(said)).toBe(false)
  expect(said.textContent).toBe(comment)
  expect(said.parentElement?.parentElement?.textContent).toContain('Visitor12:00')
  within(said).getByRole('link', { name: 'https://shop.example/orders/48213' })
})

test('who became angry in the line is said to be angry, whatever they joined it for', async () => {
  const rows = [rowOf('vera', { because: 'angry' })]
  await openVera({ rows, open: { vera: { handoff: { at: noon, because: 'asked', waitedMs: null } } } })
  await screen.findByText('The visitor is angry')
})

test('choices are shown with what the visitor picked', async () => {
  const choices: Choices = {
    ...{ kind: 'choices', sequence: 2, id: 'c', at: noon - 4 * minuteMs, by: bot },
    choices: [
      { faqId: 'refund', question: 'When is my refund here?' },
      { faqId: 'returns', question: 'How do returns work?' },
    ],
    match: { decision: 'choose', ranked: [] },
  }
  const none = { kind: 'choice', sequence: 3, id: 'p', at: noon - 3 * minuteMs, by: visitor, of: 2, faqId: null, question: null } as const // prettier-ignore
  await openVera({ open: { vera: { entries: [messageOf(1, 'money back?'), choices, none] } } })
  await log().findByText('Offered 2 answers')
  log().getByText('How do returns work?')
  log().getByText('Chose none of these')
})

test('after a lost connection a conversation longer than a page goes on at once', async () => {
  const entries = [messageOf(1, 'one'), messageOf(2, 'two'), messageOf(3, 'three')]
  const notes = [1, 2, 3].map((sequence) => ({ sequence, id: `n${sequence}`, at: noon, by: ben, text: `note ${sequence}` })) // prettier-ignore
  const first = { entries: entries.slice(0, 2), head: 3, notes: notes.slice(0, 2), noteHead: 3 }
  const { desk } = await openVera({
    open: { vera: first },
    setUp(fake) {
      fake.answer('transcript:since', ({ after }) => ({
        ok: true,
        data: { entries: entries.slice(after), head: entries.length },
      }))
      fake.answer('notes:since', ({ after }) => ({
        ok: true,
        data: { notes: notes.slice(after), noteHead: notes.length },
      }))
    },
  })
  await log().findByText('three')
  await log().findByText('note 3')

  void act(() => desk.goOffline())
  entries.push(messageOf(4, 'four'))
  notes.push({ sequence: 4, id: 'n4', at: noon, by: ben, text: 'note 4' })
  Object.assign(first, { head: 4, noteHead: 4 })
  void act(() => desk.goOnline())
  // Well before a failed try would be repeated.
  await log().findByText('four', {}, { timeout: 200 })
  await log().findByText('note 4', {}, { timeout: 200 })
  expect(desk.asked('conversation:open')).toHaveLength(2)
  expect(desk.asked('transcript:since').map(({ after }) => after)).toEqual([2, 3])
  expect(desk.asked('notes:since').map(({ after }) => after)).toEqual([2, 3])
})

test('the agent sees what the visitor has seen, under the last turn only', async () => {
  const entries = [
    messageOf(1, 'Hello'),
    adaSays(2, 'Hello, Ada here.'),
    messageOf(3, 'Thanks'),
    adaSays(4, 'Gladly.'),
  ]
  const seen = (sequence: number) => ({ conversationId: 'vera', seen: { sequence, at: noon } })
  const { desk } = await openVera({ rows: [mine('vera')], open: { vera: { entries, head: 4 } } })
  await log().findByText('Gladly.')
  void act(() => desk.push('seen:changed', seen(2)))
  expect(log().queryByText(/, seen$/)).toBeNull()
  void act(() => desk.push('seen:changed', seen(4)))
  const mark = await log().findByText(/, seen$/)
  expect(mark.getAttribute('aria-live')).toBe('off')
  void act(() =>
    desk.push('transcript:grew', { conversationId: 'vera', entries: [adaSays(5, 'One more thing.')] }),
  )
  await log().findByText('One more thing.')
  expect(log().queryByText(/, seen$/)).toBeNull()
})

test('what the visitor wrote is told as seen while the agent looks at it', async () => {
  const { desk } = await openVera({
    rows: [mine('vera')],
    open: { vera: { entries: [messageOf(1, 'Hello')], head: 1 } },
  })
  await log().findByText('Hello')
  const told = () => desk.told.filter(({ name }) => name === 'seen:set').map(({ input }) => input)
  await waitFor(() => expect(told()).toEqual([{ conversationId: 'vera', sequence: 1 }]))
  void setHidden(true)
  void act(() =>
    desk.push('transcript:grew', { conversationId: 'vera', entries: [messageOf(2, 'Still there?')] }),
  )
  await log().findByText('Still there?')
  void setHidden(false)
  await waitFor(() => expect(told().at(-1)).toEqual({ conversationId: 'vera', sequence: 2 }))
  expect(told()).toHaveLength(2)
})

test('the visitor’s typing shows until their message is here', async () => {
  const { desk } = await openVera({ rows: [mine('vera')] })
  void act(() => desk.push('typing:changed', { conversationId: 'vera', typing: true }))
  await screen.findByText('Visitor from Stockholm is writing')
  void act(() =>
    desk.push('transcript:grew', { conversationId: 'vera', entries: [messageOf(2, 'Here it is')] }),
  )
  await log().findByText('Here it is')
  expect(screen.queryByText(/is writing$/)).toBeNull()
})

test('a page address that is no web address is no link', async () => {
  await openVera({ open: { vera: { page: { url: 'javascript:alert(1)', title: '' } } } })
  expect(screen.queryByRole('link', { name: /alert/ })).toBeNull()
})

test('a conversation opens in browsers of 2023 too, which take an address apart in one way only', async () => {
  const young = vi.spyOn(URL, 'parse').mockImplementation(() => {
    throw new TypeError('URL.parse is not a function')
  })
  onTestFinished(() => young.mockRestore())
  await openVera()
  expect(screen.getAllByRole('link', { name: '/orders/48213' })).not.toEqual([])
})

test('what was closed on another day says on which, above its words too', async () => {
  const since = new Date(new Date().getFullYear() - 1, 2, 12, 14).getTime()
  const words = { ...messageOf(1, 'Words of vera'), at: since }
  location.hash = '#conversation=vera'
  await openConsole({
    rows: [rowOf('vera', { status: 'closed', since })],
    open: { vera: { entries: [words] } },
  })
  const day = `12 March ${new Date(since).getFullYear()}`
  await screen.findByRole('log')
  await log().findByText(day)
  expect(screen.getAllByText(`Closed on ${day}`).length).toBeGreaterThan(0)
})

test('a web address in what anybody wrote is a link that tells the other side nothing', async () => {
  const notes = [{ id: 'n', sequence: 1, at: noon, by: face, text: 'See https://alder.example/holds.' }]
  const entries = [messageOf(1, 'Here: https://alder.example/orders/48213, please')]
  await openVera({ open: { vera: { entries, notes } } })
  const link = await log().findByRole('link', { name: 'https://alder.example/orders/48213' })
  expect(link.getAttribute('rel')).toContain('noreferrer')
  expect(link.getAttribute('target')).toBe('_blank')
  log().getByRole('link', { name: 'https://alder.example/holds' })
})

test('the visitor’s drawer closes when the focus leaves it or Escape is pressed, and gives the focus back', async () => {
  await openVera()
  const opener = screen.getByRole('button', { name: 'Visitor details' })
  const close = screen.getByRole('button', { name: 'Close the details' })
  const isShown = () => screen.getByRole('complementary').classList.contains('visitor--shown')
  const ways = [
    () => screen.getByRole('link', { name: 'Opinions' }).focus(),
    () => fireEvent.keyDown(document.body, { key: 'Escape' }),
  ]
  for (const leave of ways) {
    opener.focus()
    fireEvent.click(opener)
    await waitFor(() => expect(document.activeElement).toBe(close))
    expect(isShown()).toBe(true)
    leave()
    await waitFor(() => expect(isShown()).toBe(false))
    await waitFor(() => expect(document.activeElement).toBe(opener))
  }
})

test('opening takes the focus to the conversation, and Escape leaves the field', async () => {
  await openVera({ rows: [mine('vera')] })
  const heading = screen.getByRole('heading', { name: 'Visitor from Stockholm' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  const field = screen.getByRole('textbox')
  field.focus()
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(document.activeElement).toBe(heading)
})

function movesTo(
  desk: FakeDesk,
  name: 'conversation:close' | 'conversation:reopen',
  row: Parameters<typeof rowOf>[1],
): void {
  const version = desk.asked('conversation:close').length + 1
  const answer = (): { ok: true; data: AgentRequests[typeof name]['data'] } => {
    desk.push('inbox:changed', { from: version, version: version + 1, rows: [rowOf('vera', row)] })
    return { ok: true, data: { sequence: 2 } }
  }
  desk.answer(name, answer)
}

/** The desk gives Ada the conversation. */
function letTake(desk: FakeDesk) {
  const moved: Move = { kind: 'move', move: 'agent-joined', status: 'agent', sequence: 2, id: 't', at: Date.now(), by: { who: 'agent', agent: face }, agent: face } // prettier-ignore
  desk.push('transcript:grew', { conversationId: 'vera', entries: [moved] })
  return { ok: true as const, data: { sequence: 2 } }
}
