import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { headCheckMs as usualHeadCheckMs } from '../protocol/limits.ts'
import type { Reply } from '../protocol/refusals.ts'
import { backOffMs } from './back-off.ts'
import type { ConnectionState } from './connection.ts'
import { ofPage } from './page.ts'

const failuresUntilStale = 3
const catchUpMostMs = 30_000

/** `behind`: something is missing and being asked for. `stale`: three tries failed; the screen must say so. */
export type Freshness = 'current' | 'behind' | 'stale'

/** A numbered log as this screen has it: 1, 2, 3 … without holes, in order, each once. */
export interface Log<T> {
  readonly lines: ReadonlySignal<T[]>
  /** The last number that this screen shows; 0 with none. */
  readonly head: ReadonlySignal<number>
  readonly freshness: ReadonlySignal<Freshness>
  /** Takes what was pushed or asked for, in any order and any number of times. */
  receive(lines: T[]): void
  /** Compares with the server's head (asked for when not given) and fetches what is missing. */
  compare(head?: number): Promise<void>
  stop(): void
}

export interface LogOptions<T> {
  since(after: number): Promise<Reply<{ lines: T[]; head: number }>>
  headCheckMs?: number
  /** While this is not 'online' nothing is asked; when it becomes so, heads are compared. */
  online?: ReadonlySignal<ConnectionState>
}

/**
 * Shows line n+1 only after n. A push is a hint: a gap asks `since`. Heads are compared on connect, when the tab
 * becomes visible, when the network returns, and every 12 to 15 s until `stop()`. The first lines are the caller's
 * to bring, by `receive` or `compare`.
 */
export function createLog<T extends { sequence: number }>(options: LogOptions<T>): Log<T> {
  const lines = signal<T[]>([])
  const head = signal(0)
  const freshness = signal<Freshness>('current')
  const early = new Map<number, T>()
  let knownHead = 0
  let failures = 0
  let asking: Promise<void> | undefined
  let askAgain = false
  let stopped = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let checkTimer: ReturnType<typeof setTimeout> | undefined

  const isOnline = () => !options.online || options.online.peek() === 'online'

  function receive(received: T[]): void {
    if (stopped) return
    take(received)
    if (early.size > 0) void catchUp() // Never rejects: failures end in `freshness`.
  }

  function take(received: T[]): void {
    for (const line of received) {
      if (line.sequence > head.peek()) early.set(line.sequence, line)
      knownHead = Math.max(knownHead, line.sequence)
    }
    const next: T[] = []
    for (let line = early.get(head.peek() + 1); line; line = early.get(line.sequence + 1)) {
      early.delete(line.sequence)
      next.push(line)
    }
    const last = next.at(-1)
    if (last) {
      lines.value = [...lines.peek(), ...next]
      head.value = last.sequence
    }
    judge()
  }

  function judge(): void {
    if (head.peek() >= knownHead && failures === 0) freshness.value = 'current'
    else freshness.value = failures >= failuresUntilStale ? 'stale' : 'behind'
  }

  function compare(serverHead?: number): Promise<void> {
    if (stopped) return Promise.resolve()
    if (serverHead === undefined) return catchUp()
    knownHead = Math.max(knownHead, serverHead)
    judge()
    return head.peek() >= serverHead ? Promise.resolve() : catchUp()
  }

  function catchUp(): Promise<void> {
    if (asking) {
      askAgain = true
      return asking
    }
    clearTimeout(retryTimer)
    asking = askUntilHead().finally(() => {
      asking = undefined
    })
    return asking
  }

  async function askUntilHead(): Promise<void> {
    do {
      askAgain = false
      if (stopped || !isOnline()) return
      const before = head.peek()
      const reply = await options.since(before)
      if (stopped) return
      if (!reply.ok) return failed()
      failures = 0
      knownHead = Math.max(knownHead, reply.data.head)
      take(reply.data.lines)
      // A page that brings nothing although more exists would be asked for without end.
      if (head.peek() === before && head.peek() < knownHead) return failed()
    } while (head.peek() < knownHead || askAgain)
  }

  function failed(): void {
    failures += 1
    judge()
    if (isOnline()) retryTimer = setTimeout(() => void catchUp(), backOffMs(failures, catchUpMostMs))
  }

  function checkLater(): void {
    const everyMs = options.headCheckMs ?? usualHeadCheckMs
    checkTimer = setTimeout(
      () => {
        void compare()
        checkLater()
      },
      everyMs * (0.8 + Math.random() * 0.2),
    )
  }

  const compareNow = () => void compare()
  const closed = new AbortController()
  let wasOnline = isOnline()
  const forgetConnection = options.online?.subscribe((state) => {
    if (state === 'online' && !wasOnline) compareNow()
    wasOnline = state === 'online'
  })
  window.addEventListener('online', compareNow, closed)
  document.addEventListener('visibilitychange', () => ofPage('hidden') || compareNow(), closed)
  checkLater()

  return {
    lines,
    head,
    freshness,
    receive,
    compare,
    stop() {
      stopped = true
      clearTimeout(retryTimer)
      clearTimeout(checkTimer)
      forgetConnection?.()
      closed.abort()
    },
  }
}
