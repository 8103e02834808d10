import { availableParallelism } from 'node:os'
import { buildPrograms } from '../built.ts'
import type { Figure } from '../figure.ts'
import { startDatabase } from './database.ts'
import type { BenchDatabase } from './database.ts'
import { measureDisk } from './disk.ts'
import { measureIdle, measureStorm } from './crowds.ts'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'
import type { CaseName, Ground } from './stand.ts'
import { figuresOf, talked } from './talked.ts'
import { Tally } from './tally.ts'

/**
 * Frontdesk under load beside a bare echo and a bare relay: as fast as it goes, at a fixed rate, with visitors who only
 * sit there, and when all of them come back at once. The figures of each part come as soon as they are known.
 */
export async function* benchLoad(args: string[]): AsyncGenerator<Figure[]> {
  const options = readOptions(args)
  const database = await databaseFor(options)
  try {
    const programs = await buildPrograms('load', {
      'bare-server': 'bench/load/bare-server.ts',
      'desk-server': 'bench/load/desk-server.ts',
      clients: 'bench/load/clients.ts',
      crowd: 'bench/load/crowd.ts',
    })
    const ground: Ground = { programs, database, servers: options.servers, profile: options.profile }
    const stores: CaseName[] = [
      ...(options.store === 'postgres' ? [] : (['embedded'] as const)),
      ...(database ? (['postgres'] as const) : []),
    ]
    const clusters: CaseName[] = database && options.servers > 1 ? ['postgres-cluster'] : []
    for (const part of options.only) {
      if (part === 'speed') yield await measureSpeed(ground, options, [...stores, ...clusters])
      if (part === 'rate') yield await measureRate(ground, options, [...stores, ...clusters])
      if (part === 'idle') yield await measureIdle(ground, options, stores)
      if (part === 'storm') yield await measureStorm(ground, options, stores)
    }
  } finally {
    await database?.remove()
  }
}

async function measureSpeed(
  ground: Ground,
  { plan, runs, servers }: Options,
  cases: CaseName[],
): Promise<Figure[]> {
  const tally = new Tally('speed')
  for (let run = 0; run < runs; run++)
    for (const name of ['echo', 'relay', ...cases] as const)
      tally.add(name, figuresOf(await talked(ground, name, plan)))
  // Servers, clients and the database: with fewer cores than these, a second server only takes from the first.
  const wanted = servers + 2 + 1
  if (cases.includes('postgres-cluster') && availableParallelism() < wanted)
    console.error(
      `${availableParallelism()} cores: ${servers} servers, 2 client processes and PostgreSQL want ${wanted}.`,
    )
  return tally.figures('relay', ['ackedPerCpuSecond', 'ackedPerSecond', 'rssMb'])
}

async function measureRate(ground: Ground, options: Options, cases: CaseName[]): Promise<Figure[]> {
  const { rate: perSecond, runs } = options
  const plan = { ...options.plan, perSecond, apart: true }
  const tally = new Tally('rate')
  for (let run = 0; run < runs; run++) {
    const echo = figuresOf(await talked(ground, 'echo', plan))
    tally.add('echo', echo)
    tally.add('disk', await measureDisk(ground.programs))
    for (const name of cases) {
      const figures = figuresOf(await talked(ground, name, plan))
      tally.add(name, { ...figures, ackP50More: (figures.ackP50 ?? NaN) - (echo.ackP50 ?? NaN) })
    }
  }
  return tally.figures('echo', ['ackP50', 'ackP95', 'ackP99'])
}

/** Asked for by name it must start; else it is left out where it cannot. */
async function databaseFor({ store }: Options): Promise<BenchDatabase | null> {
  if (store === 'embedded') return null
  try {
    return await startDatabase()
  } catch (cause) {
    if (store === 'postgres') throw cause
    console.error(`PostgreSQL is left out: ${cause instanceof Error ? cause.message : String(cause)}`)
    return null
  }
}
