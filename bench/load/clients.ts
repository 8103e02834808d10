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
import { Counts, Side, foundBySince, sayAtRate } from './talk.ts'
import type { Wire } from './talk.ts'
import type { ClientOrder, Finished, Plan, Window } from './wire.ts'

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
let plan: Plan
/** Of all clients together this process is one of so many. */
let processes = 1
let stopTalking = (): void => undefined
let beganAt = 0

obey<ClientOrder>(async (order) => {
  switch (order.do) {
    case 'connect':
      plan = order.plan
      processes = order.of
      await connect(order)
      return {}
    case 'talk':
      talk(conversations.flatMap(({ visitor, agent }) => [visitor, agent]))
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
  const { servers, share, of } = order
  const urlOf = (number: number) => `http://127.0.0.1:${servers[number % servers.length]?.port}`
  for (let number = share; number < plan.agents; number += of) {
    const cookie = servers[0]?.cookies[number]
    const agent: AgentSocket = io(
      urlOf(number) + agentNamespace,
      optionsWith(cookie ? { extraHeaders: { cookie } } : {}),
    )
    await connected(agent)
    const visitors = new Map<string, Side>()
    agent.on('transcript:grew', (news) => arrived(visitors.get(news.conversationId), news))
    for (let each = number; each < plan.conversations; each += plan.agents) {
      const url = urlOf(plan.apart ? number + 1 : Math.floor(each / plan.agents))
      const conversation = await begin(url, agent, textOf(plan.length))
      visitors.set(conversation.visitor.conversationId, conversation.visitor)
      conversations.push(conversation)
    }
  }
}

function talk(sides: Side[]): void {
  if (plan.perSecond === null) for (const side of sides) side.talk(plan.inflight / 2)
  else stopTalking = sayAtRate(sides, plan.perSecond / processes)
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
  stopTalking()
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
  if (side.pushed === messages.count || !plan.pushes) return
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
