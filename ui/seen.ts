import type { ReadonlySignal } from '@preact/signals'
import type { Party, ShownEntry } from '../protocol/conversation.ts'
import type { ConnectionState } from './connection.ts'

/** Messages in a row are seen together. */
const gatherMs = 500

/** Tells how far somebody has seen what the other side wrote. */
export interface SeenTeller {
  /** All up to this number is on a screen that somebody looks at. */
  saw(sequence: number): void
  stop(): void
}

/** `tell` may be lost, so it is said again after each reconnect. */
export function createSeenTeller(
  online: ReadonlySignal<ConnectionState>,
  tell: (sequence: number) => void,
): SeenTeller {
  let [seen, told] = [0, 0]
  let timer: ReturnType<typeof setTimeout> | undefined
  function tellSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      if (seen <= told || online.peek() !== 'online') return
      told = seen
      tell(seen)
    }, gatherMs)
  }
  const forget = online.subscribe((state) => {
    if (state !== 'online') told = 0
    else if (seen > told) tellSoon()
  })
  return {
    saw(sequence) {
      if (sequence <= seen) return
      seen = sequence
      tellSoon()
    },
    stop() {
      clearTimeout(timer)
      forget()
    },
  }
}

/** The number of the last thing that this side wrote or picked; 0 where there is none. */
export function lastWrittenBy(entries: readonly ShownEntry[], who: Party['who']): number {
  const last = entries.findLast(
    (entry) => (entry.kind === 'message' || entry.kind === 'choice') && entry.by.who === who,
  )
  return last?.sequence ?? 0
}
