import { effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { AgentFace, ConversationId } from '../protocol/conversation.ts'
import { canRetry } from '../protocol/refusals.ts'
import type { RefusalData } from '../protocol/refusals.ts'
import { newRequestId } from '../ui/ids.ts'
import type { AgentConnection } from './agent-connection.ts'

/** How long a press waits for a lost connection. Later it might not be meant any more: it is told, and not done. */
const patienceMs = 10_000

export type MoveRequest = 'take' | 'release' | 'return' | 'close' | 'reopen'

/** Why the last move did not happen; told where it was pressed. */
export type Setback =
  | { is: 'taken'; agent: AgentFace }
  | { is: 'not-yours'; agent: AgentFace }
  | { is: 'not-allowed' | 'not-reopened' | 'not-done' }

/** The moves an agent can ask for. `standing`: as what the conversation is known; it changes with each move. */
export function createMoves(
  conversationId: ConversationId,
  connection: AgentConnection,
  standing: ReadonlySignal<string>,
) {
  const setback = signal<Setback | null>(null)
  const moving = signal<MoveRequest | null>(null)
  // Kept when no answer came: the same press again is the same request, so it happens once.
  let unanswered: { name: MoveRequest; requestId: string } | null = null

  async function move(name: MoveRequest): Promise<boolean> {
    if (moving.peek()) return false
    const requestId = unanswered?.name === name ? unanswered.requestId : newRequestId()
    moving.value = name
    setback.value = null
    const reply = await askPatiently(name, requestId)
    moving.value = null
    unanswered = !reply.ok && canRetry(reply.refusal) ? { name, requestId } : null
    if (!reply.ok) setback.value = setbackOf(name, reply)
    return reply.ok
  }

  /** Where there is no connection, or it is cut, asks when it is back: a server that restarts costs no press. */
  async function askPatiently(name: MoveRequest, requestId: string) {
    const patience = AbortSignal.timeout(patienceMs)
    while (connection.state.peek() === 'online' || (await isBack(connection, patience))) {
      const reply = await connection.ask(`conversation:${name}`, { conversationId, requestId })
      if (reply.ok || !canRetry(reply.refusal) || connection.state.peek() === 'online') return reply
    }
    return { ok: false, refusal: 'try-again' } as const
  }

  /** "Not done" is true until the connection is back, or the answer that was lost turns out to be a yes. */
  const forget = () => {
    if (setback.peek()?.is === 'not-done') setback.value = null
  }
  const stops = [
    connection.onConnect(forget),
    effect(() => {
      void standing.value
      // What was pressed before is over: the same move from here is another one.
      unanswered = null
      forget()
    }),
  ]
  return {
    setback,
    moving,
    move,
    stopMoves: () => stops.forEach((stop) => stop()),
  }
}

/** Whether the connection is there again before the signal says that it is too late. */
function isBack(connection: AgentConnection, tooLate: AbortSignal): Promise<boolean> {
  return new Promise((settle) => {
    if (tooLate.aborted) return settle(false)
    const stop = connection.onConnect(() => settle(true))
    tooLate.addEventListener('abort', () => {
      stop()
      settle(false)
    })
  })
}

function setbackOf(name: MoveRequest, { refusal, agent }: RefusalData): Setback {
  if (refusal === 'already-taken' && agent) return { is: 'taken', agent }
  if (refusal === 'not-yours' && agent) return { is: 'not-yours', agent }
  if (name === 'reopen' && refusal === 'move-not-allowed') return { is: 'not-reopened' }
  return { is: canRetry(refusal) ? 'not-done' : 'not-allowed' }
}
