import type { AgentFace, Instant, MoveReason, Party } from '../../protocol/conversation.ts'
import { change, unchanged } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'
import { handoffReason, headStartMs } from './handoff-policy.ts'
import type { HandoffRules } from './handoff-policy.ts'
import { Refusal } from './refusal.ts'
import { requireMove } from './transitions.ts'

/** The request that causes a move: its id makes a retry harmless, its time is the server's. */
export interface Cause {
  id: string
  by: Party
  now: Instant
}

/**
 * The visitor, or the bot, asks for a person. Asking twice changes nothing. `promisedMs`: the wait that the visitor
 * was told. `rules`: who is upset may get a head start in the line. Refuses: 'conversation-closed'.
 */
export function requestHandoff(
  conversation: Conversation,
  cause: Cause,
  told: { because?: MoveReason; promisedMs?: number | null; rules?: HandoffRules } = {},
): Change {
  const { status } = conversation.state
  if (status === 'waiting' || status === 'agent') return unchanged
  requireMove('handoff-requested', status)
  const because = told.because ?? handoffReason(conversation)
  return change(
    conversation,
    {
      status: 'waiting',
      since: cause.now,
      waitingSince: cause.now,
      handedOverAt: cause.now,
      email: null,
      waitedMs: null,
      because,
      headStartMs: told.rules ? headStartMs(because, told.rules) : 0,
    },
    {
      ...entryOf(cause),
      kind: 'move',
      move: 'handoff-requested',
      status: 'waiting',
      because,
      ...(typeof told.promisedMs === 'number' && { promisedMs: told.promisedMs }),
    },
  )
}

/** The visitor no longer waits; the bot is back. Refuses: 'move-not-allowed' unless waiting. */
export function stopWaiting(conversation: Conversation, cause: Cause): Change {
  requireMove('waiting-stopped', conversation.state.status)
  return change(
    conversation,
    { status: 'bot', since: cause.now, waitingSince: null, email: null },
    { ...entryOf(cause), kind: 'move', move: 'waiting-stopped', status: 'bot' },
  )
}

/** The visitor leaves an address and goes: out of the live line, to be answered by e-mail. Again: replaces it. */
export function leaveEmail(conversation: Conversation, cause: Cause, email: string): Change {
  requireMove('email-left', conversation.state.status)
  return change(
    conversation,
    { email },
    { ...entryOf(cause), kind: 'move', move: 'email-left', status: 'waiting', email },
  )
}

/** An agent takes a waiting conversation. Refuses: 'already-taken' with who has it, 'move-not-allowed'. */
export function takeConversation(conversation: Conversation, cause: Cause, agent: AgentFace): Change {
  const { state } = conversation
  if (state.status === 'agent' && state.agent) {
    if (state.agent.id === agent.id) return unchanged
    throw new Refusal('already-taken', { agent: state.agent })
  }
  requireMove('agent-joined', state.status)
  const waitedMs = state.waitingSince === null || state.email ? null : cause.now - state.waitingSince
  return change(
    conversation,
    { status: 'agent', since: cause.now, agent, lastAgent: agent, waitedMs: state.waitedMs ?? waitedMs },
    { ...entryOf(cause), kind: 'move', move: 'agent-joined', status: 'agent', agent },
  )
}

/** Back to its old place in line: by its agent, or by the system when that agent is gone. */
export function releaseConversation(conversation: Conversation, cause: Cause, because?: MoveReason): Change {
  const agent = requireOwn(conversation, cause.by)
  requireMove('released', conversation.state.status)
  return change(
    conversation,
    {
      status: 'waiting',
      since: cause.now,
      waitingSince: conversation.state.waitingSince ?? cause.now,
      agent: null,
    },
    {
      ...entryOf(cause),
      kind: 'move',
      move: 'released',
      status: 'waiting',
      ...(agent && { agent }),
      ...(because && { because }),
    },
  )
}

/** The agent hands the conversation back to the bot. */
export function returnToBot(conversation: Conversation, cause: Cause): Change {
  const agent = requireOwn(conversation, cause.by)
  requireMove('returned-to-bot', conversation.state.status)
  return change(
    conversation,
    { status: 'bot', since: cause.now, waitingSince: null, agent: null, email: null },
    { ...entryOf(cause), kind: 'move', move: 'returned-to-bot', status: 'bot', ...(agent && { agent }) },
  )
}

/** Ends the conversation. An agent ends their own, or one that nobody has. Closing twice changes nothing. */
export function closeConversation(conversation: Conversation, cause: Cause): Change {
  if (conversation.state.status === 'closed') return unchanged
  if (conversation.state.status === 'agent') requireOwn(conversation, cause.by)
  requireMove('closed', conversation.state.status)
  const agent = cause.by.who === 'agent' ? cause.by.agent : conversation.state.agent
  return change(
    conversation,
    { status: 'closed', since: cause.now, waitingSince: null, agent: null },
    { ...entryOf(cause), kind: 'move', move: 'closed', status: 'closed', ...(agent && { agent }) },
  )
}

/** Goes on where it ended: with the same agent if they are there, else in line if a person had it, else the bot. */
export function reopenConversation(
  conversation: Conversation,
  cause: Cause,
  lastAgentIsThere: boolean,
): Change {
  const { state } = conversation
  if (state.status !== 'closed') return unchanged
  const { lastAgent } = state
  const base = { ...entryOf(cause), kind: 'move', move: 'reopened' } as const
  const since = cause.now
  // What follows is rated anew, and waits at the desk again.
  const anew = { since, rating: null, email: null, headStartMs: 0 }
  if (lastAgent && lastAgentIsThere)
    return change(
      conversation,
      { ...anew, status: 'agent', agent: lastAgent, waitingSince: since },
      { ...base, status: 'agent', agent: lastAgent },
    )
  if (lastAgent)
    return change(
      conversation,
      { ...anew, status: 'waiting', waitingSince: since },
      { ...base, status: 'waiting' },
    )
  return change(conversation, { ...anew, status: 'bot' }, { ...base, status: 'bot' })
}

/** Only the agent who has it may move it; visitor and system may always. Returns who has it. Refuses: 'not-yours'. */
export function requireOwn(conversation: Conversation, by: Party): AgentFace | null {
  const { agent } = conversation.state
  if (by.who !== 'agent' || (agent && agent.id === by.agent.id)) return agent
  if (!agent)
    throw new Refusal(conversation.state.status === 'closed' ? 'conversation-closed' : 'move-not-allowed')
  throw new Refusal('not-yours', { agent })
}

function entryOf(cause: Cause) {
  return { id: cause.id, at: cause.now, by: cause.by }
}
