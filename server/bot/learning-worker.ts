import { parentPort, workerData } from 'node:worker_threads'
import { createLearnedCache } from './learned-cache.ts'
import type { LearnedPlace } from './learned-cache.ts'
import type { LearnerNews } from './matcher-messages.ts'
import type { Lesson } from './matchers.ts'
import { takeLesson } from './take-lesson.ts'

/** Learns in a thread of its own: it takes the processor for longer than a question should wait. */
const place = workerData as LearnedPlace | null
const cache = place && createLearnedCache(place, (cause) => tell({ kind: 'not-kept', cause }))

parentPort?.on('message', (lesson: Lesson) => {
  takeLesson(lesson, cache).then(
    (learned) => tell({ kind: 'learned', learned }, [learned.buffer]),
    (cause: unknown) => tell({ kind: 'failed', cause }),
  )
})

function tell(news: LearnerNews, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(news, transfer)
}
