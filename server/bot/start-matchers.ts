import { setImmediate as yieldToMessages } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createLearnedCache } from './learned-cache.ts'
import type { LearnedCache, LearnedPlace } from './learned-cache.ts'
import { createLessonQueue } from './lesson-queue.ts'
import { createMatcherVersions } from './matcher-versions.ts'
import type { Learner } from './matchers.ts'
import { createOpenMatchers } from './open-matchers.ts'
import { takeLesson } from './take-lesson.ts'
import { createWorkerAnswerer } from './worker-answerer.ts'
import { createWorkerLearner } from './worker-learner.ts'

export interface MatchersOptions {
  /** Where what was learned is kept, to be there after a restart; null: nowhere. May be deleted at any time. */
  learned: LearnedPlace | null
  onFault: (cause: unknown) => void
  /** The folder cannot be written: said once. */
  onNotKept: (cause: unknown) => void
}

const runsFromSource = import.meta.url.endsWith('.ts')

/** Matchers that learn in one worker and answer in another; in this thread where the code runs from its source, as there
 *  are no built workers then. */
export function startMatchers({ learned, onFault, onNotKept }: MatchersOptions) {
  let isTold = false
  const notKept = (cause: unknown) => {
    if (!isTold) onNotKept(cause)
    isTold = true
  }
  if (runsFromSource)
    return createMatcherVersions(
      learnHere(learned && createLearnedCache(learned, notKept)),
      createOpenMatchers,
      onFault,
    )
  const startLearning = () => startWorker('learning-worker', learned)
  const startAnswering = () => startWorker('answering-worker')
  return createMatcherVersions(
    createWorkerLearner({ startWorker: startLearning, onFault, onNotKept: notKept }),
    (onRestart) => createWorkerAnswerer({ startWorker: startAnswering, onFault, onRestart }),
    onFault,
  )
}

/** The build puts all entries into one folder. */
function startWorker(name: string, workerData?: unknown): Worker {
  return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData })
}

function learnHere(cache: LearnedCache | null): Learner {
  const queue = createLessonQueue()
  let learning: Promise<void> = Promise.resolve()

  async function learnNext(): Promise<void> {
    const task = queue.next()
    if (!task) return
    await takeLesson(task.lesson, cache).then(task.learned.resolve, task.learned.reject)
    await yieldToMessages()
  }

  return {
    learn(lesson) {
      const { learned } = queue.add(lesson)
      learning = learning.then(learnNext)
      return learned.promise
    },
    hurry: (language) => queue.hurry(language),
    // What is being learned would be written after that.
    close: () => learning,
  }
}
