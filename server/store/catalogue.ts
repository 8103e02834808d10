import type { ConversationId } from '../../protocol/conversation.ts'
import type { ConversationState, ConversationSummary, WholeConversation } from '../domain/conversation.ts'
import type { ListQuery } from './port.ts'

/** What the catalogue asks of a conversation; `summary()` is called only for those that are shown. */
export interface Listed {
  readonly id: ConversationId
  readonly state: Readonly<ConversationState>
  summary(): ConversationSummary
}

/** All conversations of a store that lives in one process, found by id, visitor, status and age. */
export class Catalogue<T extends Listed> {
  readonly #byId = new Map<ConversationId, T>()
  readonly #open = new Set<T>()
  /** Oldest first, so that a new conversation goes to the end. */
  readonly #byVisitor = new Map<string, T[]>()
  readonly #byStart: T[] = []

  get(id: ConversationId): T | undefined {
    return this.#byId.get(id)
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.#byStart
  }

  add(listed: T): void {
    this.#byId.set(listed.id, listed)
    insertByStart(this.#byStart, listed)
    const own = this.#byVisitor.get(listed.state.visitorId)
    if (own) insertByStart(own, listed)
    else this.#byVisitor.set(listed.state.visitorId, [listed])
    this.statusChanged(listed)
  }

  remove(listed: T): void {
    this.#byId.delete(listed.id)
    this.#open.delete(listed)
    drop(this.#byStart, listed)
    drop(this.#byVisitor.get(listed.state.visitorId) ?? [], listed)
  }

  /** To be told of every change of status: lists of open conversations do not look at the closed ones. */
  statusChanged(listed: T): void {
    if (listed.state.status === 'closed') this.#open.delete(listed)
    else this.#open.add(listed)
  }

  /** The visitor's newest open conversation. */
  openOf(visitorId: string): T | undefined {
    return this.#byVisitor.get(visitorId)?.findLast((listed) => listed.state.status !== 'closed')
  }

  ofVisitor(visitorId: string, limit: number): ConversationSummary[] {
    const own = this.#byVisitor.get(visitorId) ?? []
    return own
      .slice(Math.max(0, own.length - limit))
      .reverse()
      .map((listed) => listed.summary())
  }

  list(query: ListQuery): ConversationSummary[] {
    const candidates = query.statuses.includes('closed') ? this.#byStart : this.#open
    const found: T[] = []
    for (const listed of candidates) {
      const { status, since } = listed.state
      if (!query.statuses.includes(status)) continue
      if (since >= (query.since ?? -Infinity) && since <= (query.until ?? Infinity)) found.push(listed)
    }
    found.sort(latestFirst)
    return found.slice(0, query.limit).map((listed) => listed.summary())
  }

  /** Whether these could be added: no id is taken, and no visitor would have two open ones. */
  hasRoomFor(conversations: readonly WholeConversation[]): boolean {
    const ids = new Set(conversations.map(({ id }) => id))
    const open = conversations.filter(({ state }) => state.status !== 'closed')
    const visitors = new Set(open.map(({ state }) => state.visitorId))
    return (
      ids.size === conversations.length &&
      visitors.size === open.length &&
      ![...ids].some((id) => this.#byId.has(id)) &&
      ![...visitors].some((visitorId) => this.openOf(visitorId))
    )
  }

  recentWaits(limit: number): number[] {
    const waits: number[] = []
    for (let i = this.#byStart.length - 1; i >= 0 && waits.length < limit; i--) {
      const waitedMs = this.#byStart[i]?.state.waitedMs
      if (typeof waitedMs === 'number') waits.push(waitedMs)
    }
    return waits
  }
}

/** Down to the id, so that a list is the same after a restart. */
function latestFirst(a: Listed, b: Listed): number {
  return b.state.since - a.state.since || b.state.startedAt - a.state.startedAt || (a.id < b.id ? 1 : -1)
}

/** Almost always at the end; further back only when the clock stepped back. */
function insertByStart<T extends Listed>(sorted: T[], listed: T): void {
  const after = sorted.findLastIndex((other) => other.state.startedAt <= listed.state.startedAt)
  sorted.splice(after + 1, 0, listed)
}

function drop<T>(list: T[], item: T): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}
