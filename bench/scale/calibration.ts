import type { Figure } from '../figure.ts'

/** What a thing costs alone, and what a batch of them costs however many are in it. In µs of processor time. */
export interface Cost {
  each: number
  batch: number
}

/** What the bench measured of one store: all that the model knows. */
export interface Calibration {
  server: Cost
  /** What a server has to do for a message that another server took. */
  heard: Cost
  /** The database, for a message and for each server that hears of it; nothing where the store is a folder. */
  database: Cost
  databaseHeard: Cost
  /** One write that the disk has to have, in ms. */
  syncMs: number
  kbPerVisitor: number
  helloMs: number
  /** On disk, and what the write-ahead log grows by until it is archived or let go. */
  diskBytes: number
  walBytes: number
}

export type StoreName = 'embedded' | 'postgres'

/** From what `npm run bench -- load --json` printed. Costs come from two loads, whose batches differ. */
export function calibrationOf(figures: readonly Figure[], store: StoreName): Calibration {
  const value = (name: string, figure: string) => {
    const found = figures.find((each) => each.case === name && each.figure === figure)
    if (!found) throw new Error(`The figures lack "${figure}" of "${name}": npm run bench -- load --json`)
    return found.value
  }
  const parts = ['', 'rate/'] as const
  const batches = parts.map((part) =>
    value(part + store, store === 'embedded' ? 'messagesPerSync' : 'messagesPerCommit'),
  )
  const serverUs = (name: string) => 1e6 / value(name, 'ackedPerCpuSecond')
  const databaseUs = (name: string) => (1e6 * value(name, 'databaseCpuShare')) / value(name, 'ackedPerSecond')
  /** What the second server adds, a message. */
  const more = (of: (name: string) => number) =>
    parts.map((part) => Math.max(0, of(`${part}postgres-cluster`) - of(`${part}postgres`)))
  // In a cluster every second commit is a wake-up.
  const heardBatches = () => parts.map((part) => 2 * value(`${part}postgres-cluster`, 'messagesPerCommit'))
  const isCluster = store === 'postgres'
  const each = (of: (name: string) => number) => parts.map((part) => of(part + store))
  return {
    server: costOf(each(serverUs), batches),
    heard: isCluster ? costOf(more(serverUs), heardBatches()) : nothing,
    database: isCluster ? costOf(each(databaseUs), batches) : nothing,
    databaseHeard: isCluster ? costOf(more(databaseUs), heardBatches()) : nothing,
    syncMs: value('rate/disk', 'ackP50'),
    kbPerVisitor: value(`idle/${store}`, 'kbPerVisitor'),
    helloMs: value(`idle/${store}`, 'cpuMsPerVisitor'),
    diskBytes: value(store, 'diskBytesPerMessage'),
    walBytes: isCluster ? value(store, 'walBytesPerMessage') : 0,
  }
}

const nothing: Cost = { each: 0, batch: 0 }

/** The line through two measured points: µs a message at so many messages a batch. Neither part is below nothing. */
export function costOf(us: readonly number[], batches: readonly number[]): Cost {
  const [atMost = 0, atLeast = 0] = us
  const [large = 1, small = 1] = batches.map((size) => Math.max(1, size))
  const batch = Math.max(0, large === small ? 0 : (atLeast - atMost) / (1 / small - 1 / large))
  return { each: Math.max(0, atMost - batch / large), batch }
}

export function costAt({ each, batch }: Cost, size: number): number {
  return each + batch / size
}
