import { eventOf, nameOf, withPayload } from './packets.ts'
import type { LightAgent } from './light-agent.ts'
import type { LightVisitor } from './light-visitor.ts'

interface Message {
  conversationId: string | null
  messageId: string
  text: string
}

/** As a server with a bug would: each makes one visitor's wire tell the page, or the desk, something else. */
export const bugs = {
  /** Pushes get lost, and there is no comparing of heads that would notice. */
  losesPushes({ wire }: LightVisitor) {
    wire.meddle = (packet, kind) => (kind === 'push' || nameOf(packet) === 'transcript:since' ? [] : [packet])
  },

  /** It acknowledges before it writes, and the write is lost. */
  acknowledgesTooEarly({ wire, chat }: LightVisitor) {
    let messages = 0
    wire.meddle = (packet, _, direction) => {
      if (direction === 'down' || nameOf(packet) !== 'message:send' || ++messages !== 2) return [packet]
      const number = /^42\/visitor,(\d+)/.exec(packet)![1]!
      const data = { conversationId: chat.conversationId.peek(), sequence: 1_000, at: 0 }
      wire.forge(`43/visitor,${number}${JSON.stringify([{ ok: true, data }])}`, 'down')
      return []
    }
  },

  /** A message that comes again is another one. */
  forgetsIds({ wire }: LightVisitor) {
    wire.meddle = (packet, _, direction) => {
      if (direction === 'down' || nameOf(packet) !== 'message:send') return [packet]
      const input = eventOf(packet)!.payload as Message
      const again = withPayload(packet, { ...input, messageId: `again-${input.messageId.slice(6)}` })
      return [packet, again.replace(/^(42\/visitor,)\d+/, '$19999')]
    }
  },

  /** Two entries change places on their way: a question and the bot's reply. */
  swapsEntries({ wire }: LightVisitor) {
    wire.meddle = (packet, kind) => {
      if (kind === 'reply') return [packet.replace(/("sequence":)1,/, '$12,')]
      if (nameOf(packet) !== 'transcript:grew') return [packet]
      return [packet.replace(/("sequence":)2,/, '$11,')]
    }
  },

  /** An agent's other console is taken for the one that wrote: it hears nothing of its agent's own words. */
  forgetsSecondTab({ wire }: LightAgent) {
    wire.meddle = (packet, kind) =>
      (kind === 'push' && packet.includes('"who":"agent"')) || nameOf(packet) === 'transcript:since'
        ? []
        : [packet]
  },

  /** What agents write to each other is pushed to the visitor. */
  leaksNotes({ wire }: LightVisitor, noteMark: string) {
    wire.meddle = (packet, kind) => {
      const event = kind === 'push' ? eventOf(packet) : null
      return [event ? withPayload(packet, { ...(event.payload as object), notes: [noteMark] }) : packet]
    }
  },
}
