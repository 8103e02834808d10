import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPrograms, root } from '../built.ts'
import { round, withRatios } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { askInChild } from './ask-in-child.ts'
import type { Asked } from './ask-in-child.ts'
import { baseline, contestants, isContestant } from './contestants.ts'
import type { ContestantName } from './contestants.ts'
import { fetchNlp } from './fetched.ts'
import { readOwnSets, readSets } from './sets.ts'
import type { MatchSet } from './sets.ts'

/** More than enough for whatever could be used on a website. */
const usualLimitS = 120

/** Beside the baseline's these are easier to read: how often it is right, what it takes. */
const compared = ['top1', 'top3', 'auroc', 'train', 'p50', 'p99', 'heap']

const units: Record<string, string> = { train: 'ms', p50: 'us', p99: 'us', heap: 'MB' }

/**
 * Measures how well and how fast messages find their FAQ entries, beside others that do it. `--data DIR` (or FAQ_EVAL_DIR)
 * names a folder of sets and `--sets a,b` some of them; without a folder the project's own FAQ is asked the project's own
 * questions. `--only a,b` names some of the contestants, `--limit S` how long each may take for a set. Gives the figures of
 * a set at a time.
 */
export async function* benchMatch(args: string[]): AsyncGenerator<Figure[]> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      sets: { type: 'string' },
      only: { type: 'string' },
      limit: { type: 'string', default: String(usualLimitS) },
    },
  })
  const limitS = Number(values.limit)
  if (!(limitS > 0)) throw new Error(`--limit is "${values.limit}": not a number of seconds.`)
  const names = await pickContestants(values.only?.split(','))
  const sets = pickSets(values.data ?? process.env.FAQ_EVAL_DIR, values.sets?.split(','))
  // Two folders below the root, as the built server: there the matcher looks for word tables.
  const programs = { 'ask-one': 'bench/match/ask-one.ts' }
  const folder = await buildPrograms('match', programs, join(root, 'dist', 'match-bench'))
  for (const set of sets) yield measureSet(set, names, folder, limitS)
}

async function measureSet(
  set: MatchSet,
  names: ContestantName[],
  folder: string,
  limitS: number,
): Promise<Figure[]> {
  const asked = new Map<ContestantName, Figure[]>()
  for (const name of names) {
    say(`${set.name}: ${name}`)
    const found = await askInChild(folder, { contestant: name, set }, limitS)
    asked.set(name, figuresOf(`${set.name}/${name}`, found, limitS))
  }
  const base = asked.get(baseline) ?? []
  return [...asked].flatMap(([name, own]) => (name === baseline ? own : withRatios(own, base, compared)))
}

async function pickContestants(wanted = Object.keys(contestants)): Promise<ContestantName[]> {
  const unknown = wanted.find((name) => !isContestant(name))
  if (unknown !== undefined)
    throw new Error(`--only names "${unknown}". There are: ${Object.keys(contestants).join(' ')}`)
  const picked = wanted.filter(isContestant)
  return picked.includes('nlp.js') && !(await fetchNlp(say))
    ? picked.filter((name) => name !== 'nlp.js')
    : picked
}

function pickSets(folder: string | undefined, names: string[] | undefined): MatchSet[] {
  if (folder) return readSets(folder, names)
  const own = readOwnSets()
  const missing = names?.find((name) => !own.some((set) => set.name === name))
  if (missing)
    throw new Error(`--sets names "${missing}". There are: ${own.map(({ name }) => name).join(' ')}`)
  return own.filter(({ name }) => !names || names.includes(name))
}

function figuresOf(name: string, { measured, isDone }: Asked, limitS: number): Figure[] {
  const figure = (figure: string, value: number, unit: string): Figure => ({
    bench: 'match',
    case: name,
    figure,
    value: round(value, 1),
    unit,
  })
  return [
    ...Object.entries(measured)
      // A set without questions outside the FAQ has no figure for them; what is not a number comes as null.
      .filter(([, value]) => Number.isFinite(value))
      .map(([key, value]) => figure(key, value, units[key] ?? '%')),
    ...(isDone ? [] : [figure('notDone', limitS, 's')]),
  ]
}

/** Standard output belongs to the figures. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
