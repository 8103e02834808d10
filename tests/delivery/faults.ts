import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { lasting } from './fault.ts'
import type { Fault } from './fault.ts'

/** A server or a database that is started again is there within this. */
export const startMs = 4_000

/** A server ends without a word, and is started again. */
export function killServer(name: string, ms: [least: number, most: number]): Fault {
  return lasting({ name, isOfServer: true, ms, mendMs: startMs }, async ({ desks }, random) => {
    const server = random.pick(desks.servers)
    await server.kill()
    return () => server.start()
  })
}

const pauseServer = lasting(
  { name: 'server stands still', isOfServer: true, ms: [200, 4_000] },
  ({ desks }, random) => {
    const server = random.pick(desks.servers)
    desks.pause(server)
    return () => desks.resume(server)
  },
)

const fullDisk = lasting({ name: 'full disk', isOfServer: true, ms: [200, 3_000] }, ({ desks }, random) => {
  const server = random.pick(desks.servers)
  desks.fillDisk(server)
  return () => desks.freeDisk(server)
})

const cutWire: Fault = {
  name: 'cut',
  mostMs: 0,
  happen: async ({ wires }, random) => random.pick(wires).cut(),
}

const cutAll: Fault = {
  name: 'all cut',
  mostMs: 0,
  happen: async ({ wires }) => wires.forEach((wire) => wire.cut()),
}

const cutInMidFrame: Fault = {
  name: 'cut in mid-frame',
  mostMs: 0,
  happen: async ({ wires }, random) => random.pick(wires).cutInMidFrame(random.pick(['up', 'down'])),
}

/** A wire is told beforehand for how long. */
function stalls(name: string, how: 'hold' | 'stopReading'): Fault {
  return {
    name,
    mostMs: 8_000,
    async happen({ wires }, random) {
      const ms = random.between(500, 8_000)
      random.pick(wires)[how](ms)
      await pause(ms)
    },
  }
}

/** All light pages live in one window: they go offline together, as in a train. */
const offline = lasting({ name: 'offline', ms: [200, 4_000] }, () => {
  window.dispatchEvent(new Event('offline'))
  return () => window.dispatchEvent(new Event('online'))
})

const delayWire = lasting({ name: 'delay', ms: [500, 4_000] }, ({ wires }, random) => {
  const wire = random.pick(wires)
  wire.delayMs = random.between(30, 800)
  return () => (wire.delayMs = 0)
})

/** Each packet of this kind is lost (0), or comes twice (2), this often. */
function tamper(name: string, kinds: string[], times: 0 | 2, share: number): Fault {
  return lasting({ name, ms: [1_000, 5_000] }, ({ wires }, random) => {
    const wire = random.pick(wires)
    wire.meddle = (packet, kind) =>
      kinds.includes(kind) && random.next() < share ? Array<string>(times).fill(packet) : [packet]
    return () => (wire.meddle = (packet) => [packet])
  })
}

const secondTab: Fault = {
  name: 'second tab',
  mostMs: 0,
  async happen({ visitors }, random) {
    const visitor = random.pick(visitors.filter(({ keepsData }) => keepsData))
    if (visitor.tabs < 2) visitor.openPage()
  },
}

const reload: Fault = {
  name: 'reload',
  mostMs: 0,
  happen: async ({ visitors }, random) => random.pick(visitors.filter(({ keepsData }) => keepsData)).reload(),
}

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0

/** What can go wrong with any server and the networks to it. */
export const everywhereFaults: Fault[] = [
  killServer('kill -9', [0, 2_000]),
  pauseServer,
  cutWire,
  cutAll,
  cutInMidFrame,
  stalls('silence', 'hold'),
  stalls('slow reader', 'stopReading'),
  offline,
  delayWire,
  tamper('pushes lost', ['push'], 0, 0.4),
  tamper('acknowledgements lost', ['reply'], 0, 0.15),
  tamper('requests lost', ['request'], 0, 0.15),
  tamper('packets doubled', ['push', 'request', 'reply'], 2, 0.4),
  secondTab,
  reload,
]

/** What can go wrong with one server and its folder. A disk can be filled where util-linux is there. */
export const embeddedFaults: Fault[] = [...everywhereFaults, ...(hasPrlimit ? [fullDisk] : [])]
