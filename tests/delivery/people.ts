import type { Agent } from '../../protocol/agent.ts'
import { signIn } from '../support/sign-in.ts'
import type { Account } from '../support/desk-process.ts'
import type { Desks } from './desks.ts'
import type { Recorder } from './history.ts'
import { openLightAgent } from './light-agent.ts'
import type { LightAgent } from './light-agent.ts'
import { openLightVisitor } from './light-visitor.ts'
import type { LightVisitor } from './light-visitor.ts'
import { noteMark } from './talkers.ts'
import { openWire } from './wire.ts'

export interface People {
  /** Who ask for a person. */
  visitors: LightVisitor[]
  /** Who talk with the bot alone. */
  askers: LightVisitor[]
  agents: LightAgent[]
  /** One more console of the first agent, which has open what is theirs. */
  secondTab: LightAgent
  accounts: Account[]
  /** A console of the first agent that only looks: what a page opened now shows. */
  openOnlooker(): Promise<LightAgent>
}

/** Everybody with a wire of their own; on a desk of several servers each begins with another. */
export async function connectPeople(
  desks: Desks,
  counts: { visitors: number; askers: number },
  recorder: Recorder,
): Promise<People> {
  const accounts = [await desks.addAgent('Ada'), await desks.addAgent('Ben')]
  const [ada] = accounts
  const named = (name: string, count: number) =>
    Promise.all(
      // The last one's browser keeps nothing.
      Array.from({ length: count }, (_, at) =>
        visitorNamed(desks, `${name}-${at + 1}`, at, recorder, { keepsData: at < count - 1 || count === 1 }),
      ),
    )
  return {
    accounts,
    agents: await Promise.all(
      accounts.map((account, at) => agentOf(desks, account, recorder, { turn: at + 1 })),
    ),
    visitors: await named('vera', counts.visitors),
    askers: await named('viktor', counts.askers),
    secondTab: await agentOf(desks, ada!, recorder, { turn: 1, page: 3, takes: false }),
    openOnlooker: () => agentOf(desks, ada!, recorder, { turn: 0, page: 2, opens: false }),
  }
}

async function visitorNamed(
  desks: Desks,
  name: string,
  turn: number,
  recorder: Recorder,
  options: { keepsData: boolean },
): Promise<LightVisitor> {
  const wire = await openWire(addressesFrom(desks, turn), {}, (packet, direction) => {
    if (direction === 'down' && packet.includes(noteMark))
      recorder.record({ kind: 'leaked', person: name, text: noteMark })
  })
  return openLightVisitor(name, wire, recorder, options)
}

async function agentOf(
  desks: Desks,
  account: Account,
  recorder: Recorder,
  { turn, ...options }: { turn: number; page?: number; takes?: boolean; opens?: boolean },
): Promise<LightAgent> {
  const addresses = addressesFrom(desks, turn)
  const cookie = await signIn(addresses[0]!, account)
  const response = await fetch(`${addresses[0]}/api/session`, {
    headers: { cookie, 'X-Frontdesk': 'console' },
  })
  const { agent } = (await response.json()) as { agent: Agent }
  return openLightAgent(agent, await openWire(addresses, { cookie }), recorder, options)
}

function addressesFrom({ servers }: Desks, turn: number): string[] {
  return servers.map((_, at) => servers[(at + turn) % servers.length]!.url)
}
