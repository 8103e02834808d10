import type { ListEnd, OpinionsEnd } from '../../protocol/agent.ts'
import type { ConversationId, Instant, Status } from '../../protocol/conversation.ts'
import type { Cluster } from '../cluster.ts'
import type { Account, Session } from '../domain/account.ts'
import type { Change, Conversation, ConversationState, WholeConversation } from '../domain/conversation.ts'
import type { Erased } from '../domain/retention.ts'
import type { ConversationSummary } from '../domain/summary.ts'

/**
 * Where everything is kept. Every home of it passes `tests/store/contract.ts`.
 * What a promise here resolved for is durable: it survives `kill -9` and a power cut.
 */
export interface Store {
  conversations: ConversationStore
  accounts: Records<Account>
  sessions: Records<Session>
  /** Random strings that this desk made for itself, such as the one that signs its cookies. */
  secrets: Records<string>
  /** The other servers that use it. Left out where this process has it to itself. */
  cluster?: Cluster
  /**
   * So little space is left that visitors should send nothing more, while everything can be read and agents can write.
   * Left out where that is not the store's to know.
   */
  isNearlyFull?(): boolean
  /** Writes what is pending and lets go of the folder or the connections. Nothing may be called after it. */
  close(): Promise<void>
}

export interface ConversationStore {
  /**
   * Begins a conversation for the visitor in `first.state`, unless that visitor has an open one: then that one is
   * returned, nothing is saved, and `begun` is false. Two calls at once begin one.
   */
  begin(id: ConversationId, first: FirstChange): Promise<{ conversation: Conversation; begun: boolean }>

  /**
   * Runs `decide` on the current conversation and saves the result; nothing else changes that conversation
   * meanwhile. Returns what was saved. If `decide` throws, nothing is saved. An empty change is not written.
   * Missing id: Refusal 'not-found'. Storage that cannot take it now (full, slow): Refusal 'try-again'. A closed one
   * that would open while its visitor has another one open, or begins one at that moment: Refusal 'move-not-allowed'.
   */
  change(id: ConversationId, decide: (current: Conversation) => Change): Promise<Change>

  /** The conversation as it is; the object lives on and must not be changed. Missing id: Refusal 'not-found'. */
  read(id: ConversationId): Promise<Conversation>

  /** The visitor's open conversation; null where there is none. */
  openOf(visitorId: string): Promise<ConversationSummary | null>

  /** The visitor's conversations, the last begun first, at most `limit`. */
  ofVisitor(visitorId: string, limit: number): Promise<ConversationSummary[]>

  /** Conversations in one of these statuses, the one with the latest change of status first. */
  list(query: ListQuery): Promise<ConversationSummary[]>

  /** Conversations in which praise or a complaint was heard, the one with the latest first. */
  opinionated(query: OpinionQuery): Promise<ConversationSummary[]>

  /** The ids of all conversations, the first begun first. */
  ids(): Promise<ConversationId[]>

  /**
   * Takes in conversations that another store kept, with their own ids and numbers, and holds none of the closed ones
   * in memory. Refuses, before anything is saved: 'move-not-allowed' where an id is taken, or a visitor would have two
   * open conversations. For moving a desk only: nobody is told.
   */
  restore(conversations: readonly WholeConversation[]): Promise<void>

  /**
   * Removes for good what is closed and in which nothing happened after `until`: at most `limit`, in the order in which
   * they were closed. Whoever reads or changes one of them afterwards: Refusal 'not-found'. Of several servers that do so
   * at once, each conversation is removed by one, which is the one that gets it told.
   */
  eraseQuiet(until: Instant, limit: number): Promise<Erased[]>

  /** Removes these for good, whatever they are. Returns those that were there. */
  erase(ids: readonly ConversationId[]): Promise<Erased[]>

  /** The waits (ms) of the last `limit` conversations that an agent joined, the last begun first. */
  recentWaits(limit: number): Promise<number[]>
}

export interface ListQuery {
  statuses: Status[]
  /** Only those in which a person was asked for. */
  handedOver?: boolean
  /** The last change of status was at or after this. */
  since?: Instant
  /** It was at or before this. */
  until?: Instant
  /** Only what was earlier: the page before ended here. */
  before?: ListEnd | undefined
  limit?: number
}

export interface OpinionQuery {
  /** Only what was earlier: the page before ended here. */
  before?: OpinionsEnd | undefined
  limit: number
}

/** The first change of a conversation carries its whole state. */
export interface FirstChange extends Change {
  state: ConversationState
}

/** The change that makes a conversation as it is, all at once. */
export function wholeChange({ state, entries, notes }: WholeConversation): FirstChange {
  return { state: { ...state }, entries: [...entries], notes: [...notes] }
}

/** Small documents by id. */
export interface Records<T> {
  all(): Promise<Map<string, T>>
  get(id: string): Promise<T | null>
  /** Runs `decide` on the current record (null: none) and saves what it returns (null: removed). One at a time. */
  change(id: string, decide: (current: T | null) => T | null): Promise<T | null>
}
