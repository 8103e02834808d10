import { expect, test } from 'vitest'
import {
  applyChange,
  change,
  headOf,
  isOpen,
  isUnchanged,
  unchanged,
} from '../../server/domain/conversation.ts'
import type { NewEntry } from '../../server/domain/conversation.ts'
import { addNote, visitorSays } from '../../server/domain/saying.ts'
import { summarize } from '../../server/domain/summary.ts'
import { ada, agent, begunAt, bot, cause, conversationWith, story, visitor } from './samples.ts'

const says = (text: string, id = 'message-1'): NewEntry => ({
  id,
  at: begunAt,
  by: visitor,
  kind: 'message',
  text,
})
const move: NewEntry = {
  id: 'move-1',
  at: begunAt + 1,
  by: visitor,
  kind: 'move',
  move: 'handoff-requested',
  status: 'waiting',
}

test('entries are numbered from one, without holes, whatever they are', () => {
  const conversation = story(
    conversationWith({}, says('One', 'm1'), says('Two', 'm2'), move),
    (current) => visitorSays(current, cause(visitor, 'm3'), 'Three'),
    (current) => visitorSays(current, cause(visitor, 'm4'), 'Four'),
  )
  expect(conversation.entries.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4, 5])
  expect(headOf(conversation)).toBe(5)
})

test('every id is found again under its number', () => {
  const conversation = conversationWith({}, says('One', 'm1'), says('Two', 'm2'))
  expect([...conversation.sequences]).toEqual([
    ['m1', 1],
    ['m2', 2],
  ])
})

test('notes have numbers of their own', () => {
  const conversation = story(
    conversationWith({}, says('One', 'm1'), says('Two', 'm2')),
    (current) => addNote(current, cause(agent(ada), 'n1'), ada, 'First'),
    (current) => addNote(current, cause(agent(ada), 'n2'), ada, 'Second'),
  )
  expect(conversation.notes.map((note) => note.sequence)).toEqual([1, 2])
  expect(conversation.noteSequences.get('n2')).toBe(2)
  expect(conversation.sequences.has('n2')).toBe(false)
})

test('an entry that leaves a hole is a fault and is not written', () => {
  const conversation = conversationWith({}, says('One'))
  const late = { ...change(conversation, {}, says('Three', 'm3')) }
  const hole = { ...late, entries: late.entries.map((entry) => ({ ...entry, sequence: 3 })) }
  expect(() => applyChange(conversation, hole)).toThrow('conversation-1: line 3 does not follow line 1')
  expect(headOf(conversation)).toBe(1)
})

test('an empty change is recognised, and a change of state alone is none', () => {
  expect(isUnchanged(unchanged)).toBe(true)
  expect(isUnchanged({ ...unchanged, state: { rating: 5 } })).toBe(false)
  expect(isUnchanged(change(conversationWith(), {}, says('One')))).toBe(false)
})

test('every status but closed is open', () => {
  const open = (['bot', 'waiting', 'agent', 'closed'] as const).map((status) => isOpen({ status }))
  expect(open).toEqual([true, true, true, false])
})

test('a summary shows what was said last, not what was done last', () => {
  const summary = summarize(conversationWith({}, says('One', 'm1'), says('Two', 'm2'), move))
  expect(summary).toMatchObject({
    id: 'conversation-1',
    head: 3,
    last: { by: visitor, text: 'Two', at: begunAt },
  })
})

test('a summary shows what a person said, not what the bot replied', () => {
  const answer: NewEntry = {
    id: 'm1:reply',
    at: begunAt + 5,
    by: bot,
    kind: 'answer',
    faqId: 'refund-time',
    question: 'When do I get my money back?',
    text: 'Within **14 days**.',
    html: '<p>Within <strong>14 days</strong>.</p>',
    match: { decision: 'answer', ranked: [] },
  }
  expect(summarize(conversationWith({}, says('Money?'), answer)).last).toMatchObject({
    by: visitor,
    text: 'Money?',
  })
})

test('a summary of a conversation in which nothing was said shows nothing', () => {
  expect(summarize(conversationWith({}, move)).last).toBeNull()
})

test('a summary is one line, cut at a length that breaks no character', () => {
  expect(summarize(conversationWith({}, says(' One\n\ttwo  three '))).last?.text).toBe('One two three')
  const long = summarize(conversationWith({}, says(`${'a'.repeat(139)}🚲${'b'.repeat(50)}`))).last?.text
  expect(long?.isWellFormed()).toBe(true)
  expect(long).toMatch(/^a{139}.{0,2}…$/u)
})

test('a summary holds no note', () => {
  const noted = story(conversationWith({}, says('One')), (current) =>
    addNote(current, cause(agent(ada), 'n1'), ada, 'Knows what she wants.'),
  )
  expect(JSON.stringify(summarize(noted))).not.toContain('Knows what')
})
