import { expect, test } from 'vitest'
import type { MatchRecord } from '../../protocol/conversation.ts'
import type { NewEntry } from '../../server/domain/conversation.ts'
import { missedQuestions } from '../../server/domain/missed.ts'

const visitor = { who: 'visitor' } as const
const bot = { who: 'bot' } as const
const ada = { who: 'agent', agent: { id: 'ada', name: 'Ada' } } as const

const asks = (id: string, text: string): NewEntry => ({ id, at: 1, by: visitor, kind: 'message', text })
const record = (decision: MatchRecord['decision']): MatchRecord => ({ decision, ranked: [] })
const answers = (to: string, faqId: string | null): NewEntry => ({
  ...{ id: `${to}:reply`, at: 2, by: bot, kind: 'answer', faqId },
  ...{ question: '', text: '', html: '', match: record(faqId ? 'answer' : 'talk') },
})
const offers = (to: string, match: MatchRecord): NewEntry => ({
  ...{ id: `${to}:reply`, at: 2, by: bot, kind: 'offer', because: 'misses', match },
})
const choices = (to: string): NewEntry => ({
  ...{ id: `${to}:reply`, at: 2, by: bot, kind: 'choices', match: record('choose') },
  choices: [{ faqId: 'hours', question: '' }, { faqId: 'where', question: '' }],
}) // prettier-ignore
const picks = (id: string, of: number, faqId: string | null): NewEntry => ({
  ...{ id, at: 3, by: visitor, kind: 'choice', of, faqId, question: null },
})
const rates = (of: number, helped: boolean): NewEntry => ({
  ...{ id: `f${of}`, at: 4, by: visitor, kind: 'feedback', of, helped },
})

const missedIn = (...entries: NewEntry[]) =>
  missedQuestions({ entries: entries.map((entry, at) => ({ ...entry, sequence: at + 1 })) }).map(
    ({ text, how, given }) => [text, how, ...given],
  )

test('a question that nothing matched is missed, and one that was answered is not', () => {
  expect(missedIn(asks('a', 'boats?'), offers('a', record('unknown')))).toEqual([
    ['boats?', 'nothing-matched'],
  ])
  expect(missedIn(asks('a', 'open?'), answers('a', 'hours'))).toEqual([])
  expect(missedIn(asks('a', 'open?'), answers('a', 'hours'), rates(2, true))).toEqual([])
})

test('an answer that did not help is told with its entry, whether by the button or by a written no', () => {
  expect(missedIn(asks('a', 'open?'), answers('a', 'hours'), rates(2, false))).toEqual([
    ['open?', 'did-not-help', 'hours'],
  ])
  const no: MatchRecord = { ...record('talk'), heard: { kind: 'no', confidence: 1 } }
  expect(missedIn(asks('a', 'open?'), answers('a', 'hours'), asks('b', 'nope'), offers('b', no))).toEqual([
    ['open?', 'did-not-help', 'hours'],
  ])
})

test('choices are missed unless one is picked whose answer stands', () => {
  const asked = [asks('a', 'when'), choices('a')]
  expect(missedIn(...asked)).toEqual([['when', 'none-chosen', 'hours', 'where']])
  expect(missedIn(...asked, picks('p', 2, null))).toEqual([['when', 'none-of-these', 'hours', 'where']])
  expect(missedIn(...asked, picks('p', 2, 'hours'), answers('p', 'hours'))).toEqual([])
  expect(missedIn(...asked, picks('p', 2, 'hours'), answers('p', 'hours'), rates(4, false))).toEqual([
    ['when', 'did-not-help', 'hours'],
  ])
})

test('small talk, a mood, a picked question and what is said to a person are no misses', () => {
  expect(missedIn(asks('a', 'hi'), answers('a', null))).toEqual([])
  expect(missedIn(asks('a', 'this is a scandal'), offers('a', record('talk')))).toEqual([])
  expect(missedIn({ ...asks('a', 'Open?'), faqId: 'hours' } as NewEntry, offers('a', record('unknown')))).toEqual([]) // prettier-ignore
  expect(missedIn(asks('a', 'are you there, Ada?'))).toEqual([])
})

test('what an agent wrote first after a miss is kept with it', () => {
  const entries = [
    asks('a', 'boats?'),
    offers('a', record('unknown')),
    { id: 'm', at: 3, by: ada, kind: 'message', text: 'Only bikes, sorry.' } as const,
    { id: 'n', at: 4, by: ada, kind: 'message', text: 'Anything else?' } as const,
  ].map((entry, at) => ({ ...entry, sequence: at + 1 }))
  expect(missedQuestions({ entries })[0]?.agentSaid).toBe('Only bikes, sorry.')
})
