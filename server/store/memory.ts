import type { ConversationId } from '../../protocol/conversation.ts'
import type { Account, Session } from '../domain/account.ts'
import { applyChange, emptyConversation, isUnchanged, opensAgain } from '../domain/conversation.ts'
import type { Change, Conversation } from '../domain/conversation.ts'
import { Refusal } from '../domain/refusal.ts'
import { isQuietSince } from '../domain/retention.ts'
import type { Erased } from '../domain/retention.ts'
import { summarize } from '../domain/summary.ts'
import type { ConversationSummary } from '../domain/summary.ts'
import { Catalogue } from './catalogue.ts'
import type { Listed } from './catalogue.ts'
import { checkFollows } from './follows.ts'
import { factsOf } from './listing.ts'
import type { Facts } from './listing.ts'
import { wholeChange } from './port.ts'
import type { ConversationStore, FirstChange, Records, Store } from './port.ts'

/** A store that forgets with the process: for tests of everything above it. Keeps every promise but durability. */
export function createMemoryStore(): Store {
  return {
    conversations: memoryConversations(),
    accounts: memoryRecords<Account>(),
    sessions: memoryRecords<Session>(),
    secrets: memoryRecords<string>(),
    close: async () => {},
  }
}

function memoryConversations(): ConversationStore {
  const catalogue = new Catalogue<Remembered>()

  function find(id: ConversationId): Remembered {
    const found = catalogue.get(id)
    if (!found) throw new Refusal('not-found')
    return found
  }

  function erase(remembered: Remembered): Erased {
    catalogue.remove(remembered)
    return { id: remembered.id, visitorId: remembered.facts.visitorId }
  }

  return {
    begin: async (id: ConversationId, first: FirstChange) => {
      const open = catalogue.openOf(first.state.visitorId)
      if (open) return { conversation: open.conversation, begun: false }
      if (catalogue.get(id)) throw new Error(`conversation ${id} exists already`)
      const conversation = emptyConversation(id, { ...first.state })
      checkFollows(conversation, first)
      applyChange(conversation, first)
      catalogue.add(new Remembered(conversation))
      return { conversation, begun: true }
    },
    change: async (id: ConversationId, decide: (current: Conversation) => Change) => {
      const remembered = find(id)
      const change = decide(remembered.conversation)
      if (isUnchanged(change)) return change
      checkFollows(remembered.conversation, change)
      const open = catalogue.openOf(remembered.facts.visitorId)
      if (opensAgain(remembered.conversation, change) && open) throw new Refusal('move-not-allowed')
      applyChange(remembered.conversation, change)
      if (change.state.status) catalogue.statusChanged(remembered)
      return change
    },
    read: async (id) => find(id).conversation,
    openOf: async (visitorId) => catalogue.openOf(visitorId)?.summary() ?? null,
    ofVisitor: async (visitorId, limit) => catalogue.ofVisitor(visitorId, limit).map(summaryOf),
    list: async (query) => catalogue.list(query).map(summaryOf),
    opinionated: async (query) => catalogue.opinionated(query).map(summaryOf),
    ids: async () => catalogue.all().map(({ id }) => id),
    restore: async (conversations) => {
      if (!catalogue.hasRoomFor(conversations)) throw new Refusal('move-not-allowed')
      for (const whole of conversations) {
        const first = wholeChange(whole)
        const conversation = emptyConversation(whole.id, first.state)
        applyChange(conversation, first)
        catalogue.add(new Remembered(conversation))
      }
    },
    eraseQuiet: async (until, limit) =>
      catalogue
        .closedUntil(until)
        .filter(({ conversation }) => isQuietSince(conversation, until))
        .slice(0, limit)
        .map(erase),
    erase: async (ids) => [...new Set(ids)].flatMap((id) => catalogue.get(id) ?? []).map(erase),
    recentWaits: async (limit) => catalogue.recentWaits(limit),
  }
}

const summaryOf = (remembered: Remembered) => remembered.summary()

class Remembered implements Listed {
  readonly conversation: Conversation

  constructor(conversation: Conversation) {
    this.conversation = conversation
  }

  get id(): ConversationId {
    return this.conversation.id
  }

  get facts(): Facts {
    return factsOf(this.id, this.conversation.state)
  }

  summary(): ConversationSummary {
    return summarize(this.conversation)
  }
}

function memoryRecords<T>(): Records<T> {
  const records = new Map<string, T>()
  return {
    all: async () => new Map(records),
    get: async (id) => records.get(id) ?? null,
    change: async (id, decide) => {
      const next = decide(records.get(id) ?? null)
      if (next === null) records.delete(id)
      else records.set(id, next)
      return next
    },
  }
}
