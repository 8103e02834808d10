import { signal } from '@preact/signals'
import type { Data, Input } from '../../protocol/events.ts'
import type { RefusalCode, Reply } from '../../protocol/refusals.ts'
import type { Connection, ConnectionState } from '../../ui/connection.ts'

type Answer<R, K extends keyof R> = (input: Input<R, K>) => Reply<Data<R, K>> | Promise<Reply<Data<R, K>>>

/** A connection whose other end is the test. */
export interface FakeConnection<R, S, N> extends Connection<R, S, N> {
  /** How this request is answered from now on. Unanswered requests get 'try-again'. */
  answer<K extends keyof R & string>(name: K, answer: Answer<R, K>): void
  /** Returns what was asked by this name, oldest first. */
  asked<K extends keyof R & string>(name: K): Input<R, K>[]
  told: { name: string; input: unknown }[]
  push<K extends keyof N & string>(name: K, news: N[K]): void
  goOnline(): void
  goOffline(): void
  refuse(code: RefusalCode): void
  auth: object | undefined
  closed: boolean
}

export function createFakeConnection<R, S, N>(initial: ConnectionState = 'online'): FakeConnection<R, S, N> {
  const state = signal<ConnectionState>(initial)
  const answers = new Map<string, (input: never) => unknown>()
  const requests: { name: string; input: unknown }[] = []
  const newsListeners = new Map<string, Set<(news: never) => void>>()
  const connectListeners = new Set<() => void>()
  const refusedListeners = new Set<(code: RefusalCode) => void>()

  const fake: FakeConnection<R, S, N> = {
    state,
    auth: undefined,
    closed: false,
    told: [],
    async ask(name, input) {
      if (state.peek() !== 'online') return { ok: false, refusal: 'try-again' }
      requests.push({ name, input })
      const answer = answers.get(name) as Answer<R, typeof name> | undefined
      return answer ? answer(input) : { ok: false, refusal: 'try-again' }
    },
    tell(name, input) {
      if (state.peek() === 'online') fake.told.push({ name, input })
    },
    on(name, listener) {
      const listeners = newsListeners.get(name) ?? new Set()
      newsListeners.set(name, listeners.add(listener))
      return () => listeners.delete(listener)
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
    reconnect(auth) {
      if (auth) fake.auth = auth
      state.value = 'connecting'
      fake.goOnline()
    },
    close() {
      fake.closed = true
      state.value = 'offline'
    },
    answer(name, answer) {
      answers.set(name, answer)
    },
    asked: (name) =>
      requests
        .filter((request) => request.name === name)
        .map((request) => request.input as Input<R, typeof name>),
    push(name, news) {
      for (const listener of newsListeners.get(name) ?? []) listener(news as never)
    },
    goOnline() {
      state.value = 'online'
      for (const listener of [...connectListeners]) listener()
    },
    goOffline() {
      state.value = 'offline'
    },
    refuse(code) {
      state.value = 'offline'
      for (const listener of [...refusedListeners]) listener(code)
    },
  }
  return fake
}
