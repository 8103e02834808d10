import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPrograms, root } from '../built.ts'
import { median, round, withRatios } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { measureAnswers } from './answers.ts'
import { fillFolder } from './filled-folder.ts'
import { launch } from './launch.ts'
import type { Launch } from './launch.ts'

/** From `node` to listening, and the memory then: Frontdesk as built, beside Express and Socket.IO alone. Then how long
 *  until a visitor is answered, after a start and after a save. */
export async function benchStart(args: string[]): Promise<Figure[]> {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '7' }, conversations: { type: 'string' } },
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1 || runs > 51)
    throw new Error(`--runs is "${values.runs}": not a whole number from 1 to 51.`)
  if (values.conversations !== undefined) return benchFilled(Number(values.conversations), runs)

  const programs = await buildPrograms('start', { 'bare-server': 'bench/start/bare-server.ts' })
  const bare: Launch[] = []
  const frontdesk: Launch[] = []
  // The first of each fills the disk's cache and does not count.
  for (let i = 0; i <= runs; i++) {
    bare.push(await launch(join(programs, 'bare-server.js'), {}))
    frontdesk.push(await launchFrontdesk())
  }
  const baseline = figuresOf('bare', bare.slice(1))
  return [
    ...baseline,
    ...withRatios(figuresOf('frontdesk', frontdesk.slice(1)), baseline, ['startMs', 'rssMb']),
    ...(await measureAnswers(Math.ceil(runs / 2))),
  ]
}

/** Started with so many conversations in its folder, beside an empty one. */
async function benchFilled(conversations: number, runs: number): Promise<Figure[]> {
  if (!Number.isInteger(conversations) || conversations < 1)
    throw new Error(`--conversations is "${conversations}": not a whole number above 0.`)
  return inNewFolder(async (folder) => {
    await fillFolder(folder, conversations)
    const empty: Launch[] = []
    const filled: Launch[] = []
    for (let i = 0; i <= runs; i++) {
      empty.push(await launchFrontdesk())
      filled.push(await launchIn(folder))
    }
    const baseline = figuresOf('empty', empty.slice(1))
    const figures = figuresOf(`${conversations} conversations`, filled.slice(1))
    return [...baseline, ...withRatios(figures, baseline, ['startMs', 'rssMb'])]
  })
}

/** As on its first day: an empty data folder, and the FAQ that it comes with. */
function launchFrontdesk(): Promise<Launch> {
  return inNewFolder(launchIn)
}

function launchIn(folder: string): Promise<Launch> {
  return launch(join(root, 'dist', 'server', 'main.js'), {
    DATA_DIR: folder,
    FAQ_DIR: join(root, 'faq-data'),
    HOST: '127.0.0.1',
    PORT: '0',
  })
}

async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(root, 'dist', 'bench', 'data')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'start-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function figuresOf(name: string, launches: Launch[]): Figure[] {
  const figure = (key: keyof Launch, unit: string): Figure => ({
    bench: 'start',
    case: name,
    figure: key,
    value: round(median(launches.map((each) => each[key])), 1),
    unit,
  })
  return [figure('startMs', 'ms'), figure('rssMb', 'MB')]
}
