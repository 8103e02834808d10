import { signal } from '@preact/signals'
import type { AgentFace, ConversationId } from '../protocol/conversation.ts'
import { canRetry } from '../protocol/refusals.ts'
import type { RefusalData } from '../protocol/refusals.ts'
import { newRequestId } from '../ui/ids.ts'
import type { AgentConnection } from './agent-connection.ts'

export type MoveRequest = 'take' | 'release' | 'return' | 'close' | 'reopen'

/** Why the last move did not happen; told where it was pressed. */
export type Setback =
  | { is: 'taken'; agent: AgentFace }
  | { is: 'not-yours'; agent: AgentFace }
  | { is: 'not-allowed' | 'not-reopened' | 'not-done' }

/** The moves an agent can ask for. */
export function createMoves(conversationId: ConversationId, connection: AgentConnection) {
  const setback = signal<Setback | null>(null)
  const moving = signal<MoveRequest | null>(null)
  // Kept when no answer came: the same press again is the same request, so it happens once.
  let unanswered: { name: MoveRequest; requestId: string } | null = null

  async function move(name: MoveRequest): Promise<boolean> {
    if (moving.peek()) return false
    const requestId = unanswered?.name === name ? unanswered.requestId : newRequestId()
    moving.value = name
    setback.value = null
    const reply = await connection.ask(`conversation:${name}`, { conversationId, requestId })
    moving.value = null
    unanswered = !reply.ok && canRetry(reply.refusal) ? { name, requestId } : null
    if (!reply.ok) setback.value = setbackOf(name, reply)
    return reply.ok
  }
  return { setback, moving, move }
}

function setbackOf(name: MoveRequest, { refusal, agent }: RefusalData): Setback {
  if (refusal === 'already-taken' && agent) return { is: 'taken', agent }
  if (refusal === 'not-yours' && agent) return { is: 'not-yours', agent }
  if (name === 'reopen' && refusal === 'move-not-allowed') return { is: 'not-reopened' }
  return { is: canRetry(refusal) ? 'not-done' : 'not-allowed' }
}
