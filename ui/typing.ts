import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { typingLastsMs, typingRepeatMs } from '../protocol/limits.ts'

/** Says "is writing" while somebody types: at most each `typingRepeatMs`, and that it ended. */
export interface TypingTeller {
  /** With each change of the text. */
  typed(): void
  /** The text was sent or given up. */
  ended(): void
}

export function createTypingTeller(tell: (typing: boolean) => void): TypingTeller {
  let toldAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  function ended(): void {
    clearTimeout(timer)
    if (toldAt === -Infinity) return
    toldAt = -Infinity
    tell(false)
  }
  return {
    typed() {
      clearTimeout(timer)
      timer = setTimeout(ended, typingLastsMs)
      if (Date.now() - toldAt < typingRepeatMs) return
      toldAt = Date.now()
      tell(true)
    },
    ended,
  }
}

/** Who is writing now, forgotten `typingLastsMs` after the last sign of it. */
export interface TypingWatch<T> {
  readonly who: ReadonlySignal<T | null>
  saw(who: T | null): void
}

export function createTypingWatch<T>(): TypingWatch<T> {
  const who = signal<T | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  function saw(now: T | null): void {
    clearTimeout(timer)
    who.value = now
    if (now) timer = setTimeout(saw, typingLastsMs, null)
  }
  return { who, saw }
}
