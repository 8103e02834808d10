import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { InboxRow, ListEnd } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
import type { AgentConnection } from './agent-connection.ts'

/** What was closed before what the live list has, read back page by page when somebody asks. */
export interface EarlierModel {
  /** Somebody has asked: what was closed before today is shown. */
  readonly isShown: ReadonlySignal<boolean>
  /** There is more than is shown. */
  readonly hasMore: ReadonlySignal<boolean>
  /** The desk did not answer the last time. */
  readonly hasFailed: ReadonlySignal<boolean>
  showMore: () => Promise<void>
}

type Rows = ReadonlyMap<ConversationId, InboxRow>

/** `live`: the rows that pushes keep up to date. They come before those that were read back. */
export function createEarlier(connection: AgentConnection, live: ReadonlySignal<Rows>) {
  const read = signal<Rows>(new Map())
  const rows = computed<Rows>(() => new Map([...read.value, ...live.value]))
  const isShown = signal(false)
  const hasMore = signal(false)
  const hasFailed = signal(false)
  let asking: Promise<void> | null = null

  async function ask(): Promise<void> {
    isShown.value = true
    if (!hasMore.peek()) return
    const reply = await connection.ask('closed:list', { before: endOf(rows.peek()) })
    hasFailed.value = !reply.ok
    if (!reply.ok) return
    read.value = new Map([...read.peek(), ...reply.data.rows.map((row) => [row.id, row] as const)])
    hasMore.value = reply.data.hasEarlier
  }

  return {
    rows,
    isShown,
    hasMore,
    hasFailed,
    /** They are deleted. */
    remove(ids: readonly ConversationId[]): void {
      if (!ids.some((id) => read.peek().has(id))) return
      read.value = new Map([...read.peek()].filter(([id]) => !ids.includes(id)))
    },
    /** Twice at once is once. */
    showMore: () => (asking ??= ask().finally(() => (asking = null))),
    /**
     * To be told before the live list is replaced: what was closed and falls out of it stays, once somebody looks so far
     * back. What was open and falls out is with the bot again.
     */
    beforeReplaced(hasEarlier: boolean): void {
      if (!isShown.peek()) hasMore.value = hasEarlier
      else read.value = new Map([...rows.peek()].filter(([, row]) => isClosed(row)))
    },
  }
}

/** Of the one that was closed first, of those that are known. */
function endOf(rows: Rows): ListEnd | null {
  const [first] = [...rows.values()].filter(isClosed).sort(firstClosedFirst)
  return first ? { since: first.since, startedAt: first.startedAt, id: first.id } : null
}

/** As the desk orders them. */
function firstClosedFirst(a: InboxRow, b: InboxRow): number {
  return a.since - b.since || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)
}

function isClosed({ status }: InboxRow): boolean {
  return status === 'closed'
}
