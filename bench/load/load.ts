import { parseArgs } from 'node:util'
import { buildPrograms } from '../built.ts'
import { median, round, withRatios } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { percentile } from './delays.ts'
import { run } from './run.ts'
import type { Run, ServerKind } from './run.ts'
import type { Plan } from './wire.ts'

/** Acknowledged messages for each second of the server's processor time: Frontdesk beside a bare relay. */
export async function benchLoad(args: string[]): Promise<Figure[]> {
  const { plan, runs, profile } = read(args)
  const programs = await buildPrograms('load', {
    'relay-server': 'bench/load/relay-server.ts',
    'frontdesk-server': 'bench/load/frontdesk-server.ts',
    clients: 'bench/load/clients.ts',
  })
  const measured: Record<ServerKind, Map<string, number[]>> = { relay: new Map(), frontdesk: new Map() }
  for (let i = 0; i < runs; i++)
    for (const kind of ['relay', 'frontdesk'] as const) {
      const execArgv = profile
        ? ['--cpu-prof', `--cpu-prof-dir=${programs}`, `--cpu-prof-name=${kind}.cpuprofile`]
        : []
      const figures = { ...speedOf(await run(programs, kind, plan, execArgv)) }
      for (const [name, value] of Object.entries(figures))
        measured[kind].set(name, [...(measured[kind].get(name) ?? []), value])
    }
  const relay = figuresOf('relay', measured.relay)
  const frontdesk = figuresOf('embedded', measured.frontdesk)
  return [...relay, ...withRatios(frontdesk, relay, ['ackedPerCpuSecond', 'ackedPerSecond', 'rssMb'])]
}

function read(args: string[]): { plan: Plan; runs: number; profile: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '8' },
      conversations: { type: 'string', default: '100' },
      length: { type: 'string', default: '100' },
      inflight: { type: 'string', default: '8' },
      agents: { type: 'string', default: '10' },
      runs: { type: 'string', default: '3' },
      profile: { type: 'boolean', default: false },
    },
  })
  const number = (name: Exclude<keyof typeof values, 'profile'>, least: number, most: number) => {
    const given = Number(values[name])
    if (Number.isInteger(given) && given >= least && given <= most) return given
    throw new Error(`--${name} is "${values[name]}": not a whole number from ${least} to ${most}.`)
  }
  const plan = {
    conversations: number('conversations', 1, 2_000),
    agents: number('agents', 1, 100),
    length: number('length', 1, 4_000),
    inflight: number('inflight', 2, 64),
    seconds: number('seconds', 1, 60),
    warmUpS: 3,
  }
  return { plan, runs: number('runs', 1, 15), profile: values.profile }
}

const units: Record<string, string> = {
  ackedPerCpuSecond: '1/s',
  ackedPerSecond: '1/s',
  cpuShare: 'cores',
  ackP50: 'ms',
  ackP95: 'ms',
  ackP99: 'ms',
  pushAfterAckP50: 'ms',
  deliveryP50: 'ms',
  messagesPerSync: 'messages',
  rssMb: 'MB',
}

function figuresOf(name: string, measured: Map<string, number[]>): Figure[] {
  return [...measured].map(([figure, values]) => ({
    bench: 'load',
    case: name,
    figure,
    // What must be 0 may not hide behind a median.
    value: figure in units ? round(median(values), 2) : values.reduce((sum, value) => sum + value, 0),
    unit: units[figure] ?? 'messages',
  }))
}

function speedOf({ before, after, windows, finished, verified }: Run): Record<string, number> {
  const ackedPerSecond = windows.reduce((sum, { acked, ms }) => sum + (acked / ms) * 1000, 0)
  const cpuShare = (after.cpuMs - before.cpuMs) / (after.atMs - before.atMs)
  const sum = (name: 'pushed' | 'caughtUp' | 'lost' | 'refused') =>
    finished.reduce((total, each) => total + each[name], 0)
  const syncs = (after.syncs ?? 0) - (before.syncs ?? 0)
  return {
    ackedPerCpuSecond: ackedPerSecond / cpuShare,
    ackedPerSecond,
    cpuShare,
    ackP50: percentile(0.5, ...windows.map(({ ack }) => ack)),
    ackP95: percentile(0.95, ...windows.map(({ ack }) => ack)),
    ackP99: percentile(0.99, ...windows.map(({ ack }) => ack)),
    pushAfterAckP50: percentile(0.5, ...windows.map(({ push }) => push)),
    deliveryP50: percentile(0.5, ...windows.map(({ delivery }) => delivery)),
    ...(syncs > 0 && { messagesPerSync: (ackedPerSecond * (after.atMs - before.atMs)) / 1000 / syncs }),
    rssMb: after.rssMb,
    acknowledged: finished.flatMap(({ sent }) => sent).reduce((total, { count }) => total + count, 0),
    pushed: sum('pushed'),
    ...(verified && { caughtUp: sum('caughtUp') }),
    neverArrived: sum('lost'),
    refused: sum('refused'),
    ...(verified && { stored: verified.messages, missing: verified.missing, doubled: verified.doubled }),
  }
}
