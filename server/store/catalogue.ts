import type { ConversationId, Instant } from '../../protocol/conversation.ts'
import type { WholeConversation } from '../domain/conversation.ts'
import { isAskedFor, isHeardBefore, lastHeardFirst, latestFirst } from './listing.ts'
import type { Facts } from './listing.ts'
import type { ListQuery, OpinionQuery } from './port.ts'

/** What is in a catalogue. */
export interface Listed {
  readonly id: ConversationId
  readonly facts: Facts
}

/** All conversations of a store that lives in one process, found by id, visitor, status and age. */
export class Catalogue<T extends Listed> {
  readonly #byId = new Map<ConversationId, T>()
  readonly #byStart: T[]
  readonly #open = new Set<T>()
  /** The one closed last comes last: a page of them is found without a look at all. */
  readonly #closed: T[]
  /** As `#byStart`. Most visitors have one conversation, and no list for it. */
  readonly #byVisitor = new Map<string, T | T[]>()

  constructor(all: T[] = []) {
    this.#byStart = all.toSorted(firstBegunFirst)
    this.#closed = all.filter(isClosed).sort(firstClosedFirst)
    for (const listed of this.#byStart) {
      this.#byId.set(listed.id, listed)
      if (!isClosed(listed)) this.#open.add(listed)
      this.#setOwn(listed.facts.visitorId, [...this.#ownOf(listed.facts.visitorId), listed])
    }
  }

  get(id: ConversationId): T | undefined {
    return this.#byId.get(id)
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.#byStart
  }

  add(listed: T): void {
    const { visitorId } = listed.facts
    this.#byId.set(listed.id, listed)
    insert(this.#byStart, listed, firstBegunFirst)
    const own = this.#ownOf(visitorId)
    insert(own, listed, firstBegunFirst)
    this.#setOwn(visitorId, own)
    this.#place(listed)
  }

  remove(listed: T): void {
    const { visitorId } = listed.facts
    this.#byId.delete(listed.id)
    drop(this.#byStart, listed)
    const own = this.#ownOf(visitorId)
    drop(own, listed)
    this.#setOwn(visitorId, own)
    this.#displace(listed)
  }

  /** To be told of every change of status. */
  statusChanged(listed: T): void {
    this.#displace(listed)
    this.#place(listed)
  }

  /** The visitor's newest open conversation. */
  openOf(visitorId: string): T | undefined {
    return this.#ownOf(visitorId).findLast((listed) => !isClosed(listed))
  }

  /** The last begun first. */
  ofVisitor(visitorId: string, limit: number): T[] {
    return this.#ownOf(visitorId).reverse().slice(0, limit)
  }

  list(query: ListQuery): T[] {
    const open = [...this.#open].filter(({ facts }) => isAskedFor(facts, query))
    const found = query.statuses.includes('closed') ? open.concat(this.#lastClosed(query)) : open
    return found.sort((a, b) => latestFirst(a.facts, b.facts)).slice(0, query.limit)
  }

  /** Those whose status was last changed by then, the one closed first first. */
  closedUntil(until: Instant): T[] {
    const end = this.#closed.findIndex(({ facts }) => facts.since > until)
    return this.#closed.slice(0, end < 0 ? undefined : end)
  }

  opinionated(query: OpinionQuery): T[] {
    return this.#byStart
      .filter(({ facts }) => isHeardBefore(facts, query))
      .sort((a, b) => lastHeardFirst(heardIn(a), heardIn(b)))
      .slice(0, query.limit)
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
      const waitedMs = this.#byStart[i]?.facts.waitedMs
      if (typeof waitedMs === 'number') waits.push(waitedMs)
    }
    return waits
  }

  #lastClosed(query: ListQuery): T[] {
    const { since = -Infinity, limit = Infinity } = query
    const found: T[] = []
    for (let i = this.#closed.length - 1; i >= 0 && found.length < limit; i--) {
      const listed = this.#closed[i]
      if (!listed || listed.facts.since < since) break
      if (isAskedFor(listed.facts, query)) found.push(listed)
    }
    return found
  }

  #place(listed: T): void {
    if (isClosed(listed)) insert(this.#closed, listed, firstClosedFirst)
    else this.#open.add(listed)
  }

  #displace(listed: T): void {
    if (!this.#open.delete(listed)) drop(this.#closed, listed)
  }

  #ownOf(visitorId: string): T[] {
    const own = this.#byVisitor.get(visitorId) ?? []
    return Array.isArray(own) ? own.slice() : [own]
  }

  #setOwn(visitorId: string, own: T[]): void {
    const [first] = own
    if (!first) this.#byVisitor.delete(visitorId)
    else this.#byVisitor.set(visitorId, own.length === 1 ? first : own)
  }
}

function isClosed({ facts }: Listed): boolean {
  return facts.status === 'closed'
}

function firstBegunFirst(a: Listed, b: Listed): number {
  return a.facts.startedAt - b.facts.startedAt
}

function firstClosedFirst(a: Listed, b: Listed): number {
  return latestFirst(b.facts, a.facts)
}

function heardIn({ id, facts }: Listed) {
  return { id, at: facts.opinionAt ?? 0 }
}

/** Almost always at the end; further back only when the clock stepped back. */
function insert<T>(sorted: T[], item: T, compare: (a: T, b: T) => number): void {
  const after = sorted.findLastIndex((other) => compare(other, item) <= 0)
  sorted.splice(after + 1, 0, item)
}

function drop<T>(list: T[], item: T): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}
