import { expect, test } from 'vitest'
import type { Conversation, NewEntry } from '../../server/domain/conversation.ts'
import { isUnchanged } from '../../server/domain/conversation.ts'
import type { FaqMatch } from '../../server/domain/faq.ts'
import { requestHandoff } from '../../server/domain/handoff.ts'
import { owesReply, replyToPick, replyToQuestion, unanswered } from '../../server/domain/reply.ts'
import { visitorSays } from '../../server/domain/saying.ts'
import { choiceAmong, faqEntry } from '../support/fake-bot.ts'
import {
  begunAt,
  bot,
  cause,
  conversationWith,
  following,
  nothing,
  now,
  refusalOf,
  rules,
  story,
  visitor,
} from './samples.ts'

const asked: NewEntry = { id: 'question-1', at: begunAt, by: visitor, kind: 'message', text: 'My money?' }
const refund = faqEntry('refund-time')
const stolen = faqEntry('stolen-bicycle', { handoff: true })
const sure = (entry = refund): FaqMatch => ({ decision: 'answer', ranked: [{ entry, confidence: 0.91234 }] })

const reply = (match: FaqMatch, conversation = conversationWith({}, asked)) =>
  replyToQuestion(conversation, 'question-1', match, rules, now)

test('the bot that is sure answers with what the FAQ says, and with what it saw', () => {
  expect(reply(sure())).toEqual({
    state: {},
    notes: [],
    entries: [
      {
        sequence: 2,
        id: 'question-1:reply',
        at: now,
        by: bot,
        kind: 'answer',
        faqId: 'refund-time',
        question: refund.question,
        language: 'en',
        text: refund.answer,
        html: refund.html,
        match: {
          decision: 'answer',
          ranked: [{ faqId: 'refund-time', question: refund.question, confidence: 0.912 }],
        },
      },
    ],
  })
})

test('the bot that is not sure asks which one is meant, of three at most', () => {
  const entries = ['a', 'b', 'c', 'd'].map((id) => faqEntry(id))
  const [line] = reply(choiceAmong(...entries)).entries
  expect(line).toMatchObject({
    kind: 'choices',
    choices: [
      { faqId: 'a', question: 'What about a?' },
      { faqId: 'b', question: 'What about b?' },
      { faqId: 'c', question: 'What about c?' },
    ],
  })
  expect(line?.kind === 'choices' && line.match.ranked).toHaveLength(4)
})

test('what is hardly likelier than chance is not offered, even where little is left to choose', () => {
  const ranked = [0.4, 0.03, 0.029].map((confidence, i) => ({ entry: faqEntry('abc'[i]!), confidence }))
  const [line] = reply({ decision: 'choose', ranked }).entries
  expect(line?.kind === 'choices' && line.choices.map(({ faqId }) => faqId)).toEqual(['a', 'b'])
})

test('the bot that knows nothing offers a person', () => {
  expect(reply(nothing).entries).toMatchObject([
    { kind: 'offer', because: 'nothing-matched', match: { decision: 'unknown', ranked: [] } },
  ])
})

test('a decision without anything to say becomes an offer', () => {
  expect(reply({ decision: 'answer', ranked: [] }).entries).toMatchObject([{ kind: 'offer' }])
  expect(reply({ decision: 'choose', ranked: [] }).entries).toMatchObject([{ kind: 'offer' }])
})

test('the second question in a row that the bot cannot answer says so in the offer', () => {
  const missedOnce = story(conversationWith({}, asked), (conversation) => reply(nothing, conversation))
  const again = following(missedOnce, visitorSays(missedOnce, cause(visitor, 'question-2'), 'Hello?'))
  const { entries } = replyToQuestion(again, 'question-2', nothing, rules, now)
  expect(entries).toMatchObject([{ kind: 'offer', because: 'misses' }])
})

test('an entry that demands a person is answered and handed over, as one change', () => {
  const change = reply(sure(stolen))
  expect(change.entries).toMatchObject([
    { sequence: 2, id: 'question-1:reply', kind: 'answer', faqId: 'stolen-bicycle' },
    {
      sequence: 3,
      id: 'question-1:handoff',
      kind: 'move',
      move: 'handoff-requested',
      by: bot,
      because: 'entry-demands',
    },
  ])
  expect(change.state).toMatchObject({ status: 'waiting', waitingSince: now, handedOverAt: now })
})

test('where the site owner leaves it to the visitor, an entry that demands a person is answered and one is offered', () => {
  const conversation = conversationWith({}, asked)
  const change = replyToQuestion(conversation, 'question-1', sure(stolen), { ...rules, entry: 'offer' }, now)
  expect(change.entries).toMatchObject([
    { sequence: 2, kind: 'answer', faqId: 'stolen-bicycle' },
    { sequence: 3, id: 'question-1:offer', kind: 'offer', because: 'entry-demands' },
  ])
  expect(change.state).toEqual({})
})

test('a picked question is answered without a doubt', () => {
  const change = replyToPick(conversationWith({}, asked), 'question-1', refund, rules, now)
  expect(change.entries).toMatchObject([
    {
      id: 'question-1:reply',
      kind: 'answer',
      match: { decision: 'picked', ranked: [{ faqId: 'refund-time', confidence: 1 }] },
    },
  ])
})

test('a picked question that demands a person is handed over too', () => {
  const { state } = replyToPick(conversationWith({}, asked), 'question-1', stolen, rules, now)
  expect(state.status).toBe('waiting')
})

test('whatever the bot says, it says once', () => {
  const matches = [sure(), sure(stolen), choiceAmong(refund, stolen), nothing]
  for (const match of matches) {
    const replied = story(conversationWith({}, asked), (conversation) => reply(match, conversation))
    expect(isUnchanged(reply(match, replied))).toBe(true)
    expect(isUnchanged(replyToPick(replied, 'question-1', refund, rules, now))).toBe(true)
    expect(unanswered(replied)).toEqual([])
  }
})

test('the bot says nothing once a person was asked for', () => {
  const waiting = story(conversationWith({}, asked), (conversation) =>
    requestHandoff(conversation, cause(visitor, 'ask-1')),
  )
  expect(isUnchanged(reply(sure(), waiting))).toBe(true)
  expect(owesReply(waiting, 'question-1')).toBe(false)
})

const owed = (conversation: Conversation) => unanswered(conversation).map((entry) => entry.id)

test('the bot owes a reply to every question and pick that has none, in order', () => {
  const pick: NewEntry = {
    id: 'pick-1',
    at: now,
    by: visitor,
    kind: 'choice',
    of: 1,
    faqId: 'a',
    question: 'A?',
  }
  const later: NewEntry = { ...asked, id: 'question-2' }
  expect(owed(conversationWith({}, asked))).toEqual(['question-1'])
  expect(owed(conversationWith({}, asked, pick, later))).toEqual(['question-1', 'pick-1', 'question-2'])
  const first = story(conversationWith({}, asked, later), (conversation) => reply(sure(), conversation))
  expect(owed(first)).toEqual(['question-2'])
})

test('the bot owes nothing where nobody asked it', () => {
  const fromAda: NewEntry = { ...asked, by: { who: 'agent', agent: { id: 'ada-1', name: 'Ada' } } }
  expect(owed(conversationWith())).toEqual([])
  expect(owed(conversationWith({}, fromAda))).toEqual([])
  expect(owed(conversationWith({ status: 'waiting' }, asked))).toEqual([])
  expect(owed(conversationWith({ status: 'closed' }, asked))).toEqual([])
})

test('the bot owes nothing for what was said to a person before', () => {
  const returned: NewEntry = {
    id: 'return-1',
    at: now,
    by: { who: 'system' },
    kind: 'move',
    move: 'returned-to-bot',
    status: 'bot',
  }
  expect(owed(conversationWith({}, asked, returned))).toEqual([])
})

test('a closed conversation takes no more questions', () => {
  const closed = conversationWith({ status: 'closed' })
  expect(refusalOf(() => visitorSays(closed, cause(visitor), 'Hello?')).code).toBe('conversation-closed')
})
