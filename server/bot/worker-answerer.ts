import type { Worker } from 'node:worker_threads'
import { createDeferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'
import type { AnswererReply, AnswererRequest } from './matcher-messages.ts'
import type { Answerer, SpokenMatch } from './matchers.ts'
import { createShortFirst } from './short-first.ts'
import { createRestarts, followWorker } from './worker-run.ts'
import type { WorkerRun } from './worker-run.ts'

export interface WorkerAnswererOptions {
  startWorker: () => Worker
  onFault: (cause: unknown) => void
  /** After a crash it knows nothing: everything has to be opened again. */
  onRestart: () => void
}

/** Answers in a worker that stays. A crash rejects what was asked, and another worker is started. */
export function createWorkerAnswerer({ startWorker, onFault, onRestart }: WorkerAnswererOptions): Answerer {
  const asked = new Map<number, Deferred<SpokenMatch | null>>()
  const inTurn = createShortFirst()
  const restarts = createRestarts(() => {
    start()
    onRestart()
  })
  let run: WorkerRun | null = null
  let lastRequestId = 0
  start()

  function start(): void {
    run = followWorker<AnswererReply>(startWorker(), hear, (cause) => {
      run = null
      rejectAsked(cause)
      onFault(cause)
      restarts.crashed()
    })
  }

  function hear(reply: AnswererReply): void {
    const waiting = asked.get(reply.requestId)
    asked.delete(reply.requestId)
    if ('answer' in reply) waiting?.resolve(reply.answer)
    else waiting?.reject(reply.cause)
  }

  function ask(request: AnswererRequest, transfer?: ArrayBuffer[]): Promise<SpokenMatch | null> {
    if (!run) return Promise.reject(new Error('the matcher is not running'))
    const requestId = ++lastRequestId
    const waiting = createDeferred<SpokenMatch | null>()
    asked.set(requestId, waiting)
    run.post({ ...request, requestId }, transfer)
    return waiting.promise
  }

  function rejectAsked(cause: unknown): void {
    for (const waiting of asked.values()) waiting.reject(cause)
    asked.clear()
  }

  return {
    async open(lesson, learned) {
      await ask({ kind: 'open', lesson, learned }, [learned.buffer])
    },
    async match(text, language) {
      const answer = await inTurn(text.length, () => ask({ kind: 'match', language, text }))
      return answer as SpokenMatch
    },
    forget(language) {
      ask({ kind: 'forget', language }).catch(() => {
        // Whatever answers next has never heard of it.
      })
    },
    async close() {
      restarts.cancel()
      rejectAsked(new Error('the matcher was closed'))
      const ending = run
      run = null
      await ending?.stop()
    },
  }
}
