import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../built.ts'
import { median, round, withRatios } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { startAskedDesk } from './asked-desk.ts'
import { writeSampleFaq } from './sample-faq.ts'
import type { SampleFaq } from './sample-faq.ts'

interface Times {
  /** From the call that makes the process to the first answer on a visitor's socket, while nothing is kept. */
  learning: number
  /** The same of the next start, with what that one kept. */
  kept: number
  /** From saving the FAQ file to the first answer that has it: an answer's new text, and a new phrasing. */
  newAnswer: number
  newPhrasing: number
}

const sizes: SampleFaq[] = [
  { entries: 60, phrasings: 6 },
  { entries: 150, phrasings: 10 },
]

/** How long until a visitor is answered: after a start, and after a save. */
export async function measureAnswers(runs: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of sizes) {
    const times: Times[] = []
    for (let run = 0; run < runs; run++) times.push(await measure(size))
    figures.push(...figuresOf(`${size.entries} entries × ${size.phrasings}`, times))
  }
  return figures
}

async function measure(size: SampleFaq): Promise<Times> {
  const parent = join(root, 'dist', 'bench', 'data')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'answers-'))
  const [dataDir, faqDir] = [join(folder, 'data'), join(folder, 'faq')]
  try {
    const file = await writeSampleFaq(faqDir, size)
    const [first] = await readEntries(file)
    const ask = { question: first!.question, wanted: first!.answer }
    const learning = await firstAnswer(dataDir, faqDir, ask)
    const kept = await firstAnswer(dataDir, faqDir, ask)
    return { learning, kept, ...(await measureSaves(dataDir, faqDir, file)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function firstAnswer(dataDir: string, faqDir: string, ask: Ask): Promise<number> {
  const desk = await startAskedDesk(dataDir, faqDir)
  await desk.askUntil(ask.question, ask.wanted)
  const ms = desk.sinceStart()
  await desk.stop()
  return ms
}

async function measureSaves(dataDir: string, faqDir: string, file: string) {
  const desk = await startAskedDesk(dataDir, faqDir)
  const [first] = await readEntries(file)
  await desk.askUntil(first!.question, first!.answer)
  const save = async (change: (entry: Entry) => void, ask: Ask): Promise<number> => {
    const faq = JSON.parse(await readFile(file, 'utf8')) as { entries: Entry[] }
    change(faq.entries[0]!)
    const savedAt = performance.now()
    await writeFile(file, JSON.stringify(faq, null, 2))
    await desk.askUntil(ask.question, ask.wanted)
    return performance.now() - savedAt
  }
  try {
    const newAnswer = await save((entry) => (entry.answer = 'This is new.'), {
      question: first!.question,
      wanted: 'This is new.',
    })
    const newPhrasing = await save((entry) => entry.phrasings.push('zebras on unicycles'), {
      question: 'zebras on unicycles',
      wanted: 'This is new.',
    })
    return { newAnswer, newPhrasing }
  } finally {
    await desk.stop()
  }
}

interface Ask {
  question: string
  wanted: string
}

interface Entry {
  question: string
  phrasings: string[]
  answer: string
}

async function readEntries(file: string): Promise<Entry[]> {
  return (JSON.parse(await readFile(file, 'utf8')) as { entries: Entry[] }).entries
}

function figuresOf(name: string, times: Times[]): Figure[] {
  const figure = (suffix: string, key: keyof Times, label: string): Figure => ({
    bench: 'start',
    case: name + suffix,
    figure: label,
    value: round(median(times.map((each) => each[key])), 1),
    unit: 'ms',
  })
  const learning = [figure(', learning', 'learning', 'firstAnswerMs')]
  return [
    ...learning,
    ...withRatios([figure(', kept', 'kept', 'firstAnswerMs')], learning, ['firstAnswerMs']),
    figure(', saved', 'newAnswer', 'newAnswerMs'),
    figure(', saved', 'newPhrasing', 'newPhrasingMs'),
  ]
}
