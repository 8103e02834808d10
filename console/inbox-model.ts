import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Inbox, InboxChange, InboxRow } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
import { headCheckMs } from '../protocol/limits.ts'
import { backOffMs } from '../ui/back-off.ts'
import type { AgentConnection } from './agent-connection.ts'
import { createEarlier } from './earlier-model.ts'
import type { EarlierModel } from './earlier-model.ts'
import { inLine } from './inbox-sections.ts'

const failuresUntilStale = 3

export interface InboxModel {
  /** The live ones, and those that were read back. */
  rows: ReadonlySignal<ReadonlyMap<ConversationId, InboxRow>>
  /** Three comparisons failed while connected: the screen must say so. */
  stale: ReadonlySignal<boolean>
  readonly earlier: EarlierModel
  /** The whole list, as the desk's welcome brings it. */
  replace: (inbox: Inbox) => void
  /** Asks for the list if this one is older. */
  compare: () => Promise<void>
  /** Somebody has joined the waiting line since the last look at it. Not told for the first list. */
  onJoined: (listener: () => void) => () => void
  /** A row that was known has changed. */
  onChanged: (listener: (row: InboxRow, before: InboxRow) => void) => () => void
  stop: () => void
}

/** The conversations that are with people, live: pushes are applied in order, and a gap asks for the whole list. */
export function createInbox(connection: AgentConnection): InboxModel {
  const rows = signal<ReadonlyMap<ConversationId, InboxRow>>(new Map())
  const earlier = createEarlier(connection, rows)
  const stale = signal(false)
  const joined = new Set<() => void>()
  const changed = new Set<(row: InboxRow, before: InboxRow) => void>()
  let version: number | null = null
  let failures = 0
  let asking: Promise<void> | null = null
  let askAgain = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function show(next: Map<ConversationId, InboxRow>, first: boolean): void {
    const before = rows.peek()
    rows.value = next
    if (first) return
    let somebodyJoined = false
    for (const row of next.values()) {
      const known = before.get(row.id)
      if (inLine(row) && !(known && inLine(known))) somebodyJoined = true
      if (known && known !== row) for (const listener of changed) listener(row, known)
    }
    if (somebodyJoined) for (const listener of joined) listener()
  }

  function replace(inbox: Inbox): void {
    const first = version === null
    version = inbox.version
    failures = 0
    stale.value = false
    earlier.beforeReplaced(inbox.hasEarlier)
    show(new Map(inbox.rows.map((row) => [row.id, row])), first)
  }

  function apply(change: InboxChange): void {
    if (version === null || change.version <= version) return
    if (change.from !== version) return void compare()
    version = change.version
    const next = new Map(rows.peek())
    for (const row of change.rows) next.set(row.id, row)
    for (const id of change.removed ?? []) next.delete(id)
    if (change.removed) earlier.remove(change.removed)
    show(next, false)
  }

  function compare(): Promise<void> {
    if (asking) {
      askAgain = true
      return asking
    }
    clearTimeout(retryTimer)
    asking = ask().finally(() => (asking = null))
    return asking
  }

  async function ask(): Promise<void> {
    do {
      askAgain = false
      if (version === null || connection.state.peek() !== 'online') return
      const reply = await connection.ask('inbox:since', { version })
      if (!reply.ok) return failed()
      failures = 0
      stale.value = false
      if (reply.data && reply.data.version >= version) replace(reply.data)
    } while (askAgain)
  }

  function failed(): void {
    failures += 1
    stale.value = failures >= failuresUntilStale
    retryTimer = setTimeout(() => void compare(), backOffMs(failures))
  }

  const stopListening = connection.on('inbox:changed', apply)
  const timer = setInterval(() => void compare(), headCheckMs)
  const compareIfVisible = () => void (document.hidden || compare())
  document.addEventListener('visibilitychange', compareIfVisible)

  return {
    rows: earlier.rows,
    earlier,
    stale,
    replace,
    compare,
    onJoined: (listener) => listen(joined, listener),
    onChanged: (listener) => listen(changed, listener),
    stop() {
      stopListening()
      clearInterval(timer)
      clearTimeout(retryTimer)
      document.removeEventListener('visibilitychange', compareIfVisible)
    },
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
