import type { AgentRole } from '../../protocol/agent.ts'
import type { Instant } from '../../protocol/conversation.ts'

/** An agent's or the site owner's account. `id` is random and public (it is the face's); the e-mail is neither. */
export interface Account {
  id: string
  email: string
  name: string
  role: AgentRole
  passwordHash: string
  /** What the agent chose last: whether visitors are handed to them while they are connected. */
  available: boolean
  createdAt: Instant
}

/** A sign-in. Kept under the hash of its secret, so the data folder opens no session. */
export interface Session {
  accountId: string
  /** What the session library keeps with it. */
  data: string
  expiresAt: Instant
}
