import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { Manager, WebSocket as WebSocketTransport } from 'socket.io-client'
import type { Data, Input } from '../protocol/events.ts'
import { canRetry, refusalCodes } from '../protocol/refusals.ts'
import type { RefusalCode, Reply } from '../protocol/refusals.ts'
import { backOffMs } from './back-off.ts'
import { ofPage } from './page.ts'
import type { polling } from './polling.ts'

/** An answer that takes longer counts as none. */
const answerTimeoutMs = 10_000
const reconnectMostMs = 8_000

export type ConnectionState = 'connecting' | 'online' | 'offline'

/** What Socket.IO hears of a transport from. Its types keep 'error' to itself. */
interface Engine {
  on(event: 'close', listener: (reason: string) => void): void
  emit(event: 'error', problem: string): void
}

/** One namespace of the server, typed by its tables of requests, signals and news. */
export interface Connection<R, S, N> {
  readonly state: ReadonlySignal<ConnectionState>
  /** Never rejects. Not connected, cut, or no answer in 10 s: `{ ok: false, refusal: 'try-again' }`. */
  ask<K extends keyof R & string>(name: K, input: Input<R, K>): Promise<Reply<Data<R, K>>>
  /** Volatile: lost without harm while not connected. */
  tell<K extends keyof S & string>(name: K, input: S[K]): void
  /** Returns how to stop listening. */
  on<K extends keyof N & string>(name: K, listener: (news: N[K]) => void): () => void
  /** After each connect and reconnect; at once if online. */
  onConnect(listener: () => void): () => void
  /** The server refused the connection itself, as with 'not-signed-in': no more tries until `reconnect()`. */
  onRefused(listener: (code: RefusalCode) => void): () => void
  reconnect(auth?: object): void
  close(): void
}

/**
 * Connects to one namespace of the server at `url` (its folder counts: a desk may live below a path).
 * Socket.IO's retries, offline buffer and recovery stay off: each breaks "once, in order" (docs/architecture.md).
 */
export function connect<R, S, N>(options: {
  url: string
  namespace: string
  auth?: object
}): Connection<R, S, N> {
  const state = signal<ConnectionState>('connecting')
  const connectListeners = new Set<() => void>()
  const refusedListeners = new Set<(code: RefusalCode) => void>()
  let auth = options.auth ?? {}
  let attempt = 0
  let wanted = true
  let hasConnected = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const server = new URL(options.url, location.href)
  const transports: (typeof WebSocketTransport | typeof polling)[] = [WebSocketTransport]
  const socket = new Manager({
    hostname: server.hostname.replace(/[[\]]/g, ''), // Socket.IO puts the brackets of IPv6 back.
    port: server.port,
    secure: server.protocol === 'https:',
    path: new URL('socket.io/', server).pathname,
    transports,
    tryAllTransports: true,
    upgrade: false,
    reconnection: false,
    autoConnect: false,
  }).socket(options.namespace, { auth: (give) => give(auth) })

  socket.on('connect', () => {
    attempt = 0
    hasConnected = true
    state.value = 'online'
    for (const listener of [...connectListeners]) listener()
  })
  socket.on('disconnect', lost)
  socket.on('connect_error', (problem: Error & { data?: unknown }) => {
    const code = refusalOf(problem.data)
    if (!code && !hasConnected) void addPolling()
    if (!code || canRetry(code)) return lost()
    wanted = false
    state.value = 'offline'
    for (const listener of [...refusedListeners]) listener(code)
  })

  /** A connection closed before a word was said is one that failed: Socket.IO would wait out its 20 seconds. */
  function dial(): void {
    socket.connect()
    const engine: Engine = socket.io.engine
    engine.on('close', (reason) => engine.emit('error', reason))
  }
  function lost(): void {
    state.value = 'offline'
    clearTimeout(timer)
    if (wanted) timer = setTimeout(dial, backOffMs(attempt++, reconnectMostMs))
  }
  /** Some networks let no WebSocket through: from the next try on, polling follows where it fails. */
  async function addPolling(): Promise<void> {
    try {
      const fallback = await import('./polling.ts')
      if (transports.length === 1) transports.push(fallback.polling)
    } catch {
      // The server is out of reach altogether; the next failure asks again.
    }
  }
  function hurry(): void {
    if (!wanted || socket.connected) return
    clearTimeout(timer)
    attempt = 0
    dial()
  }
  /** Said at once: by itself a dead connection is noticed only when the server has been silent for long. */
  const cut = () => void socket.disconnect()
  const closed = new AbortController()
  window.addEventListener('online', hurry, closed)
  window.addEventListener('offline', cut, closed)
  document.addEventListener('visibilitychange', () => ofPage('hidden') || hurry(), closed)
  dial()

  return {
    state,
    ask: <K extends keyof R & string>(name: K, input: Input<R, K>) =>
      new Promise<Reply<Data<R, K>>>((settle) => {
        if (!socket.connected) return settle({ ok: false, refusal: 'try-again' })
        socket
          .timeout(answerTimeoutMs)
          .emit(name, input, (problem: Error | null, reply: Reply<Data<R, K>>) => {
            settle(problem ? { ok: false, refusal: 'try-again' } : reply)
          })
      }),
    tell(name, input) {
      if (socket.connected) socket.volatile.emit(name, input)
    },
    on(name, listener) {
      const event: string = name
      socket.on(event, listener)
      return () => void socket.off(event, listener)
    },
    onConnect(listener) {
      connectListeners.add(listener)
      if (state.peek() === 'online') listener()
      return () => connectListeners.delete(listener)
    },
    onRefused(listener) {
      refusedListeners.add(listener)
      return () => refusedListeners.delete(listener)
    },
    reconnect(next) {
      if (next) auth = next
      wanted = true
      socket.disconnect()
      state.value = 'connecting'
      hurry()
    },
    close() {
      wanted = false
      clearTimeout(timer)
      closed.abort()
      socket.disconnect()
      state.value = 'offline'
    },
  }
}

function refusalOf(data: unknown): RefusalCode | undefined {
  if (typeof data !== 'object' || data === null || !('refusal' in data)) return undefined
  return refusalCodes.find((code) => code === data.refusal)
}
