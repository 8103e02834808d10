import type { ConversationId } from '../../protocol/conversation.ts'
import type { Account } from '../domain/account.ts'
import type { Conversation, WholeConversation } from '../domain/conversation.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Store } from '../store/port.ts'
import type { DeskItem } from './desk-item.ts'

/** A desk that is read as a whole: from its store, or through the server that has it. */
export interface DeskSource {
  accounts(): Promise<Account[]>
  /** The first begun first. */
  ids(): Promise<ConversationId[]>
  /** Each as it was at one moment, not all at the same. */
  read(ids: readonly ConversationId[]): Promise<Found[]>
}

export type Found = WholeConversation | Unreadable

/** Why there is no such conversation, in words. */
export interface Unreadable {
  id: ConversationId
  unreadable: string
  /** It was deleted since the ids were listed: nothing is missing. */
  isGone?: boolean
}

/** What the command line asks of the server that has the folder. */
export type DeskQuestion = { action: 'read-desk'; what: 'accounts' | 'ids' | readonly ConversationId[] }

/** Few enough that long conversations fit into memory, enough that a database is not asked for each. */
const readAtOnce = 32

export function deskIn(store: Store): DeskSource {
  return {
    accounts: async () => [...(await store.accounts.all()).values()],
    ids: () => store.conversations.ids(),
    read: (ids) => Promise.all(ids.map((id) => readOne(store, id))),
  }
}

/** `ask` puts a question to the server's `answerDeskQuestion`. */
export function deskBehind(ask: (question: DeskQuestion) => Promise<unknown>): DeskSource {
  return {
    accounts: () => ask({ action: 'read-desk', what: 'accounts' }) as Promise<Account[]>,
    ids: () => ask({ action: 'read-desk', what: 'ids' }) as Promise<ConversationId[]>,
    read: (ids) => ask({ action: 'read-desk', what: ids }) as Promise<Found[]>,
  }
}

export function isDeskQuestion(request: unknown): request is DeskQuestion {
  return (
    typeof request === 'object' && request !== null && 'action' in request && request.action === 'read-desk'
  )
}

export function answerDeskQuestion(store: Store, { what }: DeskQuestion): Promise<unknown> {
  const desk = deskIn(store)
  if (what === 'accounts') return desk.accounts()
  return what === 'ids' ? desk.ids() : desk.read(what)
}

/** Everything in it, a few conversations in memory at a time. */
export async function* itemsOf(
  desk: DeskSource,
  told: { onProgress?: (done: number, of: number) => void; onUnreadable: (found: Unreadable) => void },
): AsyncGenerator<DeskItem, void> {
  for (const account of await desk.accounts()) yield { account }
  const ids = await desk.ids()
  for (let at = 0; at < ids.length; at += readAtOnce) {
    const some = ids.slice(at, at + readAtOnce)
    for (const found of await desk.read(some))
      if (!('unreadable' in found)) yield { conversation: found }
      else if (!found.isGone) told.onUnreadable(found)
    told.onProgress?.(at + some.length, ids.length)
  }
}

/** A fault in one of them is told with it: the others are to be saved all the same. */
async function readOne(store: Store, id: ConversationId): Promise<Found> {
  try {
    return wholeOf(await store.conversations.read(id))
  } catch (cause) {
    if (cause instanceof Refusal && cause.code !== 'not-found') throw cause
    const why =
      cause instanceof Refusal || !(cause instanceof Error) ? 'it is missing or damaged' : cause.message
    // Of one whose file is missing or damaged the refusal has a cause.
    return { id, unreadable: why, isGone: cause instanceof Refusal && cause.cause === undefined }
  }
}

/** A copy: the store's own goes on changing. */
function wholeOf({ id, state, entries, notes }: Conversation): WholeConversation {
  return { id, state: { ...state }, entries: [...entries], notes: [...notes] }
}
