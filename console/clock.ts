import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Instant } from '../protocol/conversation.ts'

export interface Clock {
  /** The server's time, told anew each second. */
  now: ReadonlySignal<Instant>
  /** Call when the server has just said what time it is. */
  set(serverNow: Instant): void
  stop(): void
}

/** Ticks by the server's clock: this computer's may be minutes off, and a wait must look the same to all agents. */
export function createClock(): Clock {
  let offset = 0
  const now = signal(Date.now())
  const timer = setInterval(() => (now.value = Date.now() + offset), 1000)
  return {
    now,
    set(serverNow) {
      offset = serverNow - Date.now()
      now.value = serverNow
    },
    stop: () => clearInterval(timer),
  }
}
