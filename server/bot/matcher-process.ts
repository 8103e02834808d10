import { Worker } from 'node:worker_threads'
import { createDeferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'
import { createInProcessMatchers } from './matcher-in-process.ts'
import type { MatchRequest, WorkerNews } from './matcher-messages.ts'
import type { Lesson, Matchers, SpokenMatch } from './matchers.ts'

/** The first crash is made good at once; from the second on the pause doubles. */
const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** A worker that ran this long has earned a restart without a pause. */
const forgivenMs = 10 * 60_000

// The build puts both files into one folder.
const workerFile = new URL('./matcher-worker.js', import.meta.url)
const runsFromSource = import.meta.url.endsWith('.ts')

/** Starts to learn in a worker; in this thread where the code runs from its source. `onFault`: a crash. */
export function startMatchers(lessons: Lesson[], onFault: (cause: unknown) => void): Matchers {
  return runsFromSource
    ? createInProcessMatchers(lessons)
    : createWorkerMatchers(lessons, onFault, () => new Worker(workerFile, { workerData: lessons }))
}

/** A crash rejects what was asked; the worker is started again and learns anew. */
export function createWorkerMatchers(
  lessons: Lesson[],
  onFault: (cause: unknown) => void,
  startWorker: () => Worker,
): Matchers {
  const learned = new Map(lessons.map(({ language }) => [language, createDeferred<void>()]))
  const asked = new Map<number, Deferred<SpokenMatch>>()
  let lastRequestId = 0
  let crashes = 0
  let pause: NodeJS.Timeout | undefined
  let closed = false
  let worker: Worker | null = null
  start()

  function start(): void {
    const own = startWorker()
    const startedAt = performance.now()
    let cause: unknown
    worker = own
    own.on('message', hear)
    own.on('error', (error) => {
      cause = error
    })
    own.on('exit', (code) => {
      if (performance.now() - startedAt > forgivenMs) crashes = 0
      if (!closed) lost(cause ?? new Error(`the matcher's worker ended with code ${code}`))
    })
  }

  function hear(news: WorkerNews): void {
    if (news.kind === 'learned') return learned.get(news.language)?.resolve()
    if (news.kind === 'failed') return learned.get(news.language)?.reject(news.cause)
    const waiting = asked.get(news.requestId)
    asked.delete(news.requestId)
    if (news.kind === 'matched') waiting?.resolve(news.match)
    else waiting?.reject(news.cause)
  }

  function lost(cause: unknown): void {
    worker = null
    rejectAsked(cause)
    onFault(cause)
    if (crashes++ === 0) return start()
    pause = setTimeout(start, Math.min(longestPauseMs, firstPauseMs * 2 ** (crashes - 2))).unref()
  }

  function rejectAsked(cause: unknown): void {
    for (const waiting of asked.values()) waiting.reject(cause)
    asked.clear()
  }

  return {
    match(text, language) {
      const request: MatchRequest = { requestId: ++lastRequestId, language, text }
      const waiting = createDeferred<SpokenMatch>()
      if (!worker) return Promise.reject(new Error('the matcher is not running'))
      asked.set(request.requestId, waiting)
      worker.postMessage(request)
      return waiting.promise
    },
    learned: (language) =>
      learned.get(language)?.promise ?? Promise.reject(new Error(`there is no matcher for "${language}"`)),
    async close() {
      closed = true
      clearTimeout(pause)
      const cause = new Error('the matcher was closed')
      for (const each of learned.values()) each.reject(cause)
      rejectAsked(cause)
      const ending = worker
      worker = null
      await ending?.terminate()
    },
  }
}
