import type { Opinionated } from '../../protocol/agent.ts'
import type { ConversationSummary } from '../domain/conversation.ts'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/port.ts'
import { toRow } from './inbox.ts'

const daysShown = 30
const shownMax = 100

/** Praise and complaints that were heard in the last days, for the agents and the site owner. */
export function createOpinions({ store, clock }: { store: Store; clock: Clock }) {
  async function list(): Promise<Opinionated[]> {
    const since = clock.now() - daysShown * 24 * 60 * 60 * 1000
    const found = await store.conversations.list({ statuses: ['bot', 'waiting', 'agent', 'closed'], since })
    return found
      .filter(({ opinions }) => opinions && opinions.length > 0)
      .sort((a, b) => lastAt(b) - lastAt(a))
      .slice(0, shownMax)
      .map((each) => ({ conversation: toRow(each), opinions: (each.opinions ?? []).toReversed() }))
  }

  return { list }
}

function lastAt({ opinions }: ConversationSummary): number {
  return opinions?.at(-1)?.at ?? 0
}
