import type { Instant } from '../../protocol/conversation.ts'
import type { Clock } from '../../server/ports.ts'

/** A Monday, 10:00 in Stockholm. */
export const mondayMorning: Instant = Date.parse('2026-03-02T09:00:00Z')

/** A clock that stands still until it is moved by hand. */
export interface FakeClock extends Clock {
  /** Moves on and runs what falls due, in order. What a timer sets off has settled before the next one runs. */
  advance(ms: number): Promise<void>
  /** How many timers are set. */
  pending(): number
}

interface Timer {
  at: Instant
  then: () => void
}

export function createFakeClock(start: Instant = mondayMorning): FakeClock {
  const timers = new Set<Timer>()
  let now = start

  /** The earliest; of those at the same instant, the one that was set first. */
  function nextUntil(end: Instant): Timer | null {
    let next: Timer | null = null
    for (const timer of timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
    return next
  }

  return {
    now: () => now,
    pending: () => timers.size,
    after(ms, then) {
      const timer = { at: now + ms, then }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const end = now + ms
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.then()
        await settled()
      }
      now = end
    },
  }
}

/** A few turns of the event loop: enough for everything that waits for promises only. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
