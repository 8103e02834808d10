import { jsonLines, table } from './figure.ts'
import type { Figure } from './figure.ts'

interface Bench {
  run: (args: string[]) => Promise<Figure[]>
  /** How people read it, if not as one line a figure. */
  show?: (figures: readonly Figure[]) => string
}

/** Each is loaded when it is asked for: what is measured should not share its process with the others. */
const benches: Record<string, () => Promise<Bench>> = {
  start: async () => ({ run: (await import('./start/start.ts')).benchStart }),
  load: async () => ({ run: (await import('./load/load.ts')).benchLoad }),
  match: async () => ({
    run: (await import('./match/match.ts')).benchMatch,
    show: (await import('./match/match-table.ts')).matchTable,
  }),
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
  const { run, show = table } = await found()
  const figures = await run(args.filter((arg) => arg !== '--json'))
  console.log(args.includes('--json') ? jsonLines(figures) : show(figures))
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause)
  process.exit(1)
}
