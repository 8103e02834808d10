import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Lesson } from '../../server/bot/matchers.ts'
import { createWorkerAnswerer } from '../../server/bot/worker-answerer.ts'
import { createWorkerLearner } from '../../server/bot/worker-learner.ts'

/** Workers that run a script, and are counted. */
function countWorkers(script: string) {
  const workers: Worker[] = []
  const startWorker = () => {
    const worker = new Worker(`const { parentPort } = require('node:worker_threads')\n${script}`, {
      eval: true,
    })
    workers.push(worker)
    return worker
  }
  return { workers, startWorker }
}

const unexpected = () => expect.fail('this was not to happen')

const lesson = (language: string, id: string): Lesson => ({
  language,
  keep: 0.9,
  entries: [{ id, phrasings: [id] }],
})

/** Answers as the real one does, and dies of one word. */
const mortalAnswerer = `
  parentPort.on('message', ({ requestId, text }) => {
    if (text === 'die') throw new Error('died')
    parentPort.postMessage({ requestId, answer: { decision: 'unknown', ranked: [] } })
  })`

test('a crashed answerer rejects what was asked, and is started again', async () => {
  const faults: unknown[] = []
  let restarts = 0
  const { workers, startWorker } = countWorkers(mortalAnswerer)
  const answerer = createWorkerAnswerer({
    startWorker,
    onFault: (cause) => faults.push(cause),
    onRestart: () => restarts++,
  })
  const asked = [answerer.match('die', 'en'), answerer.match('after it', 'en')]
  expect(await Promise.allSettled(asked)).toMatchObject([
    { reason: { message: 'died' } },
    { status: 'rejected' },
  ])
  expect([faults.length, workers.length, restarts]).toEqual([1, 2, 1])
  expect(await answerer.match('hello', 'en')).toEqual({ decision: 'unknown', ranked: [] })

  await expect(answerer.match('die', 'en')).rejects.toThrow('died')
  await expect(answerer.match('hello', 'en')).rejects.toThrow('not running')
  expect(workers).toHaveLength(2)
  await answerer.close()
})

test('a question does not wait behind the pages that others have pasted', async () => {
  const { startWorker } = countWorkers(mortalAnswerer)
  const answerer = createWorkerAnswerer({ startWorker, onFault: unexpected, onRestart: unexpected })
  const answered: string[] = []
  const ask = async (name: string, text: string) => {
    await answerer.match(text, 'en')
    answered.push(name)
  }
  const pages = Array.from({ length: 20 }, (_, place) => ask(`page ${place}`, 'A page. '.repeat(490)))
  await Promise.all([...pages, ask('question', 'Where is my parcel?')])
  // Behind those that were on their way, and before all others, which kept their order.
  expect(answered.indexOf('question')).toBeLessThan(6)
  expect(answered.filter((name) => name !== 'question')).toEqual(pages.map((_, place) => `page ${place}`))
  await answerer.close()
})

test('what was learned is handed to the answerer, not copied', async () => {
  const { startWorker } = countWorkers(`
    parentPort.on('message', ({ requestId, learned }) =>
      parentPort.postMessage({ requestId, answer: learned.length }))`)
  const answerer = createWorkerAnswerer({ startWorker, onFault: unexpected, onRestart: unexpected })
  const learned = new Uint8Array(1000)
  await answerer.open(lesson('en', 'a'), learned)
  expect(learned).toHaveLength(0)
  await answerer.close()
})

/** Learns the first letter of the first entry; some lessons never end, fail, or are the end of the first worker. */
const letterLearner = (dies = false) => `
  parentPort.on('message', ({ entries: [{ id }] }) => {
    if (id === 'endless') return
    if (id === 'bad') return parentPort.postMessage({ kind: 'failed', cause: new Error('cannot be learned') })
    if (id === 'deadly' && ${dies}) throw new Error('died')
    parentPort.postMessage({ kind: 'learned', learned: new TextEncoder().encode(id[0]) })
  })`

function createLetterLearner() {
  const faults: unknown[] = []
  const first = countWorkers(letterLearner(true))
  const later = countWorkers(letterLearner())
  const all: Worker[] = []
  const startWorker = () => {
    const worker = (all.length === 0 ? first : later).startWorker()
    all.push(worker)
    return worker
  }
  const learner = createWorkerLearner({
    startWorker,
    onFault: (cause) => faults.push(cause),
    onNotKept: unexpected,
  })
  const learn = async (language: string, id: string) =>
    new TextDecoder().decode(await learner.learn(lesson(language, id)))
  return { learner, learn, workers: all, faults }
}

test('one worker learns all that waits, and is gone when nothing does', async () => {
  const { learner, learn, workers } = createLetterLearner()
  const learned = [learn('en', 'apple'), learn('de', 'birne'), learn('ar', 'bad')]
  const gone = new Promise((resolve) => workers[0]?.once('exit', resolve))
  expect(await Promise.allSettled(learned)).toMatchObject([
    { value: 'a' },
    { value: 'b' },
    { reason: { message: 'cannot be learned' } },
  ])
  await gone
  expect(await learn('en', 'cherry')).toBe('c')
  expect(workers).toHaveLength(2)
  await learner.close()
})

test('a lesson that a newer one overtakes is stopped, and holds up no other language', async () => {
  const { learner, learn } = createLetterLearner()
  const overtaken = learn('en', 'endless')
  const german = learn('de', 'birne')
  const english = learn('en', 'apple')
  await expect(overtaken).rejects.toThrow('newer')
  expect(await Promise.all([german, english])).toEqual(['b', 'a'])
  await learner.close()
})

test('a lesson that crashed the learner is tried again after the others', async () => {
  const { learner, learn, workers, faults } = createLetterLearner()
  const order: string[] = []
  const learned = [learn('en', 'deadly'), learn('de', 'birne')].map((each) =>
    each.then((letter) => order.push(letter)),
  )
  await Promise.all(learned)
  expect(order).toEqual(['b', 'd'])
  expect([workers.length, faults.length]).toEqual([2, 1])
  await learner.close()
})

test('what somebody waits for is learned before what came earlier, also where its lesson comes later', async () => {
  const { learner, learn } = createLetterLearner()
  const order: string[] = []
  const note = (letter: string) => void order.push(letter)
  const learned = [learn('en', 'apple'), learn('de', 'birne'), learn('ar', 'mishmish')].map((each) =>
    each.then(note),
  )
  learner.hurry('ar')
  learner.hurry('en-x-talk')
  learned.push(learn('en-x-talk', 'hello').then(note))
  await Promise.all(learned)
  expect(order).toEqual(['a', 'm', 'h', 'b'])
  await learner.close()
})

test('what crashed the learner holds up no other language, though somebody waits for it', async () => {
  const { learner, learn } = createLetterLearner()
  const order: string[] = []
  const note = (letter: string) => void order.push(letter)
  const learned = [learn('en', 'deadly'), learn('de', 'birne'), learn('ar', 'mishmish')].map((each) =>
    each.then(note),
  )
  learner.hurry('en')
  await Promise.all(learned)
  expect(order).toEqual(['b', 'm', 'd'])
  await learner.close()
})

test('closing the learner rejects what was not learned', async () => {
  const { learner, learn } = createLetterLearner()
  const endless = expect(learn('en', 'endless')).rejects.toThrow('closed')
  await learner.close()
  await endless
})
