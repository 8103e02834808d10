import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Opinion, Opinionated, OpinionsEnd } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
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
  /** There are older ones than these. */
  readonly hasMore: ReadonlySignal<boolean>
  /** The desk did not answer; what stands there is older. */
  readonly hasFailed: ReadonlySignal<boolean>
  /** The desk did not answer when older ones were asked for. */
  readonly hasMoreFailed: ReadonlySignal<boolean>
  /** The latest, as they are now. Older ones that were read before stay. */
  load: () => Promise<void>
  showMore: () => Promise<void>
}

/** Praise and complaints as the desk has them at the moment of asking: they are read at leisure, not watched. */
export function createOpinions(connection: AgentConnection): OpinionsModel {
  const known = signal<ReadonlyMap<ConversationId, Opinionated> | null>(null)
  const hasMore = signal(false)
  const hasFailed = signal(false)
  const hasMoreFailed = signal(false)
  let end: OpinionsEnd | null = null
  let askingMore: Promise<void> | null = null

  async function read(before: OpinionsEnd | null): Promise<void> {
    const reply = await connection.ask('opinions:list', { before })
    const failed = before === null ? hasFailed : hasMoreFailed
    failed.value = !reply.ok
    if (!reply.ok) return
    const { found, hasEarlier } = reply.data
    known.value = new Map([
      ...(known.peek() ?? []),
      ...found.map((each) => [each.conversation.id, each] as const),
    ])
    // The first page again, after others were read: those go on where they ended.
    if (before === null && end !== null) return
    hasMore.value = hasEarlier
    end = endOf(found) ?? end
  }

  connection.on('inbox:changed', ({ removed }) => {
    const before = known.peek()
    if (before && removed?.some((id) => before.has(id)))
      known.value = new Map([...before].filter(([id]) => !removed.includes(id)))
  })

  return {
    opinions: computed(() => known.value && sorted([...known.value.values()])),
    hasMore,
    hasFailed,
    hasMoreFailed,
    load: () => read(null),
    /** Twice at once is once. */
    showMore: () => (askingMore ??= read(end).finally(() => (askingMore = null))),
  }
}

function endOf(found: readonly Opinionated[]): OpinionsEnd | null {
  const last = found.at(-1)
  const at = last?.opinions[0]?.at
  return last && at !== undefined ? { at, id: last.conversation.id } : null
}

function sorted(list: readonly Opinionated[]): Opinions {
  const rows = list
    .flatMap(({ conversation, opinions }) => opinions.map((opinion) => ({ opinion, conversation })))
    .sort((a, b) => b.opinion.at - a.opinion.at)
  return {
    praise: rows.filter(({ opinion }) => opinion.kind === 'praise'),
    complaints: rows.filter(({ opinion }) => opinion.kind !== 'praise'),
  }
}
