import type { ConversationId, Instant } from '../../../protocol/conversation.ts'
import { emptyConversation, opensAgain } from '../../domain/conversation.ts'
import type { Change, Conversation, WholeConversation } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isQuietSince, lastTouched } from '../../domain/retention.ts'
import type { Erased } from '../../domain/retention.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import type { Catalogue } from '../catalogue.ts'
import { wholeChange } from '../port.ts'
import type { ConversationStore, FirstChange, ListQuery, OpinionQuery } from '../port.ts'
import type { Filed } from './conversation-files.ts'
import type { Erasing } from './erasing.ts'
import { Kept, Resident, indexedOf } from './kept.ts'
import type { TurnHost } from './kept.ts'
import { Resting } from './resting.ts'

export interface ConversationsOptions {
  catalogue: Catalogue<Kept>
  host: TurnHost
  /** Reads a conversation's files; null: they are missing or damaged, and the catalogue has forgotten it. */
  load: (kept: Kept) => Promise<Filed | null>
  /** Brings everything into its file. */
  writeAll: () => Promise<void>
  /** Removes those of them of which `isDue` says so. */
  erase: Erasing['erase']
}

/** Files that a list reads at once. */
const readsAtOnce = 32

const idPattern = /^[\w-]+$/

/** Conversations in memory and in files, changed one change at a time each. */
export class EmbeddedConversations implements ConversationStore {
  readonly #options: ConversationsOptions
  readonly #catalogue: Catalogue<Kept>
  readonly #beginning = new Map<string, Promise<unknown>>()
  readonly #resting = new Resting()
  /** When somebody did something last in closed ones that were looked at and are to stay. */
  readonly #touched = new WeakMap<Kept, Instant>()

  constructor(options: ConversationsOptions) {
    this.#options = options
    this.#catalogue = options.catalogue
  }

  async begin(
    id: ConversationId,
    first: FirstChange,
  ): Promise<{ conversation: Conversation; begun: boolean }> {
    const { visitorId } = first.state
    for (;;) {
      const earlier = this.#beginning.get(visitorId)
      const open = this.#catalogue.openOf(visitorId)
      if (earlier) await earlier
      else if (open) {
        const resident = await this.#residentIfThere(open)
        if (resident) return { conversation: resident.conversation, begun: false }
      } else return { conversation: await this.#begin(id, first), begun: true }
    }
  }

  change(id: ConversationId, decide: (current: Conversation) => Change): Promise<Change> {
    const kept = this.#catalogue.get(id)
    if (!kept) return Promise.reject(new Refusal('not-found'))
    // Decided later than this returns: what is to settle is known by then.
    const decideAlone = (current: Conversation): Change => {
      const change = decide(current)
      if (opensAgain(current, change)) this.#reopen(current, changed)
      return change
    }
    const changed: Promise<Change> = kept.resident
      ? kept.resident.change(decideAlone)
      : this.#load(kept).then((resident) => resident.change(decideAlone))
    return changed
  }

  /** Whoever opens a closed conversation again has no other open, and nobody begins one until that is committed. */
  #reopen({ id, state: { visitorId } }: Conversation, changed: Promise<unknown>): void {
    const open = this.#catalogue.openOf(visitorId)
    if (this.#beginning.has(visitorId) || (open && open.id !== id)) throw new Refusal('move-not-allowed')
    const settle = () => void this.#beginning.delete(visitorId)
    this.#beginning.set(visitorId, changed.then(settle, settle))
  }

  async read(id: ConversationId): Promise<Conversation> {
    const kept = this.#catalogue.get(id)
    if (!kept) throw new Refusal('not-found')
    const resident = kept.resident ?? (await this.#load(kept))
    this.#resting.rest(resident)
    return resident.conversation
  }

  async openOf(visitorId: string): Promise<ConversationSummary | null> {
    const open = this.#catalogue.openOf(visitorId)
    return open ? ((await this.#summaries([open]))[0] ?? null) : null
  }

  ofVisitor(visitorId: string, limit: number): Promise<ConversationSummary[]> {
    return this.#summaries(this.#catalogue.ofVisitor(visitorId, limit))
  }

  async list(query: ListQuery): Promise<ConversationSummary[]> {
    const found = await this.#summaries(this.#catalogue.list(query))
    // One that was read meanwhile may have moved, or an old index had it otherwise.
    return found.filter(({ status }) => query.statuses.includes(status))
  }

  opinionated(query: OpinionQuery): Promise<ConversationSummary[]> {
    return this.#summaries(this.#catalogue.opinionated(query))
  }

  async ids(): Promise<ConversationId[]> {
    return this.#catalogue.all().map(({ id }) => id)
  }

  /** Waits for the files: what came in would else stay in memory until they are written. */
  async restore(conversations: readonly WholeConversation[]): Promise<void> {
    if (!this.#catalogue.hasRoomFor(conversations)) throw new Refusal('move-not-allowed')
    await Promise.all(conversations.map((each) => this.#begin(each.id, wholeChange(each))))
    await this.#options.writeAll()
  }

  async eraseQuiet(until: Instant, limit: number): Promise<Erased[]> {
    const closed = this.#catalogue.closedUntil(until)
    // One that a note keeps is not read again each time.
    const due = closed.filter((kept) => (this.#touched.get(kept) ?? 0) <= until)
    return this.#erase(due, limit, (current) => {
      const isDue = isQuietSince(current, until)
      const kept = this.#catalogue.get(current.id)
      if (kept && !isDue) this.#touched.set(kept, lastTouched(current))
      return isDue
    })
  }

  erase(ids: readonly ConversationId[]): Promise<Erased[]> {
    const found = [...new Set(ids)].flatMap((id) => this.#catalogue.get(id) ?? [])
    return this.#erase(found, found.length, () => true)
  }

  /** It is removed: nobody finds it from now on. */
  forget({ kept }: Resident): void {
    this.#resting.forget(kept)
    this.#catalogue.remove(kept)
  }

  async recentWaits(limit: number): Promise<number[]> {
    return this.#catalogue.recentWaits(limit)
  }

  /** Its file has all of it now. */
  rest(resident: Resident): void {
    this.#resting.rest(resident)
  }

  async #erase(
    all: readonly Kept[],
    limit: number,
    isDue: (current: Conversation) => boolean,
  ): Promise<Erased[]> {
    const erased: Erased[] = []
    for (let at = 0; at < all.length && erased.length < limit;) {
      const some = all.slice(at, at + Math.min(readsAtOnce, limit - erased.length))
      at += some.length
      const found = await Promise.all(some.map((kept) => this.#residentIfThere(kept)))
      const residents = found.filter((resident) => resident !== null)
      for (const resident of residents) this.#resting.rest(resident)
      for (const { kept } of await this.#options.erase(residents, isDue))
        erased.push({ id: kept.id, visitorId: kept.visitorId })
    }
    return erased
  }

  async #begin(id: ConversationId, first: FirstChange): Promise<Conversation> {
    const { visitorId } = first.state
    // The id becomes a file's name.
    if (!idPattern.test(id)) throw new Error(`"${id}" cannot be a conversation's id`)
    if (this.#catalogue.get(id)) throw new Error(`conversation ${id} exists already`)
    const conversation = emptyConversation(id, { ...first.state })
    const kept = new Kept(indexedOf(id, conversation.state, 0))
    const resident = new Resident(kept, { conversation, revision: 0, pages: 0 }, this.#options.host)
    kept.resident = resident
    const begun = resident.change(() => first)
    this.#beginning.set(
      visitorId,
      begun.catch(() => undefined),
    )
    try {
      await begun
    } finally {
      this.#beginning.delete(visitorId)
    }
    return conversation
  }

  /** Those at the end of a long list are no longer in memory, and are read: a page at a time, as lists are asked for. */
  async #summaries(found: readonly Kept[]): Promise<ConversationSummary[]> {
    const summaries: ConversationSummary[] = []
    for (let at = 0; at < found.length; at += readsAtOnce) {
      const some = found.slice(at, at + readsAtOnce).map((kept) => this.#residentIfThere(kept))
      for (const resident of await Promise.all(some)) {
        if (!resident) continue
        summaries.push(resident.summary())
        this.#resting.rest(resident)
      }
    }
    return summaries
  }

  async #residentIfThere(kept: Kept): Promise<Resident | null> {
    try {
      return kept.resident ?? (await this.#load(kept))
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return null
      throw error
    }
  }

  #load(kept: Kept): Promise<Resident> {
    if (kept.loading) return kept.loading
    const { status, since } = kept.facts
    const loading = this.#options.load(kept).then((filed) => {
      if (!filed) throw new Refusal('not-found', { cause: new Error('its files are missing or damaged') })
      return new Resident(kept, filed, this.#options.host)
    })
    kept.loading = loading
    // The first reaction: a change that comes in later finds the conversation in memory, behind those that waited.
    loading.then(
      (resident) => {
        kept.resident = resident
        kept.loading = null
        // An index from a backup may have known it otherwise.
        if (kept.facts.status !== status || kept.facts.since !== since) this.#catalogue.statusChanged(kept)
      },
      () => {
        kept.loading = null
      },
    )
    return loading
  }
}
