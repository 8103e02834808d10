import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Opinion, Opinionated } from '../protocol/agent.ts'
import type { AgentConnection } from './agent-connection.ts'

/** One opinion, and the conversation that it was said in. */
export interface OpinionRow {
  opinion: Opinion
  conversation: Opinionated['conversation']
}

export interface Opinions {
  praise: OpinionRow[]
  complaints: OpinionRow[]
}

export interface OpinionsModel {
  /** null until the desk has told them. */
  readonly opinions: ReadonlySignal<Opinions | null>
  /** The desk did not answer; what stands there is older. */
  readonly hasFailed: ReadonlySignal<boolean>
  load: () => Promise<void>
}

/** Praise and complaints as the desk has them at the moment of asking: they are read at leisure, not watched. */
export function createOpinions(connection: AgentConnection): OpinionsModel {
  const opinions = signal<Opinions | null>(null)
  const hasFailed = signal(false)
  return {
    opinions,
    hasFailed,
    async load() {
      const reply = await connection.ask('opinions:list', {})
      hasFailed.value = !reply.ok
      if (reply.ok) opinions.value = sorted(reply.data)
    },
  }
}

function sorted(list: Opinionated[]): Opinions {
  const rows = list
    .flatMap(({ conversation, opinions }) => opinions.map((opinion) => ({ opinion, conversation })))
    .sort((a, b) => b.opinion.at - a.opinion.at)
  return {
    praise: rows.filter(({ opinion }) => opinion.kind === 'praise'),
    complaints: rows.filter(({ opinion }) => opinion.kind !== 'praise'),
  }
}
