import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import { agentNamespace, visitorNamespace } from '../../protocol/events.ts'
import { newRandomId } from '../../server/ids.ts'
import { obey } from './orders.ts'
import { usage } from './usage.ts'
import type { Listening, ServerOrder } from './wire.ts'

/**
 * The least that a chat over Socket.IO can be: it acknowledges and pushes to the one other side. It checks nothing,
 * keeps nothing, numbers nothing. Socket.IO's options are those of `server/app.ts`.
 */
const http = createServer()
const io = new Server(http, {
  serveClient: false,
  transports: ['websocket', 'polling'],
  perMessageDeflate: false,
  maxHttpBufferSize: 64 * 1024,
})

interface Pair {
  visitor: Socket
  agent?: Socket
}
interface Said {
  conversationId: string
  messageId: string
  text: string
}
type Answer = (reply: object) => void

const pairs = new Map<string, Pair>()

io.of(visitorNamespace).on('connection', (visitor) => {
  visitor.on('handoff:request', (_: unknown, answer: Answer) => {
    const conversationId = newRandomId()
    pairs.set(conversationId, { visitor })
    answer({ ok: true, data: { conversationId, sequence: 1, at: Date.now() } })
  })
  visitor.on('message:send', (said: Said, answer: Answer) => {
    answer({ ok: true })
    pairs.get(said.conversationId)?.agent?.emit('transcript:grew', pushOf(said))
  })
})

io.of(agentNamespace).on('connection', (agent) => {
  agent.on('conversation:open', (_: unknown, answer: Answer) => answer({ ok: true }))
  agent.on('conversation:take', ({ conversationId }: { conversationId: string }, answer: Answer) => {
    const pair = pairs.get(conversationId)
    if (pair) pair.agent = agent
    answer({ ok: true })
  })
  agent.on('message:send', (said: Said, answer: Answer) => {
    answer({ ok: true })
    pairs.get(said.conversationId)?.visitor.emit('transcript:grew', pushOf(said))
  })
})

function pushOf({ conversationId, messageId, text }: Said): object {
  return { conversationId, entries: [{ id: messageId, text }] }
}

obey<ServerOrder>(async (order) => {
  if (order.do === 'usage') return usage(null)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const listening: Listening = { port: (http.address() as AddressInfo).port, cookies: [] }
  return listening
})
