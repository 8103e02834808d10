import type { Clock, Log } from '../ports.ts'

export interface LooksOptions {
  clock: Clock
  log: Log
  firstAfterMs: number
  everyMs: number
  /** What the log says of a look that failed; there is another one when it is time. */
  onFailure: string
  /** `isStopped`: it need not go on. */
  look: (isStopped: () => boolean) => Promise<void>
}

/** Looks for what is due, again and again: the next time so long after a look is done. */
export function createLooks({ clock, log, firstAfterMs, everyMs, onFailure, look }: LooksOptions) {
  let callOff = () => {}
  let stopped = false

  function lookAfter(ms: number): void {
    if (stopped) return
    callOff = clock.after(ms, () => {
      look(() => stopped)
        .catch((cause: unknown) => log.error(onFailure, cause))
        .finally(() => lookAfter(everyMs))
    })
  }

  return {
    start(): void {
      lookAfter(firstAfterMs)
    },
    stop(): void {
      stopped = true
      callOff()
    },
  }
}
