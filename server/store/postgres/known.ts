import type { ConversationId } from '../../../protocol/conversation.ts'
import { applyChange, emptyConversation } from '../../domain/conversation.ts'
import type { Change, Conversation, ConversationState } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ConversationSummary } from '../../domain/summary.ts'
import type { Decided, Turn } from '../turns.ts'
import { decideTogether } from '../turns.ts'
import type { Lacking } from './reading.ts'

export interface Copy {
  conversation: Conversation
  /** How many changes it has seen. The database knows whether that is all of them. */
  revision: number
  last: ConversationSummary['last']
}

/** What was decided on a copy, on its way to the database. */
export interface Underway extends Decided {
  copy: Copy
}

/**
 * A conversation as this server knows it, and the turns that wait for it in the order they came. The copy may be older
 * than what other servers made of it: nothing that is decided on it counts before the database has said that it was not.
 */
export class Known {
  readonly id: ConversationId
  copy: Copy | null = null
  /** The copy is known to be old, or may be: it is read again before anything is decided on it. */
  isBehind = false
  /** How often in a row somebody else was faster: then the row is locked before it is decided. */
  misses = 0
  gathered = false
  waiting: Turn[] = []
  #deciding: Turn[] = []

  constructor(id: ConversationId) {
    this.id = id
  }

  get isIdle(): boolean {
    return !this.gathered && this.waiting.length === 0
  }

  /** Decides all that wait, one on the other. May be called again for the same turns, on a newer copy. */
  decide(): Underway {
    if (!this.copy) throw new Error(`conversation ${this.id} was to be decided before it was read`)
    this.#deciding.push(...this.waiting.splice(0))
    return { ...decideTogether(this.copy.conversation, this.#deciding), copy: this.copy }
  }

  /** The decision is durable: it becomes the copy, and everybody who waited is told. */
  decided({ change, answers, copy }: Underway, isChange: boolean, last: Copy['last']): void {
    if (isChange) {
      applyChange(copy.conversation, change)
      copy.revision += 1
      copy.last = last
    }
    this.#deciding = []
    for (const answer of answers) answer()
  }

  /** It was decided on an old copy: all of it again, before those who came later. */
  waitAgain(): void {
    this.waiting.unshift(...this.#deciding.splice(0))
  }

  /** Everybody who waited is told why nothing came of it. */
  refused(reason: unknown): void {
    const turns = [...this.#deciding, ...this.waiting.splice(0)]
    this.#deciding = []
    // Whether the database took it may be unknown.
    this.isBehind = true
    for (const turn of turns) turn.reject(reason)
  }

  /**
   * Takes in what the copy lacked. Returns what others did; null where nothing, or all of it, is new. Refuses:
   * 'not-found'; 'try-again' where the database was put back to an earlier moment.
   */
  catchUp(lacking: Lacking): Change | null {
    this.isBehind = false
    const { copy } = this
    if (copy && lacking.revision === copy.revision) return null
    if (lacking.revision === null) throw new Refusal('not-found')
    if (copy && lacking.revision < copy.revision) throw new Refusal('try-again')
    const change = { state: lacking.state, entries: lacking.entries, notes: lacking.notes }
    if (copy) applyChange(copy.conversation, change)
    const conversation = copy?.conversation ?? begunWith(this.id, change)
    this.copy = Object.assign(copy ?? { conversation }, { revision: lacking.revision, last: lacking.last })
    return copy && change
  }
}

export function begunWith(id: ConversationId, change: Change & { state: ConversationState }): Conversation {
  const conversation = emptyConversation(id, { ...change.state })
  applyChange(conversation, change)
  return conversation
}
