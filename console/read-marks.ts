import { signal } from '@preact/signals'
import type { InboxRow } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
import type { SafeStorage } from '../ui/storage.ts'

const marksMost = 200

export interface ReadMarks {
  /** The last entry this agent has seen; null if never opened here. */
  head(id: ConversationId): number | null
  mark(id: ConversationId, head: number): void
  /** Entries after the mark when the last word is the visitor's; null: unread, number not known. */
  unread(row: InboxRow): number | null
}

/** How far this agent has read each conversation, in this browser. */
export function createReadMarks(storage: SafeStorage, agentId: string): ReadMarks {
  const key = `frontdesk:read:${agentId}`
  const marks = signal(new Map(parse(storage.get(key))))

  return {
    head: (id) => marks.value.get(id) ?? null,
    mark(id, head) {
      if ((marks.peek().get(id) ?? 0) >= head) return
      const next = new Map(marks.peek())
      // Set anew, so that the map stays in the order of use and the oldest fall out.
      next.delete(id)
      next.set(id, head)
      marks.value = new Map([...next].slice(-marksMost))
      storage.set(key, JSON.stringify([...marks.peek()]))
    },
    unread(row) {
      if (row.last?.by.who !== 'visitor') return 0
      const head = marks.value.get(row.id)
      return head === undefined ? null : Math.max(0, row.head - head)
    },
  }
}

function parse(stored: string | null): [ConversationId, number][] {
  try {
    const marks: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(marks) ? marks.filter(isMark) : []
  } catch {
    // Written by something else, or cut short: as if nothing had been read.
    return []
  }
}

function isMark(mark: unknown): mark is [ConversationId, number] {
  return Array.isArray(mark) && typeof mark[0] === 'string' && typeof mark[1] === 'number'
}
