import type { AgentFace, ConversationId } from '../protocol/conversation.ts'
import type { Change, Conversation } from './domain/conversation.ts'
import type { Erased } from './domain/retention.ts'

/** The other servers at the same store. There is none of this where one process has its store to itself. */
export interface Cluster {
  /** Begins to hear the others. */
  follow(follower: Follower): Promise<void>
  /** To all others, lost without harm. */
  tell(word: Word): void
  /** The agents who are connected here, all of them: again whenever that changes. */
  attend(agentIds: string[]): void
  /** Agents who were here before this server was: given some time to come back, then `agentGone`. */
  expect(agentIds: string[]): Promise<void>
  /** Tells the others that this server leaves. Before the store closes. */
  leave(): Promise<void>
}

/** What a server does with what it hears. */
export interface Follower {
  /** Whether a screen that is connected here shows this conversation, or would. */
  isOpenHere(conversationId: ConversationId, visitorId: string): boolean
  /** All that is on screens here, to be compared with the store now and then. */
  openHere(): { conversations: ConversationId[]; visitors: string[] }
  /** Others appended this. The conversation has it already. */
  conversationChanged(conversation: Conversation, change: Change): void
  accountChanged(accountId: string): void
  /** By the key of its record. */
  sessionEnded(sessionKey: string): void
  /** What others told may have been lost for a while: whatever is not numbered is to be looked at again. */
  mayHaveMissed(): void
  typing(typing: Typing): void
  /** Another server deleted this conversation. */
  conversationErased(erased: Erased): void
  /** The agents who are connected to other servers, all of them. */
  attendingElsewhere(agentIds: ReadonlySet<string>): void
  /** An agent is away from all servers for too long. Asked of one server; of another one too if it rejects or dies. */
  agentGone(agentId: string): Promise<void>
}

/** Somebody is writing. Never what. */
export type Typing =
  | { by: 'visitor'; conversationId: ConversationId; typing: boolean }
  | { by: 'agent'; conversationId: ConversationId; typing: boolean; agent: AgentFace; visitorId: string }

export type Word = { account: string } | { session: string } | { typing: Typing } | { erased: Erased }
