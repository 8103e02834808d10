import type { Change, Conversation } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Database, Transaction } from './database.ts'
import { decisionOf } from './decision.ts'
import type { Decision, Write } from './decision.ts'
import type { Known } from './known.ts'
import { Lane } from './lane.ts'
import { whatTheyLack } from './reading.ts'
import type { Lacking } from './reading.ts'
import { isTaken } from './unavailable.ts'
import { lockRows, saveDecisions } from './writing.ts'

/** Hears what others did to a conversation that this server knows, before anybody here decides on it. */
export type HearOthers = (conversation: Conversation, change: Change) => void

/** While one batch waits for the disk the next is put together; more abreast would only make them smaller. */
const abreast = 2
/** Others were faster so often in a row: then the row is locked before it is decided. */
const missesBeforeLock = 1

/**
 * Where turns are decided and saved, many conversations in one statement. A conversation that this server alone changes
 * is decided on the copy in memory, and the statement says whether the copy was still right. One that others change too
 * is locked, read and then decided, so that nobody is overtaken for ever.
 */
export class Deciding {
  readonly #database: Database
  readonly #onOthers: HearOthers
  readonly #saved: (write: Write) => void
  readonly #trusting = new Lane<Known>(abreast, (batch) =>
    this.#attempt(batch, (known) => this.#trust(known)),
  )
  readonly #locking = new Lane<Known>(abreast, (batch) => this.#attempt(batch, (known) => this.#lock(known)))

  constructor(
    database: Database,
    { onOthers, saved }: { onOthers: HearOthers; saved: (write: Write) => void },
  ) {
    this.#database = database
    this.#onOthers = onOthers
    this.#saved = saved
  }

  gather(known: Known): void {
    if (known.gathered) return
    known.gathered = true
    if (known.misses > missesBeforeLock) this.#locking.gather(known)
    else this.#trusting.gather(known)
  }

  async finish(): Promise<void> {
    await Promise.all([this.#trusting.finish(), this.#locking.finish()])
  }

  /** One that the database does not take at all must not keep the others: then each is tried alone. */
  async #attempt(batch: Known[], decide: (batch: Known[]) => Promise<void>): Promise<void> {
    try {
      await decide(batch)
    } catch (cause) {
      if (batch.length > 1 && !(cause instanceof Refusal)) {
        for (const known of batch) await this.#attempt([known], decide)
        return
      }
      const reason = isTaken(cause, 'one_open') ? new Refusal('move-not-allowed', { cause }) : cause
      for (const known of batch) known.refused(reason)
    }
    for (const known of batch) {
      known.gathered = false
      if (known.waiting.length > 0) this.gather(known)
    }
  }

  async #trust(batch: Known[]): Promise<void> {
    const behind = batch.filter((known) => known.isBehind || !known.copy)
    if (behind.length > 0) await this.#catchUp(this.#database, behind)
    const decisions = batch.filter(({ copy }) => copy).map(decisionOf)
    const latest = await save(this.#database, decisions)
    for (const decision of decisions) {
      const { known } = decision
      if (latest.has(known.id)) this.#settle(decision)
      else {
        known.isBehind = true
        known.misses += 1
        known.waitAgain()
      }
    }
  }

  async #lock(batch: Known[]): Promise<void> {
    const decisions = await this.#database.inTransaction(async (transaction) => {
      // Sent together. Not one statement: what waited for the lock would read lines of a moment before it.
      const [, decided] = await Promise.all([
        transaction.run(lockRows(batch)),
        this.#catchUp(transaction, batch).then(() => batch.filter(({ copy }) => copy).map(decisionOf)),
      ])
      const latest = await save(transaction, decided)
      if (decided.some(({ known }) => !latest.has(known.id)))
        throw new Error('a conversation was changed by somebody who did not hold its lock')
      return decided
    })
    for (const decision of decisions) this.#settle(decision)
  }

  #settle({ known, underway, write }: Decision): void {
    known.decided(underway, write !== null, write?.last ?? null)
    if (write) this.#saved(write)
  }

  async #catchUp(on: Transaction | Database, batch: Known[]): Promise<void> {
    const byId = new Map(batch.map((known) => [known.id, known]))
    for (const lacking of await on.run<Lacking>(whatTheyLack(batch))) {
      const known = byId.get(lacking.id)
      if (known) this.#takeIn(known, lacking)
    }
  }

  #takeIn(known: Known, lacking: Lacking): void {
    try {
      const others = known.catchUp(lacking)
      // A conversation that others leave alone again is trusted again.
      known.misses = others ? known.misses : Math.max(0, known.misses - 1)
      if (others && known.copy) this.#onOthers(known.copy.conversation, others)
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause
      known.copy = null
      known.refused(cause)
    }
  }
}

/** The ids of those that were decided on the latest revision; the others were not saved. */
async function save(on: Transaction | Database, decisions: Decision[]): Promise<Set<string>> {
  if (decisions.length === 0) return new Set()
  const writes = decisions.flatMap(({ write }) => write ?? [])
  const checks = decisions.flatMap(({ write, underway: { copy } }) =>
    write ? [] : { id: copy.conversation.id, revision: copy.revision },
  )
  const rows = await on.run<{ id: string }>(saveDecisions(writes, checks))
  return new Set(rows.map(({ id }) => id))
}
