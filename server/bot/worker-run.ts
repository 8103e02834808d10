import type { Worker } from 'node:worker_threads'

/** The first crash is made good at once; from the second on the pause doubles. */
const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** After so long without a crash the next one counts as the first. */
const forgivenMs = 10 * 60_000

export interface WorkerRun {
  post(message: unknown, transfer?: ArrayBuffer[]): void
  /** Ends it; it is not heard any more. */
  stop(): Promise<void>
}

/** Follows a worker. `onCrash`: it ended, and nobody stopped it. */
export function followWorker<News>(
  worker: Worker,
  hear: (news: News) => void,
  onCrash: (cause: unknown) => void,
): WorkerRun {
  let cause: unknown
  let stopped = false
  worker.on('message', (news: News) => {
    if (!stopped) hear(news)
  })
  worker.on('error', (error) => {
    cause = error
  })
  worker.on('exit', (code) => {
    if (!stopped) onCrash(cause ?? new Error(`the matcher's worker ended with code ${code}`))
  })
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    async stop() {
      stopped = true
      await worker.terminate()
    },
  }
}

/** Calls `start` again after a crash, at once or after a pause. */
export function createRestarts(start: () => void) {
  let crashes = 0
  let lastAt = -Infinity
  let pause: NodeJS.Timeout | undefined
  return {
    crashed(): void {
      const now = performance.now()
      if (now - lastAt > forgivenMs) crashes = 0
      lastAt = now
      if (crashes++ === 0) return start()
      pause = setTimeout(start, Math.min(longestPauseMs, firstPauseMs * 2 ** (crashes - 2))).unref()
    },
    cancel: () => clearTimeout(pause),
  }
}
