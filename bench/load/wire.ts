import type { ConversationId } from '../../protocol/conversation.ts'

/** What one run does. */
export interface Plan {
  conversations: number
  agents: number
  /** Characters a message. */
  length: number
  /** Messages of one conversation that wait for their acknowledgement: half are the visitor's, half the agent's. */
  inflight: number
  warmUpS: number
  seconds: number
}

/** The server is there. `cookies`: one signed-in session for each agent, where the server asks for one. */
export interface Listening {
  port: number
  cookies: string[]
}

export type ServerOrder =
  { do: 'start'; plan: Plan } | { do: 'usage' } | { do: 'verify'; sent: SentMessages[] }

export interface Usage {
  /** Of this process with all its threads: user and system, since it began. */
  cpuMs: number
  atMs: number
  rssMb: number
  /** Syncs of the journal since the process began; null where there is no journal. */
  syncs: number | null
}

/** All that one side of a conversation sent: every id is `prefix` and a number from 0 to `count` - 1. */
export interface SentMessages {
  conversationId: ConversationId
  prefix: string
  count: number
}

/** What was found after the server had been closed and its folder opened again. */
export interface Verified {
  messages: number
  missing: number
  doubled: number
}

export type ClientOrder =
  | { do: 'connect'; plan: Plan; listening: Listening; share: number; of: number }
  | { do: 'talk' }
  | { do: 'begin' }
  | { do: 'end' }
  | { do: 'finish' }

/** What one client process saw between 'begin' and 'end'. */
export interface Window {
  acked: number
  ms: number
  ack: number[]
  push: number[]
  delivery: number[]
}

export interface Finished {
  sent: SentMessages[]
  /** Pushes that came by themselves, and those that had to be fetched by the numbers. */
  pushed: number
  caughtUp: number
  lost: number
  refused: number
}

/** Messages' ids are as long as a browser's: 24 characters. */
export function messageIdOf(prefix: string, number: number): string {
  return prefix + number.toString(36).padStart(idDigits, '0')
}

export function numberOf(messageId: string): number {
  return parseInt(messageId.slice(-idDigits), 36)
}

export const idDigits = 8
export const prefixBytes = 12
