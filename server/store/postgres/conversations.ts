import type { ConversationId, Instant } from '../../../protocol/conversation.ts'
import { unchanged } from '../../domain/conversation.ts'
import type { Change, Conversation, WholeConversation } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { checkFollows } from '../follows.ts'
import { emptyConversation } from '../../domain/conversation.ts'
import type { Erased } from '../../domain/retention.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import { wholeChange } from '../port.ts'
import type { ConversationStore, FirstChange, ListQuery, OpinionQuery } from '../port.ts'
import type { Database } from './database.ts'
import { firstWrite } from './decision.ts'
import type { Write } from './decision.ts'
import type { Deciding, HearOthers } from './deciding.ts'
import { erase, eraseQuiet } from './erase.ts'
import type { ErasedRow } from './erase.ts'
import { Known, begunWith } from './known.ts'
import {
  allIds,
  listOf,
  openIdOf,
  opinionatedOf,
  summariesOfVisitor,
  summaryOfOpen,
  waitsOfLast,
} from './lists.ts'
import type { SummaryRow } from './lists.ts'
import { isTaken } from './unavailable.ts'
import { saveFirst } from './writing.ts'

/** Copies in memory: those looked at last. A copy saves reading the transcript again, no more. */
const copiesMax = 2_000
/** Turns that may wait for the database in this process. Past it a refusal now is kinder than an answer too late. */
const waitingMax = 10_000

const linesTold = 20

const idPattern = /^[\w-]+$/

/** Conversations in PostgreSQL, with copies of those in use. */
export class PostgresConversations implements ConversationStore {
  readonly #database: Database
  readonly #deciding: Deciding
  readonly #begun: (write: Write) => void
  readonly #onOthers: HearOthers
  /** Looked at last comes last. */
  readonly #known = new Map<ConversationId, Known>()
  #waiting = 0

  /** `begun` and `onOthers` hear of what was saved here, and of what others saved. */
  constructor(
    database: Database,
    deciding: Deciding,
    { begun, onOthers }: { begun: (write: Write) => void; onOthers: HearOthers },
  ) {
    this.#database = database
    this.#deciding = deciding
    this.#begun = begun
    this.#onOthers = onOthers
  }

  async begin(
    id: ConversationId,
    first: FirstChange,
  ): Promise<{ conversation: Conversation; begun: boolean }> {
    checkBegin(id, first)
    for (;;) {
      if (await this.#begin(id, first)) return { conversation: this.#knowBegun(id, first), begun: true }
      const [open] = await this.#database.run<{ id: string }>(openIdOf(first.state.visitorId))
      // Closed again in this moment: the visitor may begin one after all.
      if (open) return { conversation: await this.read(open.id), begun: false }
    }
  }

  change(id: ConversationId, decide: (current: Conversation) => Change): Promise<Change> {
    if (!idPattern.test(id)) return Promise.reject(new Refusal('not-found'))
    if (this.#waiting >= waitingMax) return Promise.reject(new Refusal('try-again'))
    const known = this.#know(id)
    this.#waiting += 1
    return new Promise<Change>((resolve, reject) => {
      known.waiting.push({
        decide,
        resolve: (change) => {
          this.#waiting -= 1
          resolve(change)
        },
        reject: (reason: Error) => {
          this.#waiting -= 1
          reject(reason)
        },
      })
      this.#deciding.gather(known)
    })
  }

  /** A turn like any other, which changes nothing: the answer is what the database says, not what memory holds. */
  async read(id: ConversationId): Promise<Conversation> {
    let found: Conversation | undefined
    await this.change(id, (current) => {
      found = current
      return unchanged
    })
    if (!found) throw new Error('the store answered a read that was never decided')
    return found
  }

  async openOf(visitorId: string): Promise<ConversationSummary | null> {
    const [open] = await this.#summaries(summaryOfOpen(visitorId))
    return open ?? null
  }

  ofVisitor(visitorId: string, limit: number): Promise<ConversationSummary[]> {
    return this.#summaries(summariesOfVisitor(visitorId, limit))
  }

  list(query: ListQuery): Promise<ConversationSummary[]> {
    return this.#summaries(listOf(query))
  }

  opinionated(query: OpinionQuery): Promise<ConversationSummary[]> {
    return this.#summaries(opinionatedOf(query))
  }

  async ids(): Promise<ConversationId[]> {
    return this.#database.inTransaction(async (transaction) => {
      // A million ids take longer than anything that somebody waits for.
      const patient = transaction.run({ text: 'SET LOCAL statement_timeout = 0', values: [] })
      const [rows] = await Promise.all([transaction.run<{ id: string }>(allIds()), patient])
      return rows.map(({ id }) => id)
    })
  }

  async restore(conversations: readonly WholeConversation[]): Promise<void> {
    const writes = conversations.map((each) => {
      const first = wholeChange(each)
      checkBegin(each.id, first)
      return firstWrite(each.id, first)
    })
    await this.#database
      .inTransaction(async (transaction) => {
        const saved = await transaction.run(saveFirst(...writes))
        if (saved.length < writes.length) throw new Refusal('move-not-allowed')
      })
      .catch((cause: unknown) => {
        throw isTaken(cause, 'conversations_pkey') ? new Refusal('move-not-allowed', { cause }) : cause
      })
  }

  async eraseQuiet(until: Instant, limit: number): Promise<Erased[]> {
    return this.#erase(eraseQuiet(until, limit))
  }

  async erase(ids: readonly ConversationId[]): Promise<Erased[]> {
    return this.#erase(erase(ids))
  }

  async recentWaits(limit: number): Promise<number[]> {
    const rows = await this.#database.run<{ waited_ms: string }>(waitsOfLast(limit))
    return rows.map((row) => Number(row.waited_ms))
  }

  /**
   * Others changed it, up to this revision. What the copy here lacks is read and told; where there is no copy, its last
   * lines are.
   */
  async catchUp(id: ConversationId, revision: number): Promise<void> {
    const known = this.#known.get(id)
    if (known?.copy && known.copy.revision >= revision) return
    const isKnown = known?.copy !== undefined && known.copy !== null
    if (known) known.isBehind = true
    const conversation = await this.read(id)
    if (!isKnown) this.#onOthers(conversation, { ...unchanged, entries: lastLines(conversation) })
  }

  /** A copy that is in use finds out by itself: nothing is decided on it before the database has said that it is there. */
  async #erase(statement: Parameters<Database['run']>[0]): Promise<Erased[]> {
    const rows = await this.#database.run<ErasedRow>(statement)
    for (const { id } of rows) if (this.#known.get(id)?.isIdle) this.#known.delete(id)
    return rows.map(({ id, visitor_id: visitorId }) => ({ id, visitorId }))
  }

  async #begin(id: ConversationId, first: FirstChange): Promise<boolean> {
    const write = firstWrite(id, first)
    try {
      const saved = (await this.#database.run(saveFirst(write))).length > 0
      if (saved) this.#begun(write)
      return saved
    } catch (cause) {
      if (isTaken(cause, 'conversations_pkey'))
        throw new Error(`conversation ${id} exists already`, { cause })
      throw cause
    }
  }

  #knowBegun(id: ConversationId, first: FirstChange): Conversation {
    const known = this.#know(id)
    // Another server's news of it may have come in between.
    known.copy ??= { conversation: begunWith(id, first), revision: 1, last: firstWrite(id, first).last }
    return known.copy.conversation
  }

  #know(id: ConversationId): Known {
    const known = this.#known.get(id) ?? new Known(id)
    this.#known.delete(id)
    this.#known.set(id, known)
    if (this.#known.size > copiesMax) this.#letGo()
    return known
  }

  #letGo(): void {
    for (const [id, known] of this.#known) {
      if (this.#known.size <= copiesMax) return
      if (known.isIdle) this.#known.delete(id)
    }
  }

  async #summaries(statement: Parameters<Database['run']>[0]): Promise<ConversationSummary[]> {
    const rows = await this.#database.run<SummaryRow>(statement)
    return rows.map(({ id, state, head, last }) => ({ id, ...state, head, last }))
  }
}

function checkBegin(id: ConversationId, first: FirstChange): void {
  if (!idPattern.test(id)) throw new Error(`"${id}" cannot be a conversation's id`)
  checkFollows(emptyConversation(id, first.state), first)
}

/** Enough for a screen to see what it lacks, and that it lacks more: it then asks. */
function lastLines({ entries }: Conversation) {
  return entries.slice(-linesTold)
}
