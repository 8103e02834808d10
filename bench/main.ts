import { jsonLines, table } from './figure.ts'
import type { Figure } from './figure.ts'

type Bench = (args: string[]) => Promise<Figure[]>

/** Each is loaded when it is asked for: what is measured should not share its process with the others. */
const benches: Record<string, () => Promise<Bench>> = {
  start: async () => (await import('./start/start.ts')).benchStart,
  load: async () => (await import('./load/load.ts')).benchLoad,
  match: async () => (await import('./match/match.ts')).benchMatch,
  weight: async () => (await import('./weight/weight.ts')).benchWeight,
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
  const bench = await found()
  const figures = await bench(args.filter((arg) => arg !== '--json'))
  console.log(args.includes('--json') ? jsonLines(figures) : table(figures))
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause)
  process.exit(1)
}
