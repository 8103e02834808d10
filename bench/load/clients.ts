import { randomBytes } from 'node:crypto'
import { io } from 'socket.io-client'
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client'
import type { AgentNews, AgentRequests } from '../../protocol/agent.ts'
import { agentNamespace, visitorNamespace } from '../../protocol/events.ts'
import type { Asking, Telling } from '../../protocol/events.ts'
import type { Sent, TranscriptGrew, VisitorNews, VisitorRequests } from '../../protocol/visitor.ts'
import type { Reply } from '../../protocol/refusals.ts'
import { newRandomId } from '../../server/ids.ts'
import { obey } from './orders.ts'
import { Counts, Side, foundBySince } from './talk.ts'
import type { Wire } from './talk.ts'
import type { ClientOrder, Finished, Window } from './wire.ts'

/** Visitors and the agents they talk with: both ends of a conversation in one process, so that one clock times it. */
type VisitorSocket = Socket<Telling<VisitorNews>, Asking<VisitorRequests>>
type AgentSocket = Socket<Telling<AgentNews>, Asking<AgentRequests>>

interface Conversation {
  visitor: Side
  agent: Side
  visitorWire: Wire
  agentWire: Wire
}

const counts = new Counts()
const conversations: Conversation[] = []
let inflight = 0
let beganAt = 0

obey<ClientOrder>(async (order) => {
  switch (order.do) {
    case 'connect':
      inflight = order.plan.inflight / 2
      await connect(order)
      return {}
    case 'talk':
      for (const { visitor, agent } of conversations) for (const side of [visitor, agent]) side.talk(inflight)
      return {}
    case 'begin':
      beganAt = performance.now()
      counts.begin()
      return {}
    case 'end':
      return end()
    case 'finish':
      return finish()
  }
})

async function connect(order: ClientOrder & { do: 'connect' }): Promise<void> {
  const { plan, listening, share, of } = order
  const url = `http://127.0.0.1:${listening.port}`
  for (let number = share; number < plan.agents; number += of) {
    const cookie = listening.cookies[number]
    const agent: AgentSocket = io(
      url + agentNamespace,
      optionsWith(cookie ? { extraHeaders: { cookie } } : {}),
    )
    await connected(agent)
    const visitors = new Map<string, Side>()
    agent.on('transcript:grew', (news) => arrived(visitors.get(news.conversationId), news))
    for (let each = number; each < plan.conversations; each += plan.agents) {
      const conversation = await begin(url, agent, textOf(plan.length))
      visitors.set(conversation.visitor.conversationId, conversation.visitor)
      conversations.push(conversation)
    }
  }
}

/** A visitor asks for a person, and the agent opens and takes the conversation. */
async function begin(url: string, agent: AgentSocket, text: string): Promise<Conversation> {
  const key = randomBytes(32).toString('base64url')
  const visitor: VisitorSocket = io(url + visitorNamespace, optionsWith({ auth: { key } }))
  await connected(visitor)
  const { conversationId } = await asked<Sent>((reply) =>
    visitor.emit('handoff:request', { conversationId: null, requestId: newRandomId() }, reply),
  )
  await asked<unknown>((reply) => agent.emit('conversation:open', { conversationId }, reply))
  await asked<unknown>((reply) =>
    agent.emit('conversation:take', { conversationId, requestId: newRandomId() }, reply),
  )
  const [visitorWire, agentWire] = [wireOf(visitor), wireOf(agent)]
  const sides = {
    visitor: new Side(visitorWire, conversationId, text, counts),
    agent: new Side(agentWire, conversationId, text, counts),
  }
  visitor.on('transcript:grew', (news) => arrived(sides.agent, news))
  return { ...sides, visitorWire, agentWire }
}

function arrived(from: Side | undefined, { entries }: TranscriptGrew): void {
  if (from) for (const { id } of entries) from.arrived(id)
}

function end(): Window {
  counts.open = false
  const { acked, ack, push, delivery } = counts
  const ms = performance.now() - beganAt
  return { acked, ms, ack: ack.counts, push: push.counts, delivery: delivery.counts }
}

/** Drains, waits a moment for the last pushes, and reads by number what no push has brought. */
async function finish(): Promise<Finished> {
  await Promise.all(conversations.flatMap(({ visitor, agent }) => [visitor.finish(), agent.finish()]))
  await new Promise((resolve) => setTimeout(resolve, lastPushesMs))
  const finished: Finished = { sent: [], pushed: 0, caughtUp: 0, lost: 0, refused: counts.refused }
  for (const { visitor, agent, visitorWire, agentWire } of conversations) {
    await account(visitor, agentWire, finished)
    await account(agent, visitorWire, finished)
  }
  return finished
}

async function account(side: Side, reader: Wire, finished: Finished): Promise<void> {
  const messages = side.messages()
  finished.sent.push(messages)
  finished.pushed += side.pushed
  if (side.pushed === messages.count) return
  const found = await foundBySince(reader, messages)
  finished.caughtUp += found - side.pushed
  finished.lost += messages.count - found
}

const lastPushesMs = 500

function optionsWith(
  options: Partial<ManagerOptions & SocketOptions>,
): Partial<ManagerOptions & SocketOptions> {
  return { transports: ['websocket'], forceNew: true, reconnection: false, ...options }
}

function connected(socket: VisitorSocket | AgentSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const once: Socket = socket
    once.once('connect', resolve)
    once.once('connect_error', reject)
  })
}

function asked<T>(ask: (reply: (answer: Reply<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    ask((answer) => (answer.ok ? resolve(answer.data) : reject(new Error(`refused: ${answer.refusal}`)))),
  )
}

/** The same two requests on either kind of socket. */
function wireOf(socket: VisitorSocket | AgentSocket): Wire {
  const wire: Socket<object, Asking<Pick<AgentRequests, 'message:send' | 'transcript:since'>>> = socket
  return {
    send: (input, reply) => void wire.emit('message:send', input, reply),
    since: (input, reply) => void wire.emit('transcript:since', input, reply),
  }
}

function textOf(length: number): string {
  const sentence =
    'Does the black one in size 54 come with mudguards, and can I collect it in the shop on Saturday? '
  return `${sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length - 1)}.`
}
