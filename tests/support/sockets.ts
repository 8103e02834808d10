import { createHash, randomBytes } from 'node:crypto'
import { io } from 'socket.io-client'
import type { ManagerOptions, SocketOptions } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { AgentNews, AgentRequests, AgentSignals } from '../../protocol/agent.ts'
import { agentNamespace, visitorNamespace } from '../../protocol/events.ts'
import type { Data, Input } from '../../protocol/events.ts'
import type { Hello, VisitorNews, VisitorRequests, VisitorSignals } from '../../protocol/visitor.ts'
import type { Reply } from '../../protocol/refusals.ts'
import { waitFor } from './wait-for.ts'

export type VisitorSocket = TestSocket<VisitorRequests, VisitorSignals, VisitorNews> & { key: string }
export type AgentSocket = TestSocket<AgentRequests, AgentSignals, AgentNews>

/** One real connection: what it asks, and everything it was sent. */
export interface TestSocket<R, S, N> {
  ask<K extends keyof R & string>(name: K, input: Input<R, K>): Promise<Reply<Data<R, K>>>
  /** As `ask`, where a refusal is a failure of the test. */
  get<K extends keyof R & string>(name: K, input: Input<R, K>): Promise<Data<R, K>>
  tell<K extends keyof S & string>(name: K, input: S[K]): void
  /** News of this name so far, oldest first. */
  news<K extends keyof N & string>(name: K): N[K][]
  /** Waits for the first news of this name that fits. */
  hear<K extends keyof N & string>(name: K, fits?: (news: N[K]) => boolean): Promise<N[K]>
  /** Any payload at all: what a hostile page may send. */
  send(name: string, ...payload: unknown[]): void
  /** As `send`, with an acknowledgement asked for. */
  sendAndAck(name: string, ...payload: unknown[]): Promise<unknown>
  /** A frame as it is, past the client's own checks. */
  sendFrame(frame: string): void
  /** Every frame that came, as it came. */
  frames: string[]
  isConnected(): boolean
  close(): void
}

const answerWithinMs = 8_000

export function newKey(): string {
  return randomBytes(32).toString('base64url')
}

/** What the server calls the visitor with this key. */
export function visitorIdOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

export function newRequestId(): string {
  return randomBytes(9).toString('base64url')
}

export const hello: Hello = {
  conversationId: null,
  after: 0,
  languages: ['en'],
  page: { url: 'https://shop.example/bikes', title: 'Bicycles' },
  timeZone: 'Europe/Stockholm',
}

/** A visitor's tab, connected. The same key is the same visitor. */
export async function visitorSocket(
  url: string,
  key = newKey(),
  headers: Record<string, string> = {},
): Promise<VisitorSocket> {
  const options = { auth: { key }, extraHeaders: headers }
  return Object.assign(
    await open<VisitorRequests, VisitorSignals, VisitorNews>(url + visitorNamespace, options),
    { key },
  )
}

/** An agent's console, connected with the cookie of `signIn`. */
export function agentSocket(
  url: string,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<AgentSocket> {
  return open(url + agentNamespace, { extraHeaders: { cookie, ...headers } })
}

/** What a connection was refused with; null when it was let in. */
export async function connectionRefusal(
  address: string,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Promise<{ message: string; data: unknown } | null> {
  try {
    await open(address, options)
    return null
  } catch (cause) {
    if (cause instanceof ConnectionRefused) return { message: cause.message, data: cause.data }
    throw cause
  }
}

class ConnectionRefused extends Error {
  readonly data: unknown

  constructor(message: string, data: unknown) {
    super(message)
    this.data = data
  }
}

async function open<R, S, N>(
  address: string,
  options: Partial<ManagerOptions & SocketOptions>,
): Promise<TestSocket<R, S, N>> {
  const socket = io(address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    ...options,
  })
  onTestFinished(() => void socket.disconnect())
  const frames: string[] = []
  const heard: { name: string; news: unknown }[] = []
  socket.onAny((name: string, news: unknown) => heard.push({ name, news }))

  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error: Error & { data?: unknown; description?: unknown }) =>
      // Without words from the server, at least with the status: whose fault it is shows in that.
      reject(new ConnectionRefused(error.message, error.data ?? error.description)),
    )
  })
  socket.connect()
  socket.io.engine.on('data', (frame: unknown) => frames.push(String(frame)))
  await connected

  function sendAndAck(name: string, ...payload: unknown[]): Promise<unknown> {
    return socket.timeout(answerWithinMs).emitWithAck(name, ...payload)
  }

  function news<K extends keyof N & string>(name: K): N[K][] {
    return heard.filter((each) => each.name === name).map((each) => each.news as N[K])
  }

  return {
    ask: async (name, input) => (await sendAndAck(name, input)) as Reply<Data<R, typeof name>>,
    get: async (name, input) => {
      const reply = (await sendAndAck(name, input)) as Reply<Data<R, typeof name>>
      if (!reply.ok) throw new Error(`${name} was refused: ${reply.refusal}`)
      return reply.data
    },
    tell: (name, input) => void socket.emit(name, input),
    news,
    hear: (name, fits = () => true) =>
      waitFor(`${name}, of ${heard.length} news`, () => news(name).find(fits)),
    send: (name, ...payload) => void socket.emit(name, ...payload),
    sendAndAck,
    sendFrame: (frame) => void socket.io.engine.write(frame),
    frames,
    isConnected: () => socket.connected,
    close: () => void socket.disconnect(),
  }
}
