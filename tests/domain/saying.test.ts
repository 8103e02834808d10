import { expect, test } from 'vitest'
import type { NewEntry } from '../../server/domain/conversation.ts'
import { isUnchanged } from '../../server/domain/conversation.ts'
import * as saying from '../../server/domain/saying.ts'
import {
  ada,
  agent,
  begunAt,
  ben,
  bot,
  cause,
  conversationIn,
  conversationWith,
  following,
  now,
  refusalOf,
  rules,
  story,
  visitor,
} from './samples.ts'

const asked: NewEntry = { id: 'question-1', at: begunAt, by: visitor, kind: 'message', text: 'My money?' }
const choices: NewEntry = {
  id: 'question-1:reply',
  at: begunAt,
  by: bot,
  kind: 'choices',
  choices: [
    { faqId: 'refund-time', question: 'When?' },
    { faqId: 'return-period', question: 'How long?' },
  ],
  match: { decision: 'choose', ranked: [] },
}
const answer: NewEntry = {
  id: 'question-1:reply',
  at: begunAt,
  by: bot,
  kind: 'answer',
  faqId: 'refund-time',
  question: 'When?',
  text: 'Soon.',
  html: '<p>Soon.</p>',
  match: { decision: 'answer', ranked: [] },
}
const withChoices = () => conversationWith({}, asked, choices)
const withAnswer = () => conversationWith({}, asked, answer)

const pick = (conversation = withChoices(), faqId: string | null = 'refund-time', of = 2) =>
  saying.pickChoice(conversation, cause(visitor, 'pick-1'), { of, faqId }, rules)
const rate = (conversation = withAnswer(), helped = true, of = 2) =>
  saying.rateAnswer(conversation, cause(visitor, 'rate-1'), { of, helped }, rules)

test('a pick is written down with the question that was picked', () => {
  expect(pick().entries).toEqual([
    {
      sequence: 3,
      id: 'pick-1',
      at: now,
      by: visitor,
      kind: 'choice',
      of: 2,
      faqId: 'refund-time',
      question: 'When?',
    },
  ])
})

test('none of these is written down, and a person is offered in the same change', () => {
  expect(pick(withChoices(), null).entries).toMatchObject([
    { sequence: 3, id: 'pick-1', kind: 'choice', of: 2, faqId: null, question: null },
    {
      sequence: 4,
      id: 'pick-1:reply',
      kind: 'offer',
      by: bot,
      because: 'none-of-these',
      match: { decision: 'choose' },
    },
  ])
})

test('none of these, while a person is asked for already, offers none', () => {
  const waiting = conversationWith({ status: 'waiting' }, asked, choices)
  expect(pick(waiting, null).entries).toMatchObject([{ kind: 'choice', faqId: null }])
})

test('a list of choices answers once', () => {
  const picked = following(withChoices(), pick())
  expect(isUnchanged(pick(picked, 'return-period'))).toBe(true)
})

test('what was not offered cannot be picked', () => {
  expect(refusalOf(() => pick(withChoices(), 'pedal-thread')).code).toBe('not-found')
  for (const of of [0, 1, 3, 99])
    expect(refusalOf(() => pick(withChoices(), 'refund-time', of)).code).toBe('not-found')
})

test('"it helped" is written down, and nothing else happens', () => {
  expect(rate().entries).toEqual([
    { sequence: 3, id: 'rate-1', at: now, by: visitor, kind: 'feedback', of: 2, helped: true },
  ])
})

test('"it did not help" is written down, and a person is offered in the same change', () => {
  expect(rate(withAnswer(), false).entries).toMatchObject([
    { sequence: 3, id: 'rate-1', kind: 'feedback', of: 2, helped: false },
    { sequence: 4, id: 'rate-1:reply', kind: 'offer', because: 'did-not-help' },
  ])
})

test('"it did not help" after a miss makes a row of two', () => {
  const missed: NewEntry = {
    id: 'm',
    at: begunAt,
    by: bot,
    kind: 'offer',
    because: 'nothing-matched',
    match: null,
  }
  const conversation = conversationWith({}, { ...asked, id: 'question-0' }, missed, asked, answer)
  expect(rate(conversation, false, 4).entries).toMatchObject([{ kind: 'feedback' }, { because: 'misses' }])
})

test('"it did not help", said while an agent has it, offers nobody', () => {
  const withAda = conversationWith({ status: 'agent', agent: ada, lastAgent: ada }, asked, answer)
  expect(rate(withAda, false).entries).toMatchObject([{ kind: 'feedback', helped: false }])
})

test('the first word about an answer stays', () => {
  const rated = following(withAnswer(), rate())
  expect(isUnchanged(rate(rated, false))).toBe(true)
})

test('only an answer can be told that it helped', () => {
  for (const of of [0, 1, 3]) expect(refusalOf(() => rate(withAnswer(), true, of)).code).toBe('not-found')
})

test('nothing is said in a closed conversation', () => {
  const closed = conversationIn('closed')
  const saids = [
    () => saying.visitorSays(closed, cause(visitor), 'Hello?'),
    () => saying.agentSays(closed, cause(agent(ada)), 'Hello?'),
    () => pick(closed),
    () => rate(closed),
  ]
  expect(saids.map((said) => refusalOf(said).code)).toEqual(Array(4).fill('conversation-closed'))
})

test('only the agent who has the conversation writes in it', () => {
  const said = saying.agentSays(conversationIn('agent'), cause(agent(ada)), 'Hello, Vera.')
  expect(said.entries).toMatchObject([{ kind: 'message', by: agent(ada), text: 'Hello, Vera.' }])
  const others = refusalOf(() => saying.agentSays(conversationIn('agent'), cause(agent(ben)), 'Hello.'))
  expect(others.data()).toEqual({ refusal: 'not-yours', agent: ada })
  for (const status of ['bot', 'waiting'] as const)
    expect(refusalOf(() => saying.agentSays(conversationIn(status), cause(agent(ada)), 'Hello.')).code).toBe(
      'move-not-allowed',
    )
})

test('any agent adds a note, in any status, and the transcript does not grow', () => {
  for (const status of ['bot', 'waiting', 'agent', 'closed'] as const) {
    const change = saying.addNote(conversationIn(status), cause(agent(ben), 'note-1'), ben, 'Be kind.')
    expect(change).toEqual({
      state: {},
      entries: [],
      notes: [{ sequence: 1, id: 'note-1', at: now, by: ben, text: 'Be kind.' }],
    })
  }
})

test('a closed conversation is rated once', () => {
  const ratedAs =
    (rating: number, comment: string) =>
    (conversation = conversationIn('closed')) =>
      saying.rateConversation(conversation, cause(visitor, `rating-${rating}`), rating, comment)
  const rated = story(conversationIn('closed'), ratedAs(5, 'Quick.'))
  expect(rated.state.rating).toBe(5)
  expect(rated.entries).toMatchObject([{ kind: 'rating', rating: 5, comment: 'Quick.', by: visitor }])
  expect(isUnchanged(ratedAs(1, 'No.')(rated))).toBe(true)
})

test('an open conversation is not rated yet', () => {
  for (const status of ['bot', 'waiting', 'agent'] as const)
    expect(refusalOf(() => saying.rateConversation(conversationIn(status), cause(visitor), 5, '')).code).toBe(
      'move-not-allowed',
    )
})
