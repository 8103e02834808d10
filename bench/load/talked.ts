import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { percentile } from './delays.ts'
import { startWorker } from './orders.ts'
import type { Worker } from './orders.ts'
import { putUp } from './stand.ts'
import type { CaseName, Ground, Stand, StandUsage } from './stand.ts'
import type { ClientOrder, Finished, Plan, Verified, Window } from './wire.ts'

/** What one run measured: the window's two ends, and what was right in the end. */
export interface Run {
  before: StandUsage
  after: StandUsage
  windows: Window[]
  finished: Finished[]
  /** null: this server keeps nothing. */
  verified: Verified | null
}

/** Each agent and their visitors belong to one of these: one process alone would be slower than the server. */
export const clientProcesses = 2

/** The servers of a case, the clients in processes of their own, from the first connection to the last check. */
export async function talked(ground: Ground, name: CaseName, plan: Plan): Promise<Run> {
  const stand = await putUp(ground, name, { agents: plan.agents })
  const clients = Array.from({ length: clientProcesses }, () =>
    startWorker<ClientOrder>(join(ground.programs, 'clients.js')),
  )
  try {
    return await measured(stand, clients, { ...plan, pushes: name !== 'echo' })
  } finally {
    await Promise.all([stand, ...clients].map((each) => each.stop()))
  }
}

async function measured(stand: Stand, clients: Worker<ClientOrder>[], plan: Plan): Promise<Run> {
  const all = <Answer>(order: (share: number) => ClientOrder) =>
    Promise.all(clients.map((client, share) => client.tell<Answer>(order(share))))
  const { servers } = stand
  await all((share) => ({ do: 'connect', plan, servers, share, of: clients.length }))
  await all(() => ({ do: 'talk' }))
  await wait(plan.warmUpS * 1000)
  const [before] = await Promise.all([stand.usage(), all(() => ({ do: 'begin' }))])
  await wait(plan.seconds * 1000)
  const [after, windows] = await Promise.all([stand.usage(), all<Window>(() => ({ do: 'end' }))])
  const finished = await all<Finished>(() => ({ do: 'finish' }))
  const verified = await stand.verify(finished.flatMap((each) => each.sent))
  return { before, after, windows, finished, verified }
}

/** The figures of one run, without those that this server has none of: an echo pushes nothing. */
export function figuresOf(run: Run): Record<string, number> {
  return Object.fromEntries(Object.entries(allFiguresOf(run)).filter(([, value]) => !Number.isNaN(value)))
}

function allFiguresOf({ before, after, windows, finished, verified }: Run): Record<string, number> {
  const ackedPerSecond = windows.reduce((sum, { acked, ms }) => sum + (acked / ms) * 1000, 0)
  const ms = after.atMs - before.atMs
  const messages = (ackedPerSecond * ms) / 1000
  const cpuShare = (after.cpuMs - before.cpuMs) / ms
  const sum = (name: 'pushed' | 'caughtUp' | 'lost' | 'refused') =>
    finished.reduce((total, each) => total + each[name], 0)
  const of = (kind: 'ack' | 'push' | 'delivery', share: number) =>
    percentile(share, ...windows.map((each) => each[kind]))
  const syncs = (after.syncs ?? 0) - (before.syncs ?? 0)
  return {
    ackedPerCpuSecond: ackedPerSecond / cpuShare,
    ackedPerSecond,
    cpuShare,
    ackP50: of('ack', 0.5),
    ackP95: of('ack', 0.95),
    ackP99: of('ack', 0.99),
    pushAfterAckP50: of('push', 0.5),
    pushAfterAckP99: of('push', 0.99),
    deliveryP50: of('delivery', 0.5),
    deliveryP99: of('delivery', 0.99),
    loopP99: after.loopP99Ms,
    rssMb: after.rssMb,
    ...(syncs > 0 && { messagesPerSync: messages / syncs }),
    ...databaseFigures(before, after, messages),
    acknowledged: finished.flatMap(({ sent }) => sent).reduce((total, { count }) => total + count, 0),
    refused: sum('refused'),
    ...(verified && {
      pushed: sum('pushed'),
      caughtUp: sum('caughtUp'),
      neverArrived: sum('lost'),
      stored: verified.messages,
      missing: verified.missing,
      doubled: verified.doubled,
      diskBytesPerMessage: verified.diskBytes / verified.messages,
    }),
  }
}

function databaseFigures(
  { atMs, database: before }: StandUsage,
  { atMs: endMs, database: after }: StandUsage,
  messages: number,
): Record<string, number> {
  if (!before || !after) return {}
  return {
    databaseCpuShare: (after.cpuMs - before.cpuMs) / (endMs - atMs),
    messagesPerCommit: messages / (after.commits - before.commits),
    walBytesPerMessage: (after.walBytes - before.walBytes) / messages,
  }
}
