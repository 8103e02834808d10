import type { ConversationId } from '../../protocol/conversation.ts'

/** What visitors and agents do in one run. */
export interface Plan {
  conversations: number
  agents: number
  /** Characters a message. */
  length: number
  /** Messages of one conversation that wait for their acknowledgement: half are the visitor's, half the agent's. */
  inflight: number
  /** Of all conversations together, whatever the answers do; null: each acknowledgement sends the next message. */
  perSecond: number | null
  /** Of several servers, the agent is never on the visitor's; else by chance, as without sticky sessions. */
  apart: boolean
  /** What is sent is pushed to the other side: not so by an echo. */
  pushes: boolean
  warmUpS: number
  seconds: number
}

export type StoreAt = { kind: 'embedded'; folder: string } | { kind: 'postgres'; url: string }

/** `port`: the one it had before it was killed; 0 for any. */
export type Setting =
  { kind: 'echo' | 'relay'; port: number } | { kind: 'desk'; store: StoreAt; agents: number; port: number }

/** The server is there. `cookies`: one signed-in session for each agent, where the server asks for one. */
export interface Listening {
  port: number
  cookies: string[]
}

export type ServerOrder =
  { do: 'start'; setting: Setting } | { do: 'usage' } | { do: 'verify'; sent: SentMessages[] }

export interface Usage {
  /** Of this process with all its threads: user and system, since it began. */
  cpuMs: number
  atMs: number
  rssMb: number
  /** How late the event loop was, 99 of 100 times, since this was asked last. */
  loopP99Ms: number
  /** Syncs of the journal since the process began; null where there is no journal. */
  syncs: number | null
}

/** All that one side of a conversation sent: every id is `prefix` and a number from 0 to `count` - 1. */
export interface SentMessages {
  conversationId: ConversationId
  prefix: string
  count: number
}

/** What was found after the server had been closed and its store opened again. */
export interface Verified {
  messages: number
  missing: number
  doubled: number
  /** Everything the store takes on disk. */
  diskBytes: number
}

export type ClientOrder =
  | { do: 'connect'; plan: Plan; servers: Listening[]; share: number; of: number }
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

export type CrowdOrder =
  /** `talk`: each begins a conversation, so that there is something to catch up with. */
  | { do: 'come'; port: number; count: number; talk: boolean }
  /** Everybody loses the last lines; the server is about to be killed. */
  | { do: 'lose' }
  | { do: 'return' }

/** When each was back and had what it lacked: by `Date.now()`, because several processes have to agree. */
export interface Returned {
  backAt: number[]
  /** Lines that were not there any more, or came twice. */
  wrong: number
}

/** Messages' ids are as long as a browser's: 24 characters. */
export function messageIdOf(prefix: string, number: number): string {
  return prefix + number.toString(36).padStart(idDigits, '0')
}

export function numberOf(messageId: string): number {
  return parseInt(messageId.slice(-idDigits), 36)
}

const idDigits = 8
export const prefixBytes = 12
