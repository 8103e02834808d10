import { jsonLines, table } from './figure.ts'
import type { Figure } from './figure.ts'

interface Bench {
  /** All figures at the end, or some at a time: they are printed as they come. */
  run: (args: string[]) => Promise<Figure[]> | AsyncIterable<Figure[]>
  /** How people read it, if not as one line a figure; and what they want to know then. */
  show?: (figures: readonly Figure[]) => string
  legend?: string
}

/** Each is loaded when it is asked for: what is measured should not share its process with the others. */
const benches: Record<string, () => Promise<Bench>> = {
  start: async () => ({ run: (await import('./start/start.ts')).benchStart }),
  load: async () => ({
    run: (await import('./load/load.ts')).benchLoad,
    show: (await import('./load/load-table.ts')).loadTable,
  }),
  scale: async () => {
    const { benchScale, legend } = await import('./scale/scale.ts')
    return { run: benchScale, show: (await import('./scale/scale-table.ts')).scaleTable, legend }
  },
  match: async () => {
    const { matchTable, legend } = await import('./match/match-table.ts')
    return { run: (await import('./match/match.ts')).benchMatch, show: matchTable, legend }
  },
  weight: async () => ({ run: (await import('./weight/weight.ts')).benchWeight }),
}

const [name = '', ...args] = process.argv.slice(2)
const found = Object.hasOwn(benches, name) ? benches[name] : undefined
if (!found) {
  if (name) console.error(`There is no bench "${name}".`)
  console.error(
    `npm run bench -- <${Object.keys(benches).join('|')}> [--json] [options]: see docs/performance.md`,
  )
  process.exit(1)
}
try {
  const { run, show = table, legend } = await found()
  const isJson = args.includes('--json')
  const running = run(args.filter((arg) => arg !== '--json'))
  for await (const figures of running instanceof Promise ? [running] : running)
    console.log(isJson ? jsonLines(figures) : show(figures))
  if (legend && !isJson) console.log(legend)
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause)
  process.exit(1)
}
