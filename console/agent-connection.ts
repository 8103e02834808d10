import type { AgentNews, AgentRequests, AgentSignals } from '../protocol/agent.ts'
import type { Connection } from '../ui/connection.ts'

export type AgentConnection = Connection<AgentRequests, AgentSignals, AgentNews>

/** The same connection, which also tells when the desk no longer knows this session: at connect or in a reply. */
export function watchSession(connection: AgentConnection, onEnded: () => void): AgentConnection {
  connection.onRefused((code) => {
    if (code === 'not-signed-in') onEnded()
  })
  return {
    ...connection,
    async ask(name, input) {
      const reply = await connection.ask(name, input)
      if (!reply.ok && reply.refusal === 'not-signed-in') onEnded()
      return reply
    },
  }
}
