import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Random } from '../../tests/delivery/random.ts'
import { round } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { calibrationOf } from './calibration.ts'
import type { Calibration, StoreName } from './calibration.ts'
import { gbAMonth, limitOf, messagesPerVisitor, sensible, utilisation, visitorsOf } from './capacity.ts'
import type { Layout, Utilisation } from './capacity.ts'
import { largestShare } from './shares.ts'
import { simulate } from './simulate.ts'
import type { Simulated } from './simulate.ts'

/** What was measured last, as `npm run bench -- load --json` printed it. */
const measuredFile = join(import.meta.dirname, 'measured.jsonl')

const layouts: Record<string, Layout & { store: StoreName }> = {
  embedded: { store: 'embedded', servers: 1, cores: 1, abreast: 1 },
  'postgres, 1 server': { store: 'postgres', servers: 1, cores: 4, abreast: 2 },
  'postgres, 2 servers': { store: 'postgres', servers: 2, cores: 4, abreast: 2 },
  'postgres, 4 servers': { store: 'postgres', servers: 4, cores: 4, abreast: 2 },
  'postgres, 8 servers': { store: 'postgres', servers: 8, cores: 8, abreast: 2 },
}
const sitesADatabase = 25

/** How much a server and a database carry, by a model of what the load bench measured, and by a simulation of it. */
export async function* benchScale(args: string[]): AsyncGenerator<Figure[]> {
  const { values } = parseArgs({ args, options: { figures: { type: 'string', default: measuredFile } } })
  const lines = readFileSync(values.figures, 'utf8').split('\n').filter(Boolean)
  const measured = lines.map((line) => JSON.parse(line) as Figure)
  const calibrations: Record<StoreName, Calibration> = {
    embedded: calibrationOf(measured, 'embedded'),
    postgres: calibrationOf(measured, 'postgres'),
  }
  yield Object.entries(layouts).flatMap(([name, layout]) => carried(name, calibrations[layout.store], layout))
  yield Object.entries(layouts).flatMap(([name, layout]) =>
    [0.5, 1, 1.6].flatMap((share) => played(name, calibrations[layout.store], layout, share)),
  )
  const now = measured.find(({ case: name, figure }) => name === 'postgres' && figure === 'ackedPerSecond')
  yield [10, 100].flatMap((times) => grown(times, (now?.value ?? 0) * times, calibrations.postgres))
}

function carried(name: string, calibration: Calibration, layout: Layout): Figure[] {
  const { perSecond } = limitOf(calibration, layout)
  const { byMemory, byReturn } = visitorsOf(calibration)
  const all = (visitors: number) => visitors * layout.servers
  const talking = Math.floor(perSecond / messagesPerVisitor)
  const { server, database } = utilisation(calibration, layout, perSecond)
  return figuresOf(`limit/${name}`, {
    messagesPerSecond: [perSecond, '1/s'],
    server: [server, 'busy'],
    database: [database, 'busy'],
    visitorsByMessages: [talking, 'visitors'],
    visitorsByMemory: [all(byMemory), 'visitors'],
    visitorsByReturn: [all(byReturn), 'visitors'],
    gbAMonth: [gbAMonth(calibration, perSecond), 'GB'],
  })
}

/** The model's word against the simulation's, below the limit, at it and past it. */
function played(name: string, calibration: Calibration, layout: Layout, share: number): Figure[] {
  const perSecond = limitOf(calibration, layout).perSecond * share
  const model = utilisation(calibration, layout, perSecond)
  const seen = simulate(calibration, layout, perSecond, { random: randomOf(1) })
  return figuresOf(`played/${name} at ${Math.round(share * 100)} %`, {
    offeredPerSecond: [perSecond, '1/s'],
    ackedPerSecond: [seen.ackedPerSecond, '1/s'],
    ...busyBoth(model, seen),
    ackP50: [seen.ackP50, 'ms'],
    ackP99: [seen.ackP99, 'ms'],
  })
}

/** So many times what this machine ran: how many databases that takes, and whether the fullest of them holds. */
function grown(times: number, perSecond: number, calibration: Calibration): Figure[] {
  const group: Layout = { servers: bestServers(calibration, 8), cores: 8, abreast: 2 }
  const { perSecond: limit } = limitOf(calibration, group)
  const random = randomOf(times)
  let databases = Math.max(1, Math.ceil(perSecond / limit))
  // Sites are not equal, and none is cut in two: the fullest database must not be too full either.
  let fullest: number
  for (; ; databases++) {
    fullest = largestShare(databases * sitesADatabase, databases, random) * perSecond
    if (fullest <= limit) break
  }
  const model = utilisation(calibration, group, fullest)
  const seen = simulate(calibration, group, fullest, { random })
  return figuresOf(`grown/${times} times`, {
    messagesPerSecond: [perSecond, '1/s'],
    databases: [databases, ''],
    servers: [databases * group.servers, ''],
    fullest: [fullest, '1/s'],
    ackedByFullest: [seen.ackedPerSecond, '1/s'],
    ...busyBoth(model, seen),
    ackP99: [seen.ackP99, 'ms'],
    gbAMonth: [gbAMonth(calibration, perSecond), 'GB'],
  })
}

/** With more, each spends more on hearing the others than it takes from them; so past a few, few are won. */
function bestServers(calibration: Calibration, cores: number): number {
  const carries = (servers: number) => limitOf(calibration, { servers, cores, abreast: 2 }).perSecond
  let servers = 1
  while (servers < 16 && carries(servers + 1) > carries(servers) * (1 + worthwhile / servers)) servers++
  return servers
}

/** One more server is to bring at least this share of what a server brings on average. */
const worthwhile = 0.4

type Values = Record<string, [value: number, unit: string]>

function busyBoth(model: Utilisation, seen: Simulated): Values {
  return {
    modelServer: [model.server, 'busy'],
    simulatedServer: [seen.server, 'busy'],
    modelDatabase: [model.database, 'busy'],
    simulatedDatabase: [seen.database, 'busy'],
  }
}

function randomOf(seed: number): () => number {
  const source = new Random(seed)
  return () => source.next()
}

function figuresOf(name: string, values: Values): Figure[] {
  return Object.entries(values).map(([figure, [value, unit]]) => ({
    ...{ bench: 'scale', case: name, figure, unit },
    value: round(value, value < 10 ? 2 : 0),
  }))
}

export const legend = `busy: of a server's event loop, of the database's cores; ${sensible} is as much as is sensible.`
