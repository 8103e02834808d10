import { percentile, Delays } from '../load/delays.ts'
import type { Calibration } from './calibration.ts'
import type { Layout } from './capacity.ts'
import { Events, Hands } from './events.ts'

export interface Simulated {
  /** Acknowledged a second: less than was sent where the layout does not carry it. */
  ackedPerSecond: number
  ackP50: number
  ackP99: number
  /** Busy share of the busiest server, and of the database. */
  server: number
  database: number
  batch: number
}

/**
 * Plays a layout: messages that come at random, servers that do one thing at a time, batches that wait for a disk which
 * syncs for all who wait at once, and the other servers that hear of each message. Nothing of the model's formulas is
 * in it, only what the parts cost.
 */
export function simulate(
  { server, heard, database, databaseHeard, syncMs }: Calibration,
  { servers, cores, abreast }: Layout,
  perSecond: number,
  { forMs = 4_000, random }: { forMs?: number; random: () => number },
): Simulated {
  const events = new Events()
  const warmUpMs = forMs / 4
  const delays = new Delays()
  let [acked, batches, batched] = [0, 0, 0]
  const disk = new Disk(events, () => syncMs * (0.5 + random()))
  const base = new Hands(events, cores)
  const desks = Array.from({ length: servers }, () => ({
    loop: new Hands(events, 1),
    gathered: [] as number[],
    underway: 0,
    /** A batch waits for the loop. */
    beginning: false,
    /** Messages of other servers that it was told of and has not read yet. */
    told: 0,
    reading: false,
  }))
  type Desk = (typeof desks)[number]

  function begin(desk: Desk): void {
    if (desk.beginning || desk.underway >= abreast || desk.gathered.length === 0) return
    desk.beginning = true
    desk.underway++
    // What comes in until the loop gets to it goes with it.
    desk.loop.work(server.batch / 1000, () => {
      const batch = desk.gathered.splice(0)
      desk.beginning = false
      batches++
      batched += batch.length
      base.work((database.batch + database.each * batch.length) / 1000, () =>
        disk.sync(() => {
          desk.underway--
          for (const sentAt of batch) acknowledged(sentAt)
          for (const other of desks) if (other !== desk) hear(other, batch.length)
          begin(desk)
        }),
      )
    })
  }

  function acknowledged(sentAt: number): void {
    if (sentAt < warmUpMs) return
    acked++
    delays.add(events.now - sentAt)
  }

  function hear(desk: Desk, messages: number): void {
    desk.told += messages
    if (desk.reading) return
    desk.reading = true
    read(desk)
  }

  function read(desk: Desk): void {
    const messages = desk.told
    desk.told = 0
    base.work((databaseHeard.batch + databaseHeard.each * messages) / 1000, () =>
      desk.loop.work((heard.batch + heard.each * messages) / 1000, () => {
        desk.reading = desk.told > 0
        if (desk.reading) read(desk)
      }),
    )
  }

  function arrive(): void {
    const desk = desks[Math.floor(random() * servers)]
    const sentAt = events.now
    if (desk)
      desk.loop.work(server.each / 1000, () => {
        desk.gathered.push(sentAt)
        begin(desk)
      })
    events.after((-Math.log(1 - random()) / perSecond) * 1000, arrive)
  }

  arrive()
  events.runUntil(warmUpMs)
  const before = { base: base.busyMs, loops: desks.map(({ loop }) => loop.busyMs) }
  events.runUntil(warmUpMs + forMs)
  return {
    ackedPerSecond: (acked / forMs) * 1000,
    ackP50: percentile(0.5, delays.counts),
    ackP99: percentile(0.99, delays.counts),
    server: Math.max(...desks.map(({ loop }, index) => (loop.busyMs - (before.loops[index] ?? 0)) / forMs)),
    database: (base.busyMs - before.base) / forMs / cores,
    batch: batched / batches,
  }
}

/** One sync at a time, for everybody who came before it began. */
class Disk {
  readonly #events: Events
  readonly #takesMs: () => number
  #waiting: (() => void)[] = []
  #busy = false

  constructor(events: Events, takesMs: () => number) {
    this.#events = events
    this.#takesMs = takesMs
  }

  sync(done: () => void): void {
    this.#waiting.push(done)
    if (!this.#busy) this.#begin()
  }

  #begin(): void {
    const together = this.#waiting
    this.#waiting = []
    this.#busy = true
    this.#events.after(this.#takesMs(), () => {
      this.#busy = false
      for (const done of together) done()
      if (this.#waiting.length > 0 && !this.#busy) this.#begin()
    })
  }
}
