import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Desks } from './desks.ts'
import type { LightAgent } from './light-agent.ts'
import type { LightVisitor } from './light-visitor.ts'
import type { Random } from './random.ts'
import type { Wire } from './wire.ts'

export interface Scene {
  desks: Desks
  wires: Wire[]
  visitors: LightVisitor[]
  agents: LightAgent[]
}

/** Something that goes wrong for a while. When it resolves it is healed. */
export interface Fault {
  name: string
  /** The longest that it lasts, in milliseconds. */
  mostMs: number
  /** Two of these at once would undo each other. */
  isOfServer?: true
  /** With the name of the one person who had no connection at all meanwhile. */
  happen(scene: Scene, random: Random): Promise<string | void>
}

const killServer: Fault = {
  name: 'kill -9',
  isOfServer: true,
  mostMs: 6_000,
  async happen({ desks }, random) {
    const server = random.pick(desks.servers)
    await server.kill()
    await pause(random.between(0, 2_000))
    await server.start()
  },
}

const pauseServer: Fault = {
  name: 'server stands still',
  isOfServer: true,
  mostMs: 4_000,
  async happen({ desks }, random) {
    const server = random.pick(desks.servers)
    desks.pause(server)
    await pause(random.between(200, 4_000))
    desks.resume(server)
  },
}

const fullDisk: Fault = {
  name: 'full disk',
  isOfServer: true,
  mostMs: 3_000,
  async happen({ desks }, random) {
    const server = random.pick(desks.servers)
    desks.fillDisk(server)
    await pause(random.between(200, 3_000))
    desks.freeDisk(server)
  },
}

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

const holdWire: Fault = {
  name: 'silence',
  mostMs: 8_000,
  async happen({ wires }, random) {
    const ms = random.between(500, 8_000)
    random.pick(wires).hold(ms)
    await pause(ms)
  },
}

const stopReading: Fault = {
  name: 'slow reader',
  mostMs: 8_000,
  async happen({ wires }, random) {
    const ms = random.between(500, 8_000)
    random.pick(wires).stopReading(ms)
    await pause(ms)
  },
}

/** All light pages live in one window: they go offline together, as in a train. */
const offline: Fault = {
  name: 'offline',
  mostMs: 4_000,
  async happen(_, random) {
    window.dispatchEvent(new Event('offline'))
    await pause(random.between(200, 4_000))
    window.dispatchEvent(new Event('online'))
  },
}

const delayWire: Fault = {
  name: 'delay',
  mostMs: 4_000,
  async happen({ wires }, random) {
    const wire = random.pick(wires)
    wire.delayMs = random.between(30, 800)
    await pause(random.between(500, 4_000))
    wire.delayMs = 0
  },
}

/** Each packet of this kind is lost (0), or comes twice (2), this often. */
function tamper(name: string, kinds: string[], times: 0 | 2, share: number): Fault {
  return {
    name,
    mostMs: 5_000,
    async happen({ wires }, random) {
      const wire = random.pick(wires)
      wire.meddle = (packet, kind) =>
        kinds.includes(kind) && random.next() < share ? Array<string>(times).fill(packet) : [packet]
      await pause(random.between(1_000, 5_000))
      wire.meddle = (packet) => [packet]
    },
  }
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
  killServer,
  pauseServer,
  cutWire,
  cutAll,
  cutInMidFrame,
  holdWire,
  stopReading,
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
