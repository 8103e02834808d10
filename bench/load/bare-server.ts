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
 * The least that a chat over Socket.IO can be: it acknowledges and, as a relay, pushes to the one other side. It checks
 * nothing, keeps nothing, numbers nothing. Socket.IO's options are those of `server/app.ts`.
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
let relays = false

io.of(visitorNamespace).on('connection', (visitor) => {
  visitor.on('desk:hello', (_: unknown, answer: Answer) => answer({ ok: true, data: { conversation: null } }))
  visitor.on('handoff:request', (_: unknown, answer: Answer) => {
    const conversationId = newRandomId()
    pairs.set(conversationId, { visitor })
    answer({ ok: true, data: { conversationId, sequence: 1, at: Date.now() } })
  })
  visitor.on('message:send', (said: Said, answer: Answer) => hear(said, answer, 'agent'))
})

io.of(agentNamespace).on('connection', (agent) => {
  agent.on('conversation:open', (_: unknown, answer: Answer) => answer({ ok: true }))
  agent.on('conversation:take', ({ conversationId }: { conversationId: string }, answer: Answer) => {
    const pair = pairs.get(conversationId)
    if (pair) pair.agent = agent
    answer({ ok: true })
  })
  agent.on('message:send', (said: Said, answer: Answer) => hear(said, answer, 'visitor'))
})

function hear(said: Said, answer: Answer, other: keyof Pair): void {
  answer({ ok: true })
  if (!relays) return
  const { conversationId, messageId, text } = said
  const news = { conversationId, entries: [{ id: messageId, text }] }
  pairs.get(conversationId)?.[other]?.emit('transcript:grew', news)
}

obey<ServerOrder>(async (order) => {
  if (order.do !== 'start') return usage(null)
  relays = order.setting.kind === 'relay'
  await new Promise<void>((resolve) => http.listen(order.setting.port, '127.0.0.1', resolve))
  const listening: Listening = { port: (http.address() as AddressInfo).port, cookies: [] }
  return listening
})
