import type { ConversationId } from '../../../protocol/conversation.ts'
import { emptyConversation, opensAgain, summarize } from '../../domain/conversation.ts'
import type {
  Change,
  Conversation,
  ConversationSummary,
  WholeConversation,
} from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Catalogue } from '../catalogue.ts'
import { wholeChange } from '../port.ts'
import type { ConversationStore, FirstChange, ListQuery } from '../port.ts'
import type { Filed } from './conversation-files.ts'
import { Kept, Resident } from './kept.ts'
import type { TurnHost } from './kept.ts'

export interface ConversationsOptions {
  catalogue: Catalogue<Kept>
  host: TurnHost
  /** Reads a conversation's files; null: they are missing or damaged, and the catalogue has forgotten it. */
  load: (kept: Kept) => Promise<Filed | null>
  /** Brings everything into its file. */
  writeAll: () => Promise<void>
}

/**
 * Conversations that stay in memory although their files have all of them: those looked at last. Those with people
 * always stay.
 */
const restingInMemory = { closed: 200, bot: 2_000 }

const idPattern = /^[\w-]+$/

/** Conversations in memory and in files, changed one change at a time each. */
export class EmbeddedConversations implements ConversationStore {
  readonly #options: ConversationsOptions
  readonly #catalogue: Catalogue<Kept>
  readonly #beginning = new Map<string, Promise<unknown>>()
  readonly #resting = { closed: new Set<Kept>(), bot: new Set<Kept>() }

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
        const conversation = await this.#readIfThere(open)
        if (conversation) return { conversation, begun: false }
      } else return { conversation: await this.#begin(id, first), begun: true }
    }
  }

  change(id: ConversationId, decide: (current: Conversation) => Change): Promise<Change> {
    const kept = this.#catalogue.get(id)
    if (!kept) return Promise.reject(new Refusal('not-found'))
    const alone = this.#oneOpen(kept.state.visitorId, decide)
    const changed = kept.resident
      ? kept.resident.change(alone.decide)
      : this.#load(kept).then((resident) => resident.change(alone.decide))
    return changed.finally(alone.settled)
  }

  /** Whoever opens a closed conversation again has no other open, and nobody begins one until it is committed. */
  #oneOpen(visitorId: string, decide: (current: Conversation) => Change) {
    let settled: (() => void) | undefined
    return {
      decide: (current: Conversation): Change => {
        const change = decide(current)
        if (!opensAgain(current, change)) return change
        const open = this.#catalogue.openOf(visitorId)
        if (this.#beginning.has(visitorId) || (open && open.id !== current.id))
          throw new Refusal('move-not-allowed')
        this.#beginning.set(visitorId, new Promise<void>((resolve) => (settled = resolve)))
        return change
      },
      settled: () => {
        if (!settled) return
        this.#beginning.delete(visitorId)
        settled()
      },
    }
  }

  async read(id: ConversationId): Promise<Conversation> {
    const kept = this.#catalogue.get(id)
    if (!kept) throw new Refusal('not-found')
    const resident = kept.resident ?? (await this.#load(kept))
    this.rest(resident)
    return resident.conversation
  }

  async openOf(visitorId: string): Promise<ConversationSummary | null> {
    return this.#catalogue.openOf(visitorId)?.summary() ?? null
  }

  async ofVisitor(visitorId: string, limit: number): Promise<ConversationSummary[]> {
    return this.#catalogue.ofVisitor(visitorId, limit)
  }

  async list(query: ListQuery): Promise<ConversationSummary[]> {
    return this.#catalogue.list(query)
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

  async recentWaits(limit: number): Promise<number[]> {
    return this.#catalogue.recentWaits(limit)
  }

  /**
   * A conversation that is closed or with the bot, in its file now or just looked at, leaves memory when enough others
   * came after it. One that changes meanwhile rests again when its file is written.
   */
  rest({ kept }: Resident): void {
    this.#resting.closed.delete(kept)
    this.#resting.bot.delete(kept)
    const { status } = kept.state
    if (status !== 'closed' && status !== 'bot') return
    const resting = this.#resting[status]
    resting.add(kept)
    for (const oldest of resting) {
      if (resting.size <= restingInMemory[status]) return
      resting.delete(oldest)
      if (oldest.resident?.isIdle && oldest.state.status === status) oldest.leaveMemory()
    }
  }

  async #begin(id: ConversationId, first: FirstChange): Promise<Conversation> {
    const { visitorId } = first.state
    // The id becomes a file's name.
    if (!idPattern.test(id)) throw new Error(`"${id}" cannot be a conversation's id`)
    if (this.#catalogue.get(id)) throw new Error(`conversation ${id} exists already`)
    const conversation = emptyConversation(id, { ...first.state })
    const kept = new Kept(summarize(conversation), 0)
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

  async #readIfThere(kept: Kept): Promise<Conversation | null> {
    try {
      return (kept.resident ?? (await this.#load(kept))).conversation
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return null
      throw error
    }
  }

  #load(kept: Kept): Promise<Resident> {
    if (kept.loading) return kept.loading
    const loading = this.#options.load(kept).then((filed) => {
      if (!filed) throw new Refusal('not-found')
      return new Resident(kept, filed, this.#options.host)
    })
    kept.loading = loading
    // The first reaction: a change that comes in later finds the conversation in memory, behind those that waited.
    loading.then(
      (resident) => {
        kept.resident = resident
        kept.loading = null
        // An index from a backup may have known it otherwise.
        this.#catalogue.statusChanged(kept)
      },
      () => {
        kept.loading = null
      },
    )
    return loading
  }
}
