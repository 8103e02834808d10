import { costAt } from './calibration.ts'
import type { Calibration, Cost } from './calibration.ts'

/** One database, or one folder, and what stands around it. A larger site has several of these. */
export interface Layout {
  servers: number
  /** Of the database. */
  cores: number
  /** Batches that a server has on their way at a time: one to a folder, two to a database. */
  abreast: number
}

export interface Utilisation {
  /** 0 to 1 and beyond: 1 is all that there is. Of a server's one event loop, and of all the database's cores. */
  server: number
  database: number
  /** Messages a batch. */
  batch: number
}

/** As busy as a part should be. Much of it is the cost of small batches, which grow where there is more to do. */
export const sensible = 0.9

/**
 * What `perSecond` messages keep busy. Batches grow with what comes in while the last ones are under way, and they are
 * under way for longer the busier everything is: so the answer is approached in steps.
 */
export function utilisation(calibration: Calibration, layout: Layout, perSecond: number): Utilisation {
  const { servers, cores, abreast } = layout
  const { server, heard, database, databaseHeard, syncMs } = calibration
  const [own, others] = [perSecond / servers, (perSecond / servers) * (servers - 1)]
  let found: Utilisation = { server: 0, database: 0, batch: 1 }
  let heardBatch = 1
  for (let step = 0; step < 200; step++) {
    const takes = (cost: Cost, messages: number) => (cost.batch + cost.each * messages) / 1000
    const [saving, reading] = [takes(database, found.batch), takes(databaseHeard, heardBatch)]
    const hearing = takes(heard, heardBatch)
    const serverWait = waiting(found.server, 1, [
      [own, server.each / 1000],
      // Its own batch does not wait for itself.
      [(own / found.batch) * (1 - 1 / abreast), server.batch / 1000],
      [others / heardBatch, hearing],
    ])
    const databaseWait = waiting(found.database, cores, [
      [perSecond / found.batch, saving],
      [(others * servers) / heardBatch, reading],
    ])
    const workMs = serverWait + server.batch / 1000 + databaseWait + saving
    // One server's batches take turns at the disk; of many servers, each waits for half of the sync before its own.
    const cycleMs = servers > 1 ? workMs + 1.5 * syncMs : Math.max(workMs + syncMs, abreast * syncMs)
    const hearingMs = databaseWait + reading + serverWait + hearing
    const batch = nearer(found.batch, (own * cycleMs) / 1000 / abreast)
    heardBatch = nearer(heardBatch, Math.max(batch, (others * hearingMs) / 1000))
    found = {
      batch,
      server: (own * costAt(server, batch) + others * costAt(heard, heardBatch)) / 1e6,
      database:
        (perSecond * costAt(database, batch) + servers * others * costAt(databaseHeard, heardBatch)) /
        1e6 /
        cores,
    }
  }
  return found
}

/**
 * How long something waits, in ms, for what is served before it: Pollaczek and Khinchine, for so many hands about. Nothing
 * waits for ever: batches grow instead.
 */
function waiting(busy: number, hands: number, jobs: [perSecond: number, ms: number][]): number {
  const rest = jobs.reduce((sum, [perSecond, ms]) => sum + ((perSecond / 1000) * ms * ms) / 2, 0)
  return rest / hands ** 2 / (1 - Math.min(busy, 0.95))
}

/** Conversations of a server that have something to say at the same time. */
const batchMost = 1_000

function nearer(from: number, to: number): number {
  return from + (Math.min(batchMost, Math.max(1, to)) - from) / 10
}

/** Messages a second until one of the two is as busy as is sensible, and which. */
export function limitOf(
  calibration: Calibration,
  layout: Layout,
): { perSecond: number; by: 'server' | 'database' } {
  // From above: batches grow with the load, so a busier desk may be no busier with it, and only the last rise counts.
  let perSecond = 1e6
  let found = utilisation(calibration, layout, perSecond)
  while (Math.max(found.server, found.database) > sensible) {
    perSecond *= 0.98
    found = utilisation(calibration, layout, perSecond)
  }
  return { perSecond: Math.round(perSecond), by: found.database > found.server ? 'database' : 'server' }
}

/** Who has the widget open: most read. One in twenty talks, and says something, or is told something, every 15 s. */
export const messagesPerVisitor = 1 / 20 / 15
const memoryMb = 2_048
const ownMb = 150
const backWithinS = 30

/** Open widgets that one server carries, and what ends it: their memory in 2 GB, or their return within 30 s. */
export function visitorsOf({ kbPerVisitor, helloMs }: Calibration): { byMemory: number; byReturn: number } {
  return {
    byMemory: Math.floor(((memoryMb - ownMb) * 1024) / kbPerVisitor),
    byReturn: Math.floor((backWithinS * 1000 * sensible) / helloMs),
  }
}

/** A day has one busy hour's load for eight hours, and a third of it for the rest of the time that anybody writes. */
const busySecondsADay = 8 * 3600 + (8 * 3600) / 3

export function gbAMonth({ diskBytes }: Calibration, perSecond: number): number {
  return (perSecond * busySecondsADay * 30 * diskBytes) / 1e9
}
