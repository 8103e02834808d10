import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../support/people.ts'
import { startEmbeddedDesk } from './desks.ts'
import { embeddedFaults } from './faults.ts'
import type { History } from './history.ts'
import { judge } from './judge.ts'
import type { Finding } from './judge.ts'
import { runHistory } from './run.ts'
import { displayTimes, gather } from './seen.ts'

const usage = `usage: npm run soak -- [--minutes N] [--seed N]
Lets visitors and agents talk while everything fails that can, round after round, and looks for broken promises.
Ends with 1 at the first one, and says how to repeat the round.`

const roundS = 75
/** Heads are compared every 15 s at most; a wire may be silent for 8 s of it and the server stand still for 4. */
const limits = { insideFaultMs: 20_000, afterHealingMs: 5_000 }
const folder = join(import.meta.dirname, '..', '..', 'dist', 'soak')

const { minutes, seed } = readArguments()
const until = Date.now() + minutes * 60_000
const total = { rounds: 0, acknowledged: 0, faults: 0 }
const browser = await openBrowser()
try {
  for (let round = 0; Date.now() < until || round === 0; round++) await play(seed + round)
} finally {
  await browser.close()
}
print(
  `${total.rounds} rounds, ${total.acknowledged} messages acknowledged, ${total.faults} faults: nothing found`,
)

async function play(roundSeed: number): Promise<void> {
  const desks = await startEmbeddedDesk()
  try {
    const history = await runHistory(desks, {
      ...{ seed: roundSeed, seconds: roundS, visitors: 8, askers: 4, browser },
      faults: embeddedFaults,
    })
    const findings = judge(history, limits)
    report(roundSeed, history)
    if (findings.length > 0) await fail(roundSeed, history, findings)
  } finally {
    await desks.remove()
  }
}

function report(roundSeed: number, history: History): void {
  const { events, healedAt } = history
  const acknowledged = events.filter(({ kind }) => kind === 'acknowledged').length
  const faults = events.filter(({ kind }) => kind === 'fault').length
  const times = displayTimes(gather(history))
  const inside = times.filter(({ ackedAt }) => ackedAt <= healedAt).map(({ ms }) => ms)
  const after = times.filter(({ ackedAt }) => ackedAt > healedAt).map(({ ms }) => ms)
  total.rounds++
  total.acknowledged += acknowledged
  total.faults += faults
  print(
    `seed ${roundSeed}: ${acknowledged} acknowledged, ${faults} faults; shown to others after ` +
      `${spread(inside)} within faults, ${spread(after)} after healing`,
  )
}

/** Median, 95 % and the longest. */
function spread(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return `${at(0.5)}/${at(0.95)}/${at(1)} ms`
}

async function fail(roundSeed: number, history: History, findings: Finding[]): Promise<never> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${roundSeed}.json`)
  await writeFile(file, JSON.stringify({ findings, ...history }, null, 1))
  for (const { check, what } of findings.slice(0, 20)) print(`  ${check}: ${what}`)
  print(`${findings.length} findings; the whole history is in ${file}`)
  print(`again: npm run soak -- --minutes 1 --seed ${roundSeed}`)
  process.exit(1)
}

function readArguments(): { minutes: number; seed: number } {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  })
  const given = { minutes: Number(values.minutes ?? 30), seed: Number(values.seed ?? Date.now() % 1e6) }
  if (values.help || !(given.minutes > 0) || !Number.isInteger(given.seed)) {
    print(usage)
    process.exit(values.help ? 0 : 2)
  }
  return given
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
