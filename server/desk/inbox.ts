import type { ClosedPage, Inbox, InboxRow, ListEnd } from '../../protocol/agent.ts'
import type { ConversationId } from '../../protocol/conversation.ts'
import type { Conversation, ConversationState } from '../domain/conversation.ts'
import { summarize } from '../domain/summary.ts'
import type { ConversationSummary } from '../domain/summary.ts'
import type { Announcer, Clock } from '../ports.ts'
import type { Store } from '../store/port.ts'

/** Changes are told together: a busy conversation costs each console ten rows a second at most, not one a message. */
const gatherMs = 100
/** All together cost it a hundred a second: after many rows it is longer until mere words are told again. */
const restMsARow = 10
const restMaxMs = 1_000
const closedShownMs = 24 * 60 * 60 * 1000
/** Of those closed, in the inbox and in each page of earlier ones. */
const closedShownMax = 50

export type LiveInbox = ReturnType<typeof createInbox>

/** The agents' list: every conversation that a person has or had, with a version that grows with each change. */
export function createInbox(parts: { store: Store; announcer: Announcer; clock: Clock }) {
  const { store, announcer, clock } = parts
  // By the clock, so that it also grows over a restart.
  let version = clock.now()
  let touched = new Map<ConversationId, Conversation>()
  let removed = new Set<ConversationId>()
  /** Puts off what is gathered; null while nothing is, and nothing was told just now. */
  let callOff: (() => void) | null = null
  let isResting = false

  /** A conversation changed. `moved`: its status did, so a list that had it must be told even where it leaves. */
  function touch(conversation: Conversation, moved: boolean): void {
    if (!wasHandedOver(conversation.state)) return
    if (conversation.state.status === 'bot' && !moved) return
    touched.set(conversation.id, conversation)
    // Somebody may be waiting: a move does not wait for the end of a rest.
    if (moved && isResting) endRest()
    callOff ??= clock.after(gatherMs, flush)
  }

  /** It is deleted. */
  function remove(id: ConversationId): void {
    touched.delete(id)
    removed.add(id)
    callOff ??= clock.after(gatherMs, flush)
  }

  function endRest(): void {
    callOff?.()
    callOff = null
    isResting = false
  }

  function flush(): void {
    endRest()
    if (touched.size === 0 && removed.size === 0) return
    const rows = [...touched.values()].map((conversation) => toRow(summarize(conversation)))
    touched = new Map()
    isResting = rows.length * restMsARow > gatherMs
    if (isResting) callOff = clock.after(Math.min(rows.length * restMsARow, restMaxMs), flush)
    const from = version
    version += 1
    const gone = [...removed]
    removed = new Set()
    announcer.inboxChanged({ from, version, rows, ...(gone.length > 0 && { removed: gone }) })
  }

  async function list(): Promise<Inbox> {
    const at = version
    const [open, closed] = await Promise.all([
      store.conversations.list({ statuses: ['waiting', 'agent'] }),
      closedBefore(null),
    ])
    const today = closed.rows.filter(({ since }) => since >= clock.now() - closedShownMs)
    const hasEarlier = closed.hasEarlier || today.length < closed.rows.length
    return { version: at, rows: [...open.map(toRow), ...today], hasEarlier }
  }

  async function closedBefore(before: ListEnd | null): Promise<ClosedPage> {
    const found = await store.conversations.list({
      statuses: ['closed'],
      handedOver: true,
      before: before ?? undefined,
      // One more, to know whether there is one.
      limit: closedShownMax + 1,
    })
    return { rows: found.slice(0, closedShownMax).map(toRow), hasEarlier: found.length > closedShownMax }
  }

  /** null while `known` is the current version: what changes now is told within a moment. */
  async function since(known: number): Promise<Inbox | null> {
    return known === version ? null : list()
  }

  return { touch, remove, list, closedBefore, since }
}

/** Conversations with the bot alone are not the agents' business. */
function wasHandedOver(state: Pick<ConversationState, 'handedOverAt'>): boolean {
  return state.handedOverAt !== null
}

export function toRow(summary: ConversationSummary): InboxRow {
  const { id, status, since, agent, email, language, timeZone, head, startedAt, last, rating } = summary
  const { writesIn = null } = summary
  const waitingSince = status === 'waiting' ? summary.waitingSince : null
  const { because = null, headStartMs = 0 } = summary
  return {
    ...{ id, status, since, waitingSince, agent, email, language, timeZone, head, startedAt, last, rating },
    ...{ writesIn, because, headStartMs },
  }
}
