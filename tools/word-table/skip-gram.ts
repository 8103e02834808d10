import { Worker } from 'node:worker_threads'
import { randomFrom } from '../../server/bot/arithmetic/random.ts'
import type { Corpus } from './corpus.ts'

export interface SkipGramOptions {
  dimensions: number
  epochs: number
  threads: number
  seed: number
  /** Called now and then with the part that is done, 0 to 1. */
  onProgress: (done: number) => void
}

/** What every thread is given; the arrays lie in memory that all of them share. */
export interface SkipGramTask {
  text: Int32Array
  counts: Int32Array
  inputs: Float32Array
  outputs: Float32Array
  /** Words that all threads have read so far. */
  wordsRead: Int32Array
  dimensions: number
  epochs: number
  thread: number
  threads: number
  seed: number
}

const watchEveryMs = 500

/** A thread does not inherit the reading of TypeScript on Node 20. */
const startThread = `
  import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => register())
    .then(() => import(${JSON.stringify(new URL('./skip-gram-worker.ts', import.meta.url).href)}))`

/** Trains a vector for each word so that it foretells the words around it: skip-gram with negative sampling (Mikolov,
 *  Sutskever, Chen, Corrado & Dean 2013, "Distributed Representations of Words and Phrases and their Compositionality").
 *  Threads write to the same vectors without waiting for each other (Niu, Recht, Ré & Wright 2011, "Hogwild!"), so only
 *  one thread gives the very same table again. */
export async function trainSkipGram(corpus: Corpus, options: SkipGramOptions): Promise<Float32Array> {
  const { dimensions, epochs, threads, seed, onProgress } = options
  const size = corpus.words.length * dimensions
  const inputs = new Float32Array(new SharedArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT))
  const outputs = new Float32Array(new SharedArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT))
  const wordsRead = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const random = randomFrom(seed)
  for (let at = 0; at < size; at++) inputs[at] = (random() - 0.5) / dimensions
  const { text, counts } = corpus
  const task = { text, counts, inputs, outputs, wordsRead, dimensions, epochs, threads, seed }
  const watch = setInterval(() => onProgress(wordsRead[0]! / (text.length * epochs)), watchEveryMs)
  try {
    await Promise.all(Array.from({ length: threads }, (_, thread) => runThread({ ...task, thread })))
  } finally {
    clearInterval(watch)
  }
  onProgress(1)
  return inputs
}

function runThread(task: SkipGramTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(startThread, { eval: true, workerData: task })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`)),
    )
  })
}
