import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { startWorker } from './orders.ts'
import type { Worker } from './orders.ts'
import type { ClientOrder, Finished, Listening, Plan, ServerOrder, Usage, Verified, Window } from './wire.ts'

/** What one run measured: the window's two ends, and what was right in the end. */
export interface Run {
  before: Usage
  after: Usage
  windows: Window[]
  finished: Finished[]
  /** null: this server keeps nothing. */
  verified: Verified | null
}

/** Each agent and their visitors belong to one of these: one process alone would be slower than the server. */
const clientProcesses = 2

/** One server in a process of its own, its clients in others, from the first connection to the last check. */
export async function run(
  programs: string,
  server: ServerKind,
  plan: Plan,
  execArgv: string[],
): Promise<Run> {
  const serving = startWorker<ServerOrder>(join(programs, `${server}-server.js`), execArgv)
  const clients = Array.from({ length: clientProcesses }, () =>
    startWorker<ClientOrder>(join(programs, 'clients.js')),
  )
  try {
    return await measured(serving, clients, server, plan)
  } finally {
    await Promise.all([serving, ...clients].map((worker) => worker.stop()))
  }
}

export type ServerKind = 'relay' | 'frontdesk'

async function measured(
  serving: Worker<ServerOrder>,
  clients: Worker<ClientOrder>[],
  server: ServerKind,
  plan: Plan,
): Promise<Run> {
  const listening = await serving.tell<Listening>({ do: 'start', plan })
  const all = <Answer>(order: (share: number) => ClientOrder) =>
    Promise.all(clients.map((client, share) => client.tell<Answer>(order(share))))

  await all((share) => ({ do: 'connect', plan, listening, share, of: clients.length }))
  await all(() => ({ do: 'talk' }))
  await wait(plan.warmUpS * 1000)
  const [before] = await Promise.all([serving.tell<Usage>({ do: 'usage' }), all(() => ({ do: 'begin' }))])
  await wait(plan.seconds * 1000)
  const [after, windows] = await Promise.all([
    serving.tell<Usage>({ do: 'usage' }),
    all<Window>(() => ({ do: 'end' })),
  ])
  const finished = await all<Finished>(() => ({ do: 'finish' }))
  const sent = finished.flatMap((each) => each.sent)
  const verified = server === 'relay' ? null : await serving.tell<Verified>({ do: 'verify', sent })
  return { before, after, windows, finished, verified }
}
