import { effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { canRetry } from '../protocol/refusals.ts'
import type { Reply } from '../protocol/refusals.ts'
import { backOffMs } from '../ui/back-off.ts'
import type { ConnectionState } from '../ui/connection.ts'
import { newRequestId } from '../ui/ids.ts'

/** What the visitor does besides writing: each act has one id through all its tries, so it happens once. */
export interface Acts {
  /** The names of the acts under way. */
  readonly busy: ReadonlySignal<ReadonlySet<string>>
  /**
   * Tries until the server has answered for good, across lost connections. While an act of this name is under
   * way a second one is not begun: null.
   */
  act<D>(name: string, ask: (requestId: string) => Promise<Reply<D>>): Promise<Reply<D> | null>
  stop(): void
}

export function createActs(ready: ReadonlySignal<ConnectionState>): Acts {
  const busy = signal<ReadonlySet<string>>(new Set())
  let stopped = false

  async function settle<D>(ask: (requestId: string) => Promise<Reply<D>>): Promise<Reply<D> | null> {
    const requestId = newRequestId()
    for (let attempt = 0; !stopped; attempt++) {
      await untilOnline(ready)
      const reply = await ask(requestId)
      if (reply.ok || !canRetry(reply.refusal)) return reply
      await pause(Math.max(reply.retryAfterMs ?? 0, backOffMs(attempt)))
    }
    return null
  }

  return {
    busy,
    async act(name, ask) {
      if (busy.peek().has(name)) return null
      busy.value = new Set([...busy.peek(), name])
      try {
        return await settle(ask)
      } finally {
        busy.value = new Set([...busy.peek()].filter((other) => other !== name))
      }
    },
    stop() {
      stopped = true
    },
  }
}

function untilOnline(ready: ReadonlySignal<ConnectionState>): Promise<void> {
  return new Promise((resolve) =>
    effect(function () {
      if (ready.value !== 'online') return
      this.dispose()
      resolve()
    }),
  )
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
