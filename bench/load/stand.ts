import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchDatabase, DatabaseUsage } from './database.ts'
import { startWorker } from './orders.ts'
import type { Worker } from './orders.ts'
import type { Listening, SentMessages, ServerOrder, Setting, StoreAt, Usage, Verified } from './wire.ts'

export type CaseName = 'echo' | 'relay' | 'embedded' | 'postgres' | 'postgres-cluster'

/** What every part of the bench needs to put up the server of a case. */
export interface Ground {
  /** The built programs. */
  programs: string
  database: BenchDatabase | null
  /** In a cluster. */
  servers: number
  profile: boolean
}

/** The server or servers of one case, each in a process of its own, and where they keep things. */
export interface Stand {
  servers: Listening[]
  usage(): Promise<StandUsage>
  verify(sent: SentMessages[]): Promise<Verified | null>
  /** kill -9, and the same again at once; resolves when it listens. For a case with one server. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

/** All servers together; of the event loops the worst. */
export interface StandUsage extends Usage {
  database: DatabaseUsage | null
}

export async function putUp(
  ground: Ground,
  name: CaseName,
  { agents = 0, collect = false } = {},
): Promise<Stand> {
  const { programs, database } = ground
  const isBare = name === 'echo' || name === 'relay'
  const kept = isBare ? null : await newStore(ground, name)
  const count = name === 'postgres-cluster' ? ground.servers : 1
  const workers: Worker<ServerOrder>[] = []
  const servers: Listening[] = []

  async function start(number: number): Promise<void> {
    const execArgv = [
      ...(collect ? ['--expose-gc'] : []),
      ...(ground.profile
        ? ['--cpu-prof', `--cpu-prof-dir=${programs}`, `--cpu-prof-name=${name}.cpuprofile`]
        : []),
    ]
    const port = servers[number]?.port ?? 0
    const setting: Setting =
      kept === null
        ? { kind: name === 'relay' ? 'relay' : 'echo', port }
        : { kind: 'desk', store: kept, agents: number === 0 && port === 0 ? agents : 0, port }
    const worker = startWorker<ServerOrder>(join(programs, `${isBare ? 'bare' : 'desk'}-server.js`), execArgv)
    workers[number] = worker
    servers[number] = await worker.tell<Listening>({ do: 'start', setting })
  }

  async function stop(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.stop()))
    if (kept?.kind === 'embedded') await rm(kept.folder, { recursive: true, force: true })
  }

  try {
    for (let number = 0; number < count; number++) await start(number)
  } catch (cause) {
    await stop()
    throw cause
  }
  return {
    servers,
    stop,
    async usage() {
      const each = await Promise.all(workers.map((worker) => worker.tell<Usage>({ do: 'usage' })))
      return {
        ...together(each),
        database: kept?.kind === 'postgres' ? ((await database?.usage()) ?? null) : null,
      }
    },
    async verify(sent) {
      const [first, ...others] = workers
      if (!kept || !first) return null
      await Promise.all(others.map((worker) => worker.stop()))
      const verified = await first.tell<Verified>({ do: 'verify', sent })
      return kept.kind === 'embedded'
        ? verified
        : { ...verified, diskBytes: (await database?.bytesOf(kept.url)) ?? NaN }
    },
    async killAndRestart() {
      await workers[0]?.kill()
      await start(0)
    },
  }
}

async function newStore({ programs, database }: Ground, name: CaseName): Promise<StoreAt> {
  if (name === 'embedded') {
    // Below dist/, on the disk that the project is on: a temporary folder may be memory, and a sync there is free.
    const parent = join(programs, '..', 'data')
    await mkdir(parent, { recursive: true })
    return { kind: 'embedded', folder: await mkdtemp(join(parent, 'load-')) }
  }
  if (!database) throw new Error('There is no PostgreSQL for this.')
  return { kind: 'postgres', url: await database.create() }
}

function together(usages: Usage[]): Usage {
  const sum = (of: (usage: Usage) => number) => usages.reduce((total, usage) => total + of(usage), 0)
  return {
    cpuMs: sum(({ cpuMs }) => cpuMs),
    // Between two readings the same time has passed for each.
    atMs: sum(({ atMs }) => atMs) / usages.length,
    rssMb: sum(({ rssMb }) => rssMb),
    loopP99Ms: Math.max(...usages.map(({ loopP99Ms }) => loopP99Ms)),
    syncs: usages[0]?.syncs ?? null,
  }
}
