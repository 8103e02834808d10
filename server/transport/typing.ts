import type { Cluster, Typing } from '../cluster.ts'
import { agentsOf, conversationRoom, visitorRoom, visitorsOf } from './announcer.ts'
import type { SocketServer } from './announcer.ts'

export type TellTyping = (typing: Typing) => void

/** "Is writing", to this server's screens and to the other servers. Lost without harm. */
export function createTyping(io: SocketServer, cluster: Cluster | undefined) {
  /** A visitor's is heard by agents who have the conversation open, an agent's by the visitor. */
  const here: TellTyping = (told) => {
    const { conversationId, typing } = told
    if (told.by === 'visitor')
      agentsOf(io)
        .to(conversationRoom(conversationId))
        .volatile.emit('typing:changed', { conversationId, typing })
    else
      visitorsOf(io)
        .to(visitorRoom(told.visitorId))
        .volatile.emit('typing:changed', { conversationId, agent: told.agent, typing })
  }

  const everywhere: TellTyping = (typing) => {
    here(typing)
    cluster?.tell({ typing })
  }

  return { here, everywhere }
}
