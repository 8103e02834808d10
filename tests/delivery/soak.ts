import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../support/people.ts'
import { postgresFaults } from './database-faults.ts'
import { startEmbeddedDesk } from './desks.ts'
import type { Desks } from './desks.ts'
import { startPostgresDesk } from './desks-postgres.ts'
import { embeddedFaults } from './faults.ts'
import type { History } from './history.ts'
import { judge } from './judge.ts'
import type { Finding } from './finding.ts'
import { runHistory } from './run.ts'
import { displayTimes, gather } from './seen.ts'

const usage = `usage: npm run soak -- [--minutes N] [--seed N] [--store embedded|postgres] [--servers N]
Lets visitors and agents talk while everything fails that can, round after round, and looks for broken promises.
Without --servers a round on postgres has one or two. Ends with 1 at the first broken promise, and says how to repeat
the round.`

const roundS = 75
/** Heads are compared every 15 s at most; a wire may be silent for 8 s of it and the server stand still for 4. */
const limits = { insideFaultMs: 20_000, afterHealingMs: 5_000 }
const folder = join(import.meta.dirname, '..', '..', 'dist', 'soak')

const { minutes, seed, store, servers } = readArguments()
const until = Date.now() + minutes * 60_000
const total = { rounds: 0, acknowledged: 0, faults: new Map<string, number>() }
const browser = await openBrowser()
try {
  for (let round = 0; Date.now() < until || round === 0; round++) await play(seed + round)
} finally {
  await browser.close()
}
const count = [...total.faults.values()].reduce((sum, each) => sum + each, 0)
print(`${total.rounds} rounds, ${total.acknowledged} messages acknowledged, ${count} faults: nothing found`)
for (const [name, times] of [...total.faults].sort()) print(`  ${name}: ${times}`)

async function play(roundSeed: number): Promise<void> {
  const desks = await openDesks(roundSeed)
  try {
    const history = await runHistory(desks, {
      ...{ seed: roundSeed, seconds: roundS, visitors: 8, askers: 4, browser },
      faults: store === 'postgres' ? postgresFaults(desks) : embeddedFaults,
    })
    const findings = judge(history, limits)
    report(roundSeed, desks.servers.length, history)
    if (findings.length > 0) await fail(roundSeed, desks, history, findings)
  } finally {
    await desks.remove()
  }
}

/** Odd seeds have two servers, where nothing else was asked for. */
function openDesks(roundSeed: number): Promise<Desks> {
  if (store === 'embedded') return startEmbeddedDesk()
  return startPostgresDesk({ servers: servers ?? 1 + (roundSeed % 2) })
}

function report(roundSeed: number, serverCount: number, history: History): void {
  const { events, healedAt } = history
  const acknowledged = events.filter(({ kind }) => kind === 'acknowledged').length
  const faults = events.flatMap((event) => (event.kind === 'fault' ? event.name : []))
  const times = displayTimes(gather(history))
  const inside = times.filter(({ ackedAt }) => ackedAt <= healedAt).map(({ ms }) => ms)
  const after = times.filter(({ ackedAt }) => ackedAt > healedAt).map(({ ms }) => ms)
  total.rounds++
  total.acknowledged += acknowledged
  for (const name of faults) total.faults.set(name, (total.faults.get(name) ?? 0) + 1)
  print(
    `seed ${roundSeed}, ${store}, ${serverCount === 1 ? 'one server' : `${serverCount} servers`}: ` +
      `${acknowledged} acknowledged, ${faults.length} faults; shown to others after ` +
      `${spread(inside)} within faults, ${spread(after)} after healing`,
  )
}

/** Median, 95 % and the longest. */
function spread(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return `${at(0.5)}/${at(0.95)}/${at(1)} ms`
}

async function fail(roundSeed: number, desks: Desks, history: History, findings: Finding[]): Promise<never> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${roundSeed}.json`)
  const printed = desks.servers.map((server) => server.printed())
  await writeFile(file, JSON.stringify({ findings, ...history, printed }, null, 1))
  for (const { check, what } of findings.slice(0, 20)) print(`  ${check}: ${what}`)
  print(`${findings.length} findings; the whole history is in ${file}`)
  const again = `--minutes 1 --seed ${roundSeed} --store ${store} --servers ${desks.servers.length}`
  print(`again: npm run soak -- ${again}`)
  process.exit(1)
}

interface Arguments {
  minutes: number
  seed: number
  store: 'embedded' | 'postgres'
  servers: number | null
}

function readArguments(): Arguments {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { minutes: text, seed: text, store: text, servers: text, help: { type: 'boolean' } },
  })
  const { minutes = 30, seed = Date.now() % 1e6, store = 'embedded', servers } = values
  const count = servers === undefined ? null : Number(servers)
  const isCount = count === null || (Number.isInteger(count) && count >= 1)
  const isStore = store === 'postgres' || (store === 'embedded' && (count ?? 1) === 1)
  if (values.help || !(Number(minutes) > 0) || !Number.isInteger(Number(seed)) || !isCount || !isStore) {
    print(usage)
    process.exit(values.help ? 0 : 2)
  }
  return { minutes: Number(minutes), seed: Number(seed), store, servers: count }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
