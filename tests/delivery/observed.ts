import type { Sent } from '../../protocol/visitor.ts'
import { canRetry } from '../../protocol/refusals.ts'
import type { Reply } from '../../protocol/refusals.ts'
import type { Connection } from '../../ui/connection.ts'
import type { Recorder } from './history.ts'

interface Written {
  messageId: string
  text: string
}

/** The connection of a real page, which also writes down what was sent and how it was answered, once a message. */
export function observed<R, S, N>(
  connection: Connection<R, S, N>,
  person: string,
  recorder: Recorder,
): Connection<R, S, N> {
  const sent = new Set<string>()
  const settled = new Set<string>()
  return {
    ...connection,
    async ask(name, input) {
      if (name !== 'message:send' && name !== 'note:add') return connection.ask(name, input)
      const { messageId, text } = input as Written
      if (!sent.has(messageId))
        recorder.record({ kind: 'sent', person, messageId, text, isNote: name === 'note:add' })
      sent.add(messageId)
      const reply = await connection.ask(name, input)
      if (!settled.has(messageId) && settle(reply as Reply<Sent>, messageId)) settled.add(messageId)
      return reply
    },
  }

  /** Whether this was the last word on the message. */
  function settle(reply: Reply<Sent>, messageId: string): boolean {
    if (reply.ok) {
      const { conversationId, sequence } = reply.data
      recorder.record({ kind: 'acknowledged', person, messageId, conversationId, sequence })
    } else if (canRetry(reply.refusal)) {
      return false
    } else {
      recorder.record({ kind: 'refused', person, messageId, refusal: reply.refusal })
    }
    return true
  }
}
