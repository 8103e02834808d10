import { expect, test } from 'vitest'
import { standingOf } from '../../widget/standing.ts'
import { ada, adaClosed, adaJoined, message, move } from '../support/entries.ts'

const waitingByEmail = [
  message(1, 'Hello'),
  move(2, 'handoff-requested', 'waiting', { who: 'visitor' }, { promisedMs: 180_000 }),
  move(3, 'email-left', 'waiting', { who: 'visitor' }, { email: 'vera@example.com' }),
]
const byAda = { who: 'agent', agent: ada } as const

test('whoever left an address waits for an e-mail', () => {
  expect(standingOf(waitingByEmail)).toMatchObject({ status: 'waiting', email: 'vera@example.com' })
})

test.each([
  ['joined', [adaJoined(4)], 'agent'],
  ['released again', [adaJoined(4), move(5, 'released', 'waiting', byAda, { agent: ada })], 'waiting'],
  ['closed without having joined', [adaClosed(4)], 'closed'],
  ['reopened into the line', [adaClosed(4), move(5, 'reopened', 'waiting', byAda)], 'waiting'],
  ['reopened with its agent', [adaClosed(4), move(5, 'reopened', 'agent', byAda, { agent: ada })], 'agent'],
])('a conversation that was %s waits for no e-mail', (_, more, status) => {
  expect(standingOf([...waitingByEmail, ...more])).toMatchObject({ status, email: null, promisedMs: null })
})
