import type { ConversationId } from '../../../protocol/conversation.ts'
import { applyChange, isUnchanged, summarize } from '../../domain/conversation.ts'
import type {
  Change,
  Conversation,
  ConversationState,
  ConversationSummary,
} from '../../domain/conversation.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Listed } from '../catalogue.ts'
import { checkFollows } from '../follows.ts'
import type { Filed } from './conversation-files.ts'
import type { Commit, Segment } from './journal.ts'

/** A conversation that the store knows: its summary always, the rest while it is in memory. */
export class Kept implements Listed {
  readonly id: ConversationId
  resident: Resident | null = null
  loading: Promise<Resident> | null = null
  #summary: ConversationSummary
  #revision: number

  constructor(summary: ConversationSummary, revision: number) {
    this.id = summary.id
    this.#summary = summary
    this.#revision = revision
  }

  get state(): Readonly<ConversationState> {
    return this.resident?.conversation.state ?? this.#summary
  }

  get revision(): number {
    return this.resident?.revision ?? this.#revision
  }

  /** Made when somebody looks, not with each change. */
  summary(): ConversationSummary {
    if (this.resident && this.resident.revision !== this.#revision) {
      this.#summary = summarize(this.resident.conversation)
      this.#revision = this.resident.revision
    }
    return this.#summary
  }

  /** Lets go of all but the summary. */
  leaveMemory(): void {
    this.summary()
    this.resident = null
  }
}

/** Where turns go, and who hears of what they changed. */
export interface TurnHost {
  append(json: string, commit: Commit): void
  changed(resident: Resident, change: Change, segment: Segment): void
}

/** A conversation in memory, and the changes that wait for it: one at a time, in the order they came. */
export class Resident {
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
  readonly #host: TurnHost
  readonly #turns: Turn[] = []
  #busy = false

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
    return !this.#busy && !this.writing && this.holds.length === 0
  }

  change(decide: (current: Conversation) => Change): Promise<Change> {
    return new Promise((resolve, reject) => {
      this.#turns.push(new Turn(this, decide, resolve, reject))
      if (!this.#busy) this.advance()
    })
  }

  /** Takes the next turn that has something to commit. */
  advance(): void {
    this.#busy = true
    for (let turn = this.#turns.shift(); turn; turn = this.#turns.shift()) {
      const json = turn.decide()
      if (json === null) continue
      this.#host.append(json, turn)
      return
    }
    this.#busy = false
  }

  /** A committed change, not before: what is in memory is never ahead of the disk. */
  apply(change: Change, segment: Segment): void {
    applyChange(this.conversation, change)
    this.revision++
    this.#host.changed(this, change, segment)
  }
}

class Turn implements Commit {
  readonly #resident: Resident
  readonly #decide: (current: Conversation) => Change
  readonly #resolve: (change: Change) => void
  readonly #reject: (reason: unknown) => void
  #change: Change | null = null

  constructor(
    resident: Resident,
    decide: (current: Conversation) => Change,
    resolve: (change: Change) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#resident = resident
    this.#decide = decide
    this.#resolve = resolve
    this.#reject = reject
  }

  /** The record to commit; null when there is none and the caller has its answer. */
  decide(): string | null {
    const { conversation, revision } = this.#resident
    try {
      const change = this.#decide(conversation)
      if (isUnchanged(change)) {
        this.#resolve(change)
        return null
      }
      checkFollows(conversation, change)
      this.#change = change
      const { state, entries, notes } = change
      return JSON.stringify({ id: conversation.id, revision: revision + 1, state, entries, notes })
    } catch (error) {
      this.#reject(error)
      return null
    }
  }

  committed(segment: Segment): void {
    if (this.#change) {
      this.#resident.apply(this.#change, segment)
      this.#resolve(this.#change)
    }
    this.#resident.advance()
  }

  refused(reason: Refusal): void {
    this.#reject(reason)
    this.#resident.advance()
  }
}
