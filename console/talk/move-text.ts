import type { AgentFace, Move } from '../../protocol/conversation.ts'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { clockTime } from '../../ui/time.ts'

/** A move as one line of the transcript: who did what, and when. */
export function moveText(move: Move, me: string, t: ConsoleStrings, language: string): string {
  const time = clockTime(move.at, language)
  const agent = move.agent ?? (move.by.who === 'agent' ? move.by.agent : null)
  switch (move.move) {
    case 'handoff-requested':
      return move.by.who === 'visitor' ? t.visitorAskedForPerson(time) : t.handedOver(time)
    case 'waiting-stopped':
      return t.stoppedWaiting(time)
    case 'email-left':
      return t.emailLeft(move.email ?? '', time)
    case 'agent-joined':
      return byAgent(agent, me, t.youTook, t.agentTook, time)
    case 'released':
      if (move.because === 'agent-gone' && agent) return t.connectionLost(agent.name, time)
      return byAgent(agent, me, t.youReleased, t.agentReleased, time)
    case 'returned-to-bot':
      return byAgent(agent, me, t.youReturned, t.agentReturned, time)
    case 'closed':
      if (move.by.who === 'agent') return byAgent(move.by.agent, me, t.youClosed, t.agentClosed, time)
      return move.by.who === 'visitor' ? t.visitorClosed(time) : t.wasClosed(time)
    case 'reopened':
      return t.wasReopened(time)
  }
}

function byAgent(
  agent: AgentFace | null,
  me: string,
  mine: (time: string) => string,
  others: (agent: string, time: string) => string,
  time: string,
): string {
  return !agent || agent.id === me ? mine(time) : others(agent.name, time)
}
