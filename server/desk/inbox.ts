import type { Inbox, InboxRow } from '../../protocol/agent.ts'
import type { ConversationId } from '../../protocol/conversation.ts'
import type { Conversation, ConversationState, ConversationSummary } from '../domain/conversation.ts'
import { summarize } from '../domain/conversation.ts'
import type { Announcer, Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'

/** Changes are told together: a busy conversation costs each console ten rows a second at most, not one a message. */
const gatherMs = 100
const closedShownMs = 24 * 60 * 60 * 1000
const closedShownMax = 50

export type LiveInbox = ReturnType<typeof createInbox>

/** The agents' list: every conversation that a person has or had, with a version that grows with each change. */
export function createInbox(parts: { store: Store; announcer: Announcer; clock: Clock; log: Log }) {
  const { store, announcer, clock, log } = parts
  // By the clock, so that it also grows over a restart.
  let version = clock.now()
  const shown = new Set<ConversationId>()
  let touched = new Map<ConversationId, Conversation>()

  function touch(conversation: Conversation): void {
    const withBot = conversation.state.status === 'bot' || !wasHandedOver(conversation.state)
    if (withBot && !shown.has(conversation.id)) return
    if (touched.size === 0) clock.after(gatherMs, flush)
    touched.set(conversation.id, conversation)
  }

  function flush(): void {
    const rows = [...touched.values()].map((conversation) => toRow(summarize(conversation)))
    touched = new Map()
    for (const row of rows) {
      if (row.status === 'bot') shown.delete(row.id)
      else shown.add(row.id)
    }
    const from = version
    version += 1
    announcer.inboxChanged({ from, version, rows })
  }

  async function list(): Promise<Inbox> {
    const at = version
    const [open, closed] = await Promise.all([
      store.conversations.list({ statuses: ['waiting', 'agent'] }),
      store.conversations.list({
        statuses: ['closed'],
        since: clock.now() - closedShownMs,
        limit: closedShownMax * 4,
      }),
    ])
    const rows = [...open, ...closed.filter(wasHandedOver).slice(0, closedShownMax)].map(toRow)
    for (const row of rows) shown.add(row.id)
    return { version: at, rows }
  }

  /** null while `known` is the current version and nothing is about to change. */
  async function since(known: number): Promise<Inbox | null> {
    return known === version ? null : list()
  }

  function start(): Promise<void> {
    return list().then(
      () => undefined,
      (cause: unknown) => log.error('the inbox could not be read', cause),
    )
  }

  return { touch, list, since, start }
}

/** Conversations with the bot alone are not the agents' business. */
function wasHandedOver(state: Pick<ConversationState, 'handedOverAt'>): boolean {
  return state.handedOverAt !== null
}

export function toRow(summary: ConversationSummary): InboxRow {
  const { id, status, since, agent, email, language, timeZone, head, startedAt, last, rating } = summary
  const waitingSince = status === 'waiting' ? summary.waitingSince : null
  return { id, status, since, waitingSince, agent, email, language, timeZone, head, startedAt, last, rating }
}
