import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { measureQuality } from './figures.ts'
import type { Answered } from './figures.ts'
import { readOwnSets, readSets } from './sets.ts'
import type { MatchSet } from './sets.ts'

export interface Figure {
  bench: 'match'
  case: string
  figure: string
  value: number
  unit: string
}

const warmUpQuestions = 200

/** Measures how well and how fast messages find their FAQ entries. `--data DIR` (or FAQ_EVAL_DIR) names a folder of
 *  sets and `--sets a,b` some of them; without a folder the project's own FAQ is asked the project's own questions.
 *  Prints nothing: `bench/main.ts` shows the figures, as a table or as JSON lines. */
export async function benchMatch(args: string[]): Promise<Figure[]> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, sets: { type: 'string' }, json: { type: 'boolean' } },
  })
  const figures: Figure[] = []
  for (const set of pickSets(values.data ?? process.env.FAQ_EVAL_DIR, values.sets?.split(','))) {
    figures.push(...(await measureSet(set)))
  }
  return figures
}

function pickSets(folder: string | undefined, names: string[] | undefined): MatchSet[] {
  if (folder) return readSets(folder, names)
  return readOwnSets().filter(({ name }) => !names || names.includes(name))
}

async function measureSet(set: MatchSet): Promise<Figure[]> {
  const started = performance.now()
  const matcher = await createMatcher(set.entries, { language: set.language })
  const trainMs = performance.now() - started
  for (const { text } of set.queries.slice(0, warmUpQuestions)) matcher.match(text)
  const micros: number[] = []
  const results = set.queries.map(({ text, id }): Answered => {
    const asked = performance.now()
    const match = matcher.match(text)
    micros.push((performance.now() - asked) * 1000)
    return { id, match }
  })
  micros.sort((a, b) => a - b)
  const figure = (name: string, value: number, unit: string): Figure[] =>
    // A set without questions outside the FAQ has no figure for them.
    Number.isNaN(value) ? [] : [{ bench: 'match', case: set.name, figure: name, value: round(value), unit }]
  return [
    ...Object.entries(measureQuality(results)).flatMap(([name, value]) => figure(name, value as number, '%')),
    ...figure('train', trainMs, 'ms'),
    ...figure('p50', micros[Math.floor(micros.length * 0.5)] ?? NaN, 'us'),
    ...figure('p99', micros[Math.floor(micros.length * 0.99)] ?? NaN, 'us'),
  ]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
