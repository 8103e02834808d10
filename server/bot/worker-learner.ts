import type { Worker } from 'node:worker_threads'
import { createDeferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'
import type { LearnerNews } from './matcher-messages.ts'
import type { LearnedBytes, Learner, Lesson } from './matchers.ts'
import { createRestarts, followWorker } from './worker-run.ts'
import type { WorkerRun } from './worker-run.ts'

interface Task {
  lesson: Lesson
  learned: Deferred<LearnedBytes>
}

export interface WorkerLearnerOptions {
  startWorker: () => Worker
  onFault: (cause: unknown) => void
  onNotKept: (cause: unknown) => void
}

/** Learns in a worker that is there while there is something to learn. After a crash the lesson is tried again, last. */
export function createWorkerLearner({ startWorker, onFault, onNotKept }: WorkerLearnerOptions): Learner {
  /** The first one is being learned while a worker runs. */
  const tasks: Task[] = []
  let run: WorkerRun | null = null
  let isPausing = false
  const restarts = createRestarts(() => {
    isPausing = false
    begin()
  })

  function begin(): void {
    const task = tasks[0]
    if (!task || isPausing) return
    run ??= followWorker<LearnerNews>(startWorker(), hear, crashed)
    run.post(task.lesson)
  }

  function hear(news: LearnerNews): void {
    if (news.kind === 'not-kept') return onNotKept(news.cause)
    const task = tasks.shift()
    if (news.kind === 'learned') task?.learned.resolve(news.learned)
    else task?.learned.reject(news.cause)
    if (tasks.length > 0) begin()
    else stop()
  }

  function crashed(cause: unknown): void {
    run = null
    isPausing = true
    tasks.push(...tasks.splice(0, 1))
    onFault(cause)
    restarts.crashed()
  }

  function stop(): void {
    run?.stop().catch(onFault)
    run = null
  }

  /** Nobody wants it any more; nobody shall wait for it either. */
  function drop(language: string): void {
    const at = tasks.findIndex(({ lesson }) => lesson.language === language)
    if (at < 0) return
    if (at === 0) stop()
    tasks.splice(at, 1)[0]?.learned.reject(new Error('a newer lesson took its place'))
  }

  return {
    learn(lesson) {
      drop(lesson.language)
      const task = { lesson, learned: createDeferred<LearnedBytes>() }
      tasks.push(task)
      if (!run) begin()
      return task.learned.promise
    },
    async close() {
      restarts.cancel()
      for (const { learned } of tasks.splice(0)) learned.reject(new Error('the matcher was closed'))
      const ending = run
      run = null
      await ending?.stop()
    },
  }
}
