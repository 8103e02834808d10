import type { ConversationId } from '../../../protocol/conversation.ts'
import { applyChange, isUnchanged, unchanged } from '../../domain/conversation.ts'
import type { Change, Conversation, ConversationState } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { summarize } from '../../domain/summary.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import type { Listed } from '../catalogue.ts'
import { factsOf } from '../listing.ts'
import type { Facts } from '../listing.ts'
import { decideTogether } from '../turns.ts'
import type { Decided, Turn } from '../turns.ts'
import type { Source } from './batch.ts'
import type { Filed } from './conversation-files.ts'
import type { JournalRecord } from './record.ts'
import type { Segment } from './segment.ts'

/** A conversation as the index has it. */
export interface Indexed extends Facts {
  revision: number
}

/**
 * A conversation that the store knows: what lists ask of it always, the rest while it is in memory. There may be a
 * hundred thousand, so what they show is read when they show it.
 */
export class Kept implements Listed {
  resident: Resident | null = null
  loading: Promise<Resident> | null = null
  #indexed: Indexed

  constructor(indexed: Indexed) {
    this.#indexed = indexed
  }

  get id(): ConversationId {
    return this.#indexed.id
  }

  get visitorId(): string {
    return this.#indexed.visitorId
  }

  get facts(): Facts {
    return this.resident?.facts() ?? this.#indexed
  }

  get revision(): number {
    return this.resident?.revision ?? this.#indexed.revision
  }

  indexed(): Indexed {
    const { resident, id } = this
    if (resident && resident.revision !== this.#indexed.revision)
      this.#indexed = indexedOf(id, resident.conversation.state, resident.revision)
    return this.#indexed
  }

  leaveMemory(): void {
    this.indexed()
    this.resident = null
  }
}

export function indexedOf(id: ConversationId, state: ConversationState, revision: number): Indexed {
  return { ...factsOf(id, state), revision }
}

/** Where turns go, and who hears of what they changed. */
export interface TurnHost {
  gather(resident: Resident): void
  changed(resident: Resident, change: Change, segment: Segment): void
  /** Its tombstone stands in the journal. */
  erased(resident: Resident, segment: Segment): void
}

/**
 * A conversation in memory, and the turns that wait for it, in the order they came. Those that wait when a batch is put
 * together are decided one on the other and committed as one record: all of them or none.
 */
export class Resident implements Source {
  readonly kept: Kept
  readonly conversation: Conversation
  revision: number
  /** Full pages that stand in files. */
  pages: number
  /** The segments with changes that the file does not have. None: the file is up to date. */
  holds: Segment[] = []
  /** When it changed last, in turns of the write-behind's sweep. */
  touched = 0
  writing = false
  /** For good: whatever is asked of it from now on is refused. */
  isErased = false
  #isEnding = false
  readonly #host: TurnHost
  #waiting: Turn[] = []
  #underway: Underway | null = null
  #gathered = false
  #facts: Facts | null = null
  #summary: ConversationSummary | null = null

  constructor(kept: Kept, filed: Filed, host: TurnHost) {
    this.kept = kept
    this.conversation = filed.conversation
    this.revision = filed.revision
    this.pages = filed.pages
    this.#host = host
  }

  get isOpen(): boolean {
    return this.conversation.state.status !== 'closed'
  }

  /** Nothing of it is on its way anywhere. */
  get isIdle(): boolean {
    return !this.#gathered && !this.writing && this.holds.length === 0
  }

  /** Made when somebody looks, not with each change. So is the summary. */
  facts(): Facts {
    return (this.#facts ??= factsOf(this.conversation.id, this.conversation.state))
  }

  summary(): ConversationSummary {
    return (this.#summary ??= summarize(this.conversation))
  }

  change(decide: (current: Conversation) => Change): Promise<Change> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decide: (current) => this.#decide(current, decide), resolve, reject })
      this.#gather()
    })
  }

  /** Removes it where `isDue` says so of what it is then: a turn like any other. Resolves to whether it is removed. */
  async erase(isDue: (current: Conversation) => boolean): Promise<boolean> {
    await this.change((current) => {
      this.#isEnding = isDue(current)
      return unchanged
    })
    return this.isErased
  }

  /** Those who come after the end find nothing there. */
  #decide(current: Conversation, decide: (current: Conversation) => Change): Change {
    if (this.#isEnding) throw new Refusal('not-found')
    return decide(current)
  }

  record(): string | null {
    const turns = this.#waiting
    this.#waiting = []
    const decided = decideTogether(this.conversation, turns)
    if (isUnchanged(decided.change) && !(this.#isEnding && !this.isErased)) {
      this.#settle(decided.answers)
      return null
    }
    this.#underway = { ...decided, turns }
    const { state, entries, notes } = this.#isEnding ? unchanged : decided.change
    const { id } = this.conversation
    const record: JournalRecord = { id, revision: this.revision + 1, state, entries, notes }
    if (this.#isEnding) record.erased = true
    return JSON.stringify(record)
  }

  /** Not before: what is in memory is never ahead of the disk. */
  committed(segment: Segment): void {
    if (!this.#underway) throw new Error('a record was committed that nobody made')
    const { change, answers } = this.#underway
    if (this.#isEnding) {
      this.isErased = true
      this.#host.erased(this, segment)
      return this.#settle(answers)
    }
    applyChange(this.conversation, change)
    this.revision++
    this.#facts = null
    this.#summary = null
    this.#host.changed(this, change, segment)
    this.#settle(answers)
  }

  refused(reason: Refusal): void {
    const turns = this.#underway?.turns ?? []
    this.#isEnding = false
    this.#settle(turns.map((turn) => () => turn.reject(reason)))
  }

  #gather(): void {
    if (this.#gathered) return
    this.#gathered = true
    this.#host.gather(this)
  }

  #settle(answers: (() => void)[]): void {
    this.#underway = null
    this.#gathered = false
    for (const answer of answers) answer()
    if (this.#waiting.length > 0) this.#gather()
  }
}

/** On its way to the disk. */
interface Underway extends Decided {
  turns: Turn[]
}
