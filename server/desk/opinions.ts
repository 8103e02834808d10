import type { OpinionsEnd, OpinionsPage } from '../../protocol/agent.ts'
import type { Store } from '../store/port.ts'
import { toRow } from './inbox.ts'

const pageMax = 100

/** Praise and complaints that were heard, for the agents and the site owner. */
export function createOpinions({ store }: { store: Store }) {
  async function list(before: OpinionsEnd | null): Promise<OpinionsPage> {
    // One more, to know whether there is one.
    const limit = pageMax + 1
    const found = await store.conversations.opinionated({ before: before ?? undefined, limit })
    return {
      found: found
        .slice(0, pageMax)
        .map((each) => ({ conversation: toRow(each), opinions: (each.opinions ?? []).toReversed() })),
      hasEarlier: found.length > pageMax,
    }
  }

  return { list }
}
