import { parentPort } from 'node:worker_threads'
import type { AnswererReply, AnswererRequest } from './matcher-messages.ts'
import type { SpokenMatch } from './matchers.ts'
import { createOpenMatchers } from './open-matchers.ts'

/** Answers in a thread of its own: reading what was learned takes longer than a connection should wait. */
const matchers = createOpenMatchers()

parentPort?.on('message', (request: AnswererRequest & { requestId: number }) => {
  const { requestId } = request
  answer(request).then(
    (found) => tell({ requestId, answer: found }),
    (cause: unknown) => tell({ requestId, cause }),
  )
})

async function answer(request: AnswererRequest): Promise<SpokenMatch | null> {
  if (request.kind === 'match') return matchers.match(request.text, request.language)
  if (request.kind === 'open') await matchers.open(request.lesson, request.learned)
  else matchers.forget(request.language)
  return null
}

function tell(reply: AnswererReply): void {
  parentPort?.postMessage(reply)
}
