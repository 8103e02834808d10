import { createHash } from 'node:crypto'
import type { Account } from '../domain/account.ts'
import type { WholeConversation } from '../domain/conversation.ts'

/**
 * What moves with a desk. Sessions stay behind, and the secret that signs their cookies: agents sign in again, and
 * whoever finds the file is signed in nowhere.
 */
export type DeskItem = { account: Account } | { conversation: WholeConversation }

export interface Counts {
  accounts: number
  conversations: number
  entries: number
  notes: number
}

/** The one text of an item, whichever store it comes from: the keys of every object are in order. */
export function canonicalText(item: DeskItem): string {
  return JSON.stringify(item, (_, value: unknown) => (isObject(value) ? inOrder(value) : value))
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Counts what a desk holds, and hashes it: the same content in any order has the same hash. */
export class Content {
  readonly counts: Counts = { accounts: 0, conversations: 0, entries: 0, notes: 0 }
  readonly #digests: string[] = []

  add(item: DeskItem, digest: string): void {
    this.#digests.push(digest)
    if ('account' in item) {
      this.counts.accounts++
      return
    }
    this.counts.conversations++
    this.counts.entries += item.conversation.entries.length
    this.counts.notes += item.conversation.notes.length
  }

  hash(): string {
    return createHash('sha256').update(this.#digests.sort().join('\n')).digest('hex')
  }
}

/** "5,000 conversations with 61,234 entries and 12 notes, 3 accounts" */
export function countsInWords({ accounts, conversations, entries, notes }: Counts): string {
  const logs = `${counted(entries, 'entry', 'entries')} and ${counted(notes, 'note')}`
  return `${counted(conversations, 'conversation')} with ${logs}, ${counted(accounts, 'account')}`
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inOrder(object: Record<string, unknown>): Record<string, unknown> {
  // Not by assignment: "__proto__" is a key like any other.
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
}
