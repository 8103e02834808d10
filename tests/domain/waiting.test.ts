import { expect, test } from 'vitest'
import type { Conversation } from '../../server/domain/conversation.ts'
import {
  closeConversation,
  leaveEmail,
  releaseConversation,
  reopenConversation,
  requestHandoff,
  returnToBot,
  stopWaiting,
  takeConversation,
} from '../../server/domain/handoff.ts'
import { summarize } from '../../server/domain/summary.ts'
import { placeIn, usualWait, waitingLine } from '../../server/domain/waiting-line.ts'
import {
  ada,
  agent,
  ben,
  bot,
  cause,
  conversationIn,
  conversationWith,
  joinedLineAt,
  now,
  rules,
  story,
  system,
  visitor,
} from './samples.ts'

const waitingAs = (id: string, waitingSince: number, email: string | null = null) => ({
  ...summarize(conversationWith({ status: 'waiting', since: waitingSince, waitingSince, email })),
  id,
})

const ids = (line: { id: string }[]) => line.map((each) => each.id)

test('who asked first is next', () => {
  const line = waitingLine([waitingAs('second', 2_000), waitingAs('third', 3_000), waitingAs('first', 1_000)])
  expect(ids(line)).toEqual(['first', 'second', 'third'])
})

test('who asked at the same instant stands in the same order every time', () => {
  const [a, b, c] = [waitingAs('a', 1_000), waitingAs('b', 1_000), waitingAs('c', 1_000)]
  expect(ids(waitingLine([c, a, b]))).toEqual(['a', 'b', 'c'])
  expect(ids(waitingLine([b, c, a]))).toEqual(['a', 'b', 'c'])
})

const ahead = (id: string, joinedAt: number, headStartMs: number) => ({
  ...waitingAs(id, joinedAt),
  headStartMs,
})

test('a head start passes who joined less than that before, and nobody else', () => {
  const line = waitingLine([waitingAs('a', 1_000), waitingAs('b', 5_000), ahead('c', 9_000, 5_000)])
  expect(ids(line)).toEqual(['a', 'c', 'b'])
})

test('nobody is passed for ever: who has waited longer than any head start stays before all who come', () => {
  const waiting = waitingAs('patient', 1_000)
  const coming = Array.from({ length: 50 }, (_, i) => ahead(`c${i}`, 10_000 + i * 1_000, 9_000))
  expect(ids(waitingLine([...coming, waiting]))[0]).toBe('patient')
})

test('of two with the same head start, who joined first is next', () => {
  expect(ids(waitingLine([ahead('second', 2_000, 5_000), ahead('first', 1_000, 5_000)]))).toEqual([
    'first',
    'second',
  ])
})

test('a place counts the head start, and the wait is told as it was', () => {
  const line = waitingLine([waitingAs('a', 1_000), ahead('b', 2_000, 5_000)])
  expect(placeIn(line, 'b', 60_000, 12_000)).toEqual({ position: 1, waitedMs: 10_000, estimateMs: 50_000 })
})

test('a release keeps the head start with the place, a new handoff begins without', () => {
  const upset = { ...rules, aheadMinutes: { angry: 2, distressed: 4 } }
  const handedOver = (conversation: Conversation) =>
    requestHandoff(conversation, cause(bot, 'hand-over-1'), { because: 'distressed', rules: upset })
  const released = story(conversationIn('bot'), handedOver, take(), release(now + 60_000))
  expect(released.state).toMatchObject({ headStartMs: 240_000, because: 'distressed' })
  const again = story(
    released,
    (conversation) => stopWaiting(conversation, cause(visitor, 'stop-1')),
    (conversation) => requestHandoff(conversation, cause(visitor, 'ask-2', now + 90_000), { rules: upset }),
  )
  expect(again.state).toMatchObject({ headStartMs: 0, because: 'asked' })
})

test('only who waits live stands in line', () => {
  const others = (['bot', 'agent', 'closed'] as const).map((status) => summarize(conversationIn(status)))
  const line = waitingLine([
    waitingAs('mail', 1_000, 'vera@mail.example'),
    ...others,
    waitingAs('live', 2_000),
  ])
  expect(ids(line)).toEqual(['live'])
})

test('a place says how many are before, for how long, and how long it may still take', () => {
  const line = waitingLine([waitingAs('first', 1_000), waitingAs('second', 2_000)])
  expect(placeIn(line, 'second', 60_000, 12_000)).toEqual({
    position: 2,
    waitedMs: 10_000,
    estimateMs: 50_000,
  })
})

test('a wait that is longer than usual is estimated at nothing, never less', () => {
  const line = [waitingAs('first', 1_000)]
  expect(placeIn(line, 'first', 60_000, 500_000)?.estimateMs).toBe(0)
})

test('without a usual wait nothing is promised', () => {
  expect(placeIn([waitingAs('first', 1_000)], 'first', null, 2_000)?.estimateMs).toBeNull()
})

test('who is not in line has no place', () => {
  expect(placeIn([waitingAs('first', 1_000)], 'other', null, 2_000)).toBeNull()
  expect(placeIn([], 'other', null, 2_000)).toBeNull()
})

test('nineteen waits promise nothing, twenty promise their median', () => {
  const waits = Array.from({ length: 20 }, (_, i) => (i + 1) * 1_000)
  expect(usualWait(waits.slice(0, 19))).toBeNull()
  expect(usualWait(waits)).toBe(10_500)
  expect(usualWait([...waits, 99_000])).toBe(11_000)
})

test('the median does not depend on the order of the waits, and leaves them as they are', () => {
  const waits = Array.from({ length: 21 }, (_, i) => ((i * 8) % 21) * 1_000)
  const given = [...waits]
  expect(usualWait(waits)).toBe(10_000)
  expect(waits).toEqual(given)
})

const take =
  (face = ada, at = now) =>
  (conversation: Conversation) =>
    takeConversation(conversation, cause(agent(face), `take-${at}`, at), face)
const release = (at: number) => (conversation: Conversation) =>
  releaseConversation(conversation, cause(agent(ada), `release-${at}`, at))

test('a released conversation returns to its old place, and the wait counts once', () => {
  const { state } = story(conversationIn('waiting'), take(), release(now + 60_000), take(ben, now + 90_000))
  expect(state).toMatchObject({ status: 'agent', waitingSince: joinedLineAt, waitedMs: now - joinedLineAt })
})

test('the system releases whoever has it, and says why', () => {
  const change = releaseConversation(conversationIn('agent'), cause(system), 'agent-gone')
  expect(change.entries).toMatchObject([{ by: system, because: 'agent-gone', agent: ada, status: 'waiting' }])
})

test('an e-mail left while waiting counts no wait when an agent joins', () => {
  const left = (conversation: Conversation) =>
    leaveEmail(conversation, cause(visitor, 'email-1'), 'vera@mail.example')
  const { state } = story(conversationIn('waiting'), left, take())
  expect(state).toMatchObject({ status: 'agent', waitedMs: null, email: 'vera@mail.example' })
})

test('a second e-mail replaces the first', () => {
  const left = (id: string, email: string) => (conversation: Conversation) =>
    leaveEmail(conversation, cause(visitor, id), email)
  const { state, entries } = story(
    conversationIn('waiting'),
    left('email-1', 'vera@mial.example'),
    left('email-2', 'vera@mail.example'),
  )
  expect(state.email).toBe('vera@mail.example')
  expect(entries).toHaveLength(2)
})

test('who is back with the bot is no longer to be answered by e-mail', () => {
  const left = conversationWith({ status: 'waiting', waitingSince: joinedLineAt, email: 'vera@mail.example' })
  expect(story(left, (conversation) => stopWaiting(conversation, cause(visitor))).state.email).toBeNull()
  const returned = (conversation: Conversation) => returnToBot(conversation, cause(agent(ada), 'return-1'))
  expect(story(left, take(), returned).state.email).toBeNull()
})

test('who stops waiting and asks again goes to the end of the line, live', () => {
  const { state } = story(
    conversationIn('waiting'),
    (conversation) => leaveEmail(conversation, cause(visitor, 'email-1'), 'vera@mail.example'),
    (conversation) => stopWaiting(conversation, cause(visitor, 'stop-1')),
    (conversation) => requestHandoff(conversation, cause(visitor, 'ask-2', now + 5_000)),
  )
  expect(state).toMatchObject({ status: 'waiting', waitingSince: now + 5_000, email: null })
})

test('the wait that a visitor was told is kept with the handoff, and none where none was told', () => {
  const told = requestHandoff(conversationIn('bot'), cause(visitor), { promisedMs: 120_000 })
  expect(told.entries).toMatchObject([{ move: 'handoff-requested', promisedMs: 120_000 }])
  const untold = requestHandoff(conversationIn('bot'), cause(visitor), { promisedMs: null })
  expect(untold.entries[0]).not.toHaveProperty('promisedMs')
})

test('a bot that hands over gives the reason it was asked to give', () => {
  const change = requestHandoff(conversationIn('bot'), cause(bot), { because: 'entry-demands' })
  expect(change.entries).toMatchObject([{ by: bot, because: 'entry-demands' }])
})

/** What follows is rated anew, and an address that was left before is not waited for again. */
const anew = { rating: null, email: null, headStartMs: 0 }

test('a closed conversation reopens with its agent when they are there', () => {
  const change = reopenConversation(conversationIn('closed'), cause(agent(ben)), true)
  expect(change.state).toEqual({ status: 'agent', since: now, agent: ada, waitingSince: now, ...anew })
})

test('a closed conversation reopens in line, at its end, when its agent is away', () => {
  const change = reopenConversation(conversationIn('closed'), cause(agent(ben)), false)
  expect(change.state).toEqual({ status: 'waiting', since: now, waitingSince: now, ...anew })
  expect(change.entries).toMatchObject([{ move: 'reopened', status: 'waiting' }])
})

test('a closed conversation that no person had reopens with the bot', () => {
  const closed = story(conversationIn('bot'), (conversation) =>
    closeConversation(conversation, cause(visitor, 'close-1')),
  )
  const change = reopenConversation(closed, cause(agent(ben)), true)
  expect(change.state).toEqual({ status: 'bot', since: now, ...anew })
})
