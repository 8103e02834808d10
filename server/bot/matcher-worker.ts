import { parentPort, workerData } from 'node:worker_threads'
import { learnInOrder } from './matcher-lessons.ts'
import type { MatchRequest, WorkerNews } from './matcher-messages.ts'
import { matchAndTell } from './matchers.ts'
import type { Lesson } from './matchers.ts'

/** Runs in a thread of its own: learning takes the processor for longer than a connection should wait. */
const learning = learnInOrder(workerData as Lesson[])

for (const [language, matcher] of learning)
  matcher.then(
    () => tell({ kind: 'learned', language }),
    (cause: unknown) => tell({ kind: 'failed', language, cause }),
  )

parentPort?.on('message', (request: MatchRequest) => {
  answer(request).then(tell, (cause: unknown) => {
    tell({ kind: 'not-matched', requestId: request.requestId, cause })
  })
})

async function answer({ requestId, language, text }: MatchRequest): Promise<WorkerNews> {
  const matcher = await learning.get(language)
  if (!matcher) throw new Error(`there is no matcher for "${language}"`)
  return { kind: 'matched', requestId, match: matchAndTell(matcher, text) }
}

function tell(news: WorkerNews): void {
  parentPort?.postMessage(news)
}
