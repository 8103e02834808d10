import { expect, test } from 'vitest'
import type { Status } from '../../protocol/conversation.ts'
import { closeIdle, lastActivity } from '../../server/domain/idle.ts'
import { conversationIn, conversationWith, now, system, visitor } from './samples.ts'

const idleMs = 1_000
const cause = { id: 'look', by: system, now }
const saidAt = (at: number) =>
  conversationWith({}, { id: 'm1', at, by: visitor, kind: 'message', text: 'Hello' })

test('a conversation with the bot in which nothing was said for so long is closed by the system', () => {
  expect(closeIdle(saidAt(now - idleMs), cause, idleMs)).toMatchObject({
    state: { status: 'closed', since: now },
    entries: [{ kind: 'move', move: 'closed', by: system, sequence: 2 }],
  })
})

test('one in which something was said a moment later stays open', () => {
  expect(closeIdle(saidAt(now - idleMs + 1), cause, idleMs).entries).toEqual([])
})

test.each<Status>(['waiting', 'agent', 'closed'])('one that is %s is left alone, however old', (status) => {
  expect(closeIdle(conversationIn(status), { ...cause, now: now + 1e12 }, idleMs).entries).toEqual([])
})

test('one without any entry counts from its beginning', () => {
  const conversation = conversationWith()
  expect(lastActivity(conversation)).toBe(conversation.state.startedAt)
})
