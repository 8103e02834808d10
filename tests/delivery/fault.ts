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

interface Lasting {
  name: string
  isOfServer?: true
  /** Between these it stays broken. */
  ms: [least: number, most: number]
  /** How long mending may take. */
  mendMs?: number
}

type Mend = () => unknown

/** A fault that stays a while: `begin` breaks something, and returns what mends it. */
export function lasting(
  { name, isOfServer, ms: [leastMs, mostMs], mendMs = 0 }: Lasting,
  begin: (scene: Scene, random: Random) => Mend | Promise<Mend>,
): Fault {
  return {
    ...{ name, isOfServer, mostMs: mostMs + mendMs },
    async happen(scene, random) {
      const mend = await begin(scene, random)
      await pause(random.between(leastMs, mostMs))
      await mend()
    },
  }
}
