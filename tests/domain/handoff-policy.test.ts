import { expect, test } from 'vitest'
import type { OfferReason } from '../../protocol/conversation.ts'
import type { NewEntry } from '../../server/domain/conversation.ts'
import { handoffReason, missesInARow, offerReason } from '../../server/domain/handoff-policy.ts'
import { ada, agent, begunAt, bot, conversationWith, rules, visitor } from './samples.ts'

/** Misses are counted by kind and number: the ids do not matter here. */
const line = () => ({ id: 'entry', at: begunAt })

const question = (): NewEntry => ({ ...line(), by: visitor, kind: 'message', text: 'And now?' })
const offer = (because: OfferReason = 'nothing-matched'): NewEntry => ({
  ...line(),
  by: bot,
  kind: 'offer',
  because,
  match: null,
})
const answer = (): NewEntry => ({
  ...line(),
  by: bot,
  kind: 'answer',
  faqId: 'refund-time',
  question: 'When?',
  text: 'Soon.',
  html: '<p>Soon.</p>',
  match: { decision: 'answer', ranked: [] },
})
const choices = (): NewEntry => ({
  ...line(),
  by: bot,
  kind: 'choices',
  choices: [],
  match: { decision: 'choose', ranked: [] },
})
const feedback = (of: number, helped: boolean): NewEntry => ({
  ...line(),
  by: visitor,
  kind: 'feedback',
  of,
  helped,
})
const moved = (move: 'handoff-requested' | 'returned-to-bot'): NewEntry => ({
  ...line(),
  by: agent(ada),
  kind: 'move',
  move,
  status: 'bot',
})

const misses = (...entries: NewEntry[]) => missesInARow(conversationWith({}, ...entries))

test('a conversation without an offer has no misses', () => {
  expect(misses()).toBe(0)
  expect(misses(question())).toBe(0)
  expect(misses(question(), answer(), question())).toBe(0)
})

test('every offer at the end of the log is a miss', () => {
  expect(misses(question(), offer())).toBe(1)
  expect(misses(question(), offer(), question(), offer(), question())).toBe(2)
})

test('a person offered because the entry asks for one is no miss', () => {
  expect(misses(question(), answer(), offer('entry-demands'))).toBe(0)
  expect(misses(question(), answer(), offer('entry-demands'), question(), offer())).toBe(1)
})

test('an answer ends the row, whether it was praised or not', () => {
  expect(misses(question(), offer(), question(), answer())).toBe(0)
  expect(misses(question(), offer(), question(), answer(), feedback(4, true))).toBe(0)
  expect(misses(question(), offer(), question(), answer(), question(), offer())).toBe(1)
})

test('an answer that was turned down does not end the row', () => {
  const turnedDown = [question(), offer(), question(), answer(), feedback(4, false), offer('did-not-help')]
  expect(misses(...turnedDown)).toBe(2)
})

test('turning down one answer says nothing about another', () => {
  const entries = [question(), answer(), question(), answer(), feedback(4, false), offer('did-not-help')]
  expect(misses(...entries)).toBe(1)
})

test('choices are no answer and do not end the row', () => {
  expect(misses(question(), offer(), question(), choices(), question(), offer())).toBe(2)
})

test('a person who had it ends the row', () => {
  expect(misses(question(), offer(), moved('handoff-requested'), moved('returned-to-bot'))).toBe(0)
  expect(misses(question(), offer(), moved('returned-to-bot'), question(), offer())).toBe(1)
})

test('the first miss is offered for its own reason, the second for the row', () => {
  expect(offerReason(conversationWith({}, question()), rules, 'nothing-matched')).toBe('nothing-matched')
  const once = conversationWith({}, question(), offer(), question())
  expect(offerReason(once, rules, 'none-of-these')).toBe('misses')
  expect(offerReason(once, { ...rules, misses: 3 }, 'none-of-these')).toBe('none-of-these')
})

test('a site owner may have every miss count as a row', () => {
  expect(offerReason(conversationWith(), { ...rules, misses: 1 }, 'nothing-matched')).toBe('misses')
})

test('a handoff gives the offer that still stands as its reason', () => {
  expect(handoffReason(conversationWith({}, question(), offer('none-of-these')))).toBe('none-of-these')
  expect(handoffReason(conversationWith({}, question(), offer('misses'), question()))).toBe('misses')
})

test('a handoff out of the blue was asked for', () => {
  expect(handoffReason(conversationWith())).toBe('asked')
  expect(handoffReason(conversationWith({}, question(), answer()))).toBe('asked')
  expect(handoffReason(conversationWith({}, question(), offer(), question(), answer()))).toBe('asked')
  expect(handoffReason(conversationWith({}, question(), offer(), question(), choices()))).toBe('asked')
  expect(handoffReason(conversationWith({}, offer(), moved('returned-to-bot')))).toBe('asked')
})
