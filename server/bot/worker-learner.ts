import type { Worker } from 'node:worker_threads'
import { createLessonQueue } from './lesson-queue.ts'
import type { Task } from './lesson-queue.ts'
import type { LearnerNews } from './matcher-messages.ts'
import type { Learner } from './matchers.ts'
import { createRestarts, followWorker } from './worker-run.ts'
import type { WorkerRun } from './worker-run.ts'

export interface WorkerLearnerOptions {
  startWorker: () => Worker
  onFault: (cause: unknown) => void
  onNotKept: (cause: unknown) => void
}

/** Learns in a worker that is there while there is something to learn. After a crash the lesson is tried again, last. */
export function createWorkerLearner({ startWorker, onFault, onNotKept }: WorkerLearnerOptions): Learner {
  const queue = createLessonQueue()
  /** What is being learned, or was when the worker crashed. */
  let current: Task | undefined
  let run: WorkerRun | null = null
  let isPausing = false
  const restarts = createRestarts(() => {
    isPausing = false
    begin()
  })

  function begin(): void {
    if (isPausing || current) return
    current = queue.next()
    if (!current) return stop()
    run ??= followWorker<LearnerNews>(startWorker(), hear, crashed)
    run.post(current.lesson)
  }

  function hear(news: LearnerNews): void {
    if (news.kind === 'not-kept') return onNotKept(news.cause)
    if (news.kind === 'learned') current?.learned.resolve(news.learned)
    else current?.learned.reject(news.cause)
    current = undefined
    begin()
  }

  function crashed(cause: unknown): void {
    run = null
    isPausing = true
    if (current) queue.retry(current)
    current = undefined
    onFault(cause)
    restarts.crashed()
  }

  function stop(): void {
    run?.stop().catch(onFault)
    run = null
  }

  /** Nobody wants it any more; nobody shall wait for it either. */
  function drop(language: string): void {
    let overtaken = queue.drop(language)
    if (current?.lesson.language === language) {
      overtaken = current
      current = undefined
      stop()
    }
    overtaken?.learned.reject(new Error('a newer lesson took its place'))
  }

  return {
    learn(lesson) {
      drop(lesson.language)
      const { learned } = queue.add(lesson)
      begin()
      return learned.promise
    },
    hurry: (language) => queue.hurry(language),
    async close() {
      restarts.cancel()
      const closed = new Error('the matcher was closed')
      for (const { learned } of [...(current ? [current] : []), ...queue.takeAll()]) learned.reject(closed)
      current = undefined
      const ending = run
      run = null
      await ending?.stop()
    },
  }
}
