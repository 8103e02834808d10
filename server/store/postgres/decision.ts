import type { ConversationId } from '../../../protocol/conversation.ts'
import { isUnchanged } from '../../domain/conversation.ts'
import type { Change, ConversationState } from '../../domain/conversation.ts'
import { lastSaid } from '../../domain/summary.ts'
import type { FirstChange } from '../port.ts'
import type { Copy, Known, Underway } from './known.ts'

/** A decision as the row that it leaves. */
export interface Write {
  id: ConversationId
  /** The one it was decided on. Another one in the database: nothing is written. */
  revision: number
  state: ConversationState
  head: number
  noteHead: number
  last: Copy['last']
  change: Change
}

/** A decision that changes nothing: refusals and retries. It counts if it was made on the latest revision. */
export type Check = Pick<Write, 'id' | 'revision'>

export interface Decision {
  known: Known
  underway: Underway
  write: Write | null
}

export function decisionOf(known: Known): Decision {
  const underway = known.decide()
  const { copy, change } = underway
  return { known, underway, write: isUnchanged(change) ? null : writeOf(copy, change) }
}

/** The row after the change. What was said last is looked for in the new entries, and else stays. */
function writeOf({ conversation, revision, last }: Copy, change: Change): Write {
  const state = { ...conversation.state, ...change.state }
  return {
    id: conversation.id,
    revision,
    state,
    head: conversation.entries.length + change.entries.length,
    noteHead: conversation.notes.length + change.notes.length,
    last: lastSaid(change.entries) ?? last,
    change,
  }
}

/** A conversation that nobody has begun yet. */
export function firstWrite(id: ConversationId, first: FirstChange): Write {
  const { state, entries, notes } = first
  const last = lastSaid(entries)
  return { id, revision: 0, state, head: entries.length, noteHead: notes.length, last, change: first }
}
