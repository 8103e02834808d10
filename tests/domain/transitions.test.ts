import { expect, test } from 'vitest'
import type { Move, Status } from '../../protocol/conversation.ts'
import { isUnchanged } from '../../server/domain/conversation.ts'
import type { Change, Conversation, ConversationState } from '../../server/domain/conversation.ts'
import * as handoff from '../../server/domain/handoff.ts'
import { isAllowed, transitions } from '../../server/domain/transitions.ts'
import {
  ada,
  agent,
  ben,
  cause,
  conversationIn,
  following,
  joinedLineAt,
  now,
  refusalOf,
  takenAt,
  visitor,
} from './samples.ts'

const statuses: Status[] = ['bot', 'waiting', 'agent', 'closed']

interface Case {
  rule: (conversation: Conversation) => Change
  by: Move['by']
  entry: Partial<Move>
  /** What the status becomes, what else the state holds then, or how it is refused. */
  from: Record<
    Status,
    Partial<ConversationState> | 'unchanged' | 'move-not-allowed' | 'conversation-closed' | 'already-taken'
  >
}

const email = 'vera@mail.example'

const cases: Record<keyof typeof transitions, Case> = {
  'handoff-requested': {
    rule: (conversation) => handoff.requestHandoff(conversation, cause(visitor)),
    by: visitor,
    entry: { status: 'waiting', because: 'asked' },
    from: {
      bot: {
        ...{ status: 'waiting', since: now, waitingSince: now, handedOverAt: now, email: null },
        ...{ because: 'asked', headStartMs: 0 },
      },
      waiting: 'unchanged',
      agent: 'unchanged',
      closed: 'conversation-closed',
    },
  },
  'waiting-stopped': {
    rule: (conversation) => handoff.stopWaiting(conversation, cause(visitor)),
    by: visitor,
    entry: { status: 'bot' },
    from: {
      bot: 'move-not-allowed',
      waiting: { status: 'bot', since: now, waitingSince: null, email: null },
      agent: 'move-not-allowed',
      closed: 'conversation-closed',
    },
  },
  'email-left': {
    rule: (conversation) => handoff.leaveEmail(conversation, cause(visitor), email),
    by: visitor,
    entry: { status: 'waiting', email },
    from: {
      bot: 'move-not-allowed',
      waiting: { status: 'waiting', since: joinedLineAt, waitingSince: joinedLineAt, email },
      agent: 'move-not-allowed',
      closed: 'conversation-closed',
    },
  },
  'agent-joined': {
    rule: (conversation) => handoff.takeConversation(conversation, cause(agent(ben)), ben),
    by: agent(ben),
    entry: { status: 'agent', agent: ben },
    from: {
      bot: 'move-not-allowed',
      waiting: { status: 'agent', since: now, agent: ben, lastAgent: ben, waitedMs: now - joinedLineAt },
      agent: 'already-taken',
      closed: 'conversation-closed',
    },
  },
  released: {
    rule: (conversation) => handoff.releaseConversation(conversation, cause(agent(ada))),
    by: agent(ada),
    entry: { status: 'waiting', agent: ada },
    from: {
      bot: 'move-not-allowed',
      waiting: 'move-not-allowed',
      agent: { status: 'waiting', since: now, waitingSince: joinedLineAt, agent: null, lastAgent: ada },
      closed: 'conversation-closed',
    },
  },
  'returned-to-bot': {
    rule: (conversation) => handoff.returnToBot(conversation, cause(agent(ada))),
    by: agent(ada),
    entry: { status: 'bot', agent: ada },
    from: {
      bot: 'move-not-allowed',
      waiting: 'move-not-allowed',
      agent: { status: 'bot', since: now, waitingSince: null, agent: null, email: null, lastAgent: ada },
      closed: 'conversation-closed',
    },
  },
  closed: {
    rule: (conversation) => handoff.closeConversation(conversation, cause(agent(ada))),
    by: agent(ada),
    entry: { status: 'closed', agent: ada },
    from: {
      bot: { status: 'closed', since: now, waitingSince: null, agent: null },
      waiting: { status: 'closed', since: now, waitingSince: null, agent: null },
      agent: { status: 'closed', since: now, waitingSince: null, agent: null, lastAgent: ada },
      closed: 'unchanged',
    },
  },
  reopened: {
    rule: (conversation) => handoff.reopenConversation(conversation, cause(agent(ben)), true),
    by: agent(ben),
    entry: { status: 'agent', agent: ada },
    from: {
      bot: 'unchanged',
      waiting: 'unchanged',
      agent: 'unchanged',
      closed: { status: 'agent', since: now, waitingSince: now, agent: ada, headStartMs: 0 },
    },
  },
}

for (const [move, { rule, by, entry, from }] of Object.entries(cases))
  for (const status of statuses) {
    const outcome = from[status]
    const before = conversationIn(status)

    if (typeof outcome === 'object')
      test(`${move} leads a conversation in status ${status} to ${outcome.status}`, () => {
        const change = rule(before)
        expect(change.entries).toEqual([
          { sequence: 1, id: 'request-1', at: now, by, kind: 'move', move, ...entry },
        ])
        expect(following(before, change).state).toEqual({ ...before.state, ...outcome })
      })
    else if (outcome === 'unchanged')
      test(`${move} changes nothing for a conversation in status ${status}`, () => {
        expect(isUnchanged(rule(before))).toBe(true)
      })
    else
      test(`${move} is refused as ${outcome} in status ${status}`, () => {
        expect(refusalOf(() => rule(before)).code).toBe(outcome)
      })
  }

test('the table of transitions says what the rules do', () => {
  for (const [move, { from }] of Object.entries(cases) as [keyof typeof transitions, Case][])
    for (const status of statuses) {
      const outcome = from[status]
      expect([move, status, isAllowed(move, status)]).toEqual([move, status, typeof outcome === 'object'])
      if (typeof outcome === 'object') expect(transitions[move].to).toContain(outcome.status)
    }
})

test('the refusal of a second taker names the agent who has the conversation', () => {
  const refusal = refusalOf(() => handoff.takeConversation(conversationIn('agent'), cause(agent(ben)), ben))
  expect(refusal.data()).toEqual({ refusal: 'already-taken', agent: ada })
})

test('taking a conversation that one has already changes nothing', () => {
  const change = handoff.takeConversation(conversationIn('agent'), cause(agent(ada)), ada)
  expect(isUnchanged(change)).toBe(true)
})

const othersMoves = {
  release: handoff.releaseConversation,
  'return to the bot': handoff.returnToBot,
  close: handoff.closeConversation,
}

for (const [name, rule] of Object.entries(othersMoves))
  test(`an agent may not ${name} what another agent has, and is told who that is`, () => {
    const refusal = refusalOf(() => rule(conversationIn('agent'), cause(agent(ben))))
    expect(refusal.data()).toEqual({ refusal: 'not-yours', agent: ada })
  })

test('the visitor may close what an agent has, and the entry names that agent', () => {
  const change = handoff.closeConversation(conversationIn('agent'), cause(visitor))
  expect(change.state.status).toBe('closed')
  expect(change.entries).toMatchObject([{ move: 'closed', by: visitor, agent: ada }])
})

test('the conversation that a rule was given stays as it was', () => {
  const before = conversationIn('waiting')
  handoff.takeConversation(before, cause(agent(ben), 'take-1', takenAt), ben)
  expect(before).toEqual(conversationIn('waiting'))
})
