import type { Note, TranscriptEntry } from '../../protocol/conversation.ts'
import { applyChange, isUnchanged, unchanged } from '../domain/conversation.ts'
import type { Change, Conversation, ConversationState } from '../domain/conversation.ts'
import { checkFollows } from './follows.ts'

/** Somebody who asked for a change and waits for what becomes of it. */
export interface Turn {
  decide(current: Conversation): Change
  resolve(change: Change): void
  reject(reason: unknown): void
}

/** What turns came to. The answers may be given once `change` is committed; an empty one needs no commit. */
export interface Decided {
  change: Change
  answers: (() => void)[]
}

/**
 * Decides the turns one on the other. For that the conversation runs ahead of the disk, and is taken back before
 * anybody else can see it. A turn that throws changes nothing and stands in nobody's way.
 */
export function decideTogether(conversation: Conversation, turns: readonly Turn[]): Decided {
  const before = { ...conversation.state }
  const [head, noteHead] = [conversation.entries.length, conversation.notes.length]
  const changes: Change[] = []
  const answers = turns.map((turn, index) => {
    try {
      const change = turn.decide(conversation)
      if (!isUnchanged(change)) {
        checkFollows(conversation, change)
        changes.push(change)
        if (index < turns.length - 1) applyChange(conversation, change)
      }
      return () => turn.resolve(change)
    } catch (error) {
      return () => turn.reject(error)
    }
  })
  if (turns.length > 1) {
    shorten(conversation.entries as TranscriptEntry[], head, conversation.sequences as Map<string, number>)
    shorten(conversation.notes as Note[], noteHead, conversation.noteSequences as Map<string, number>)
    Object.assign<ConversationState, ConversationState>(conversation.state, before)
  }
  return { change: together(changes), answers }
}

function shorten(log: { id: string }[], length: number, sequences: Map<string, number>): void {
  for (const { id } of log.splice(length)) sequences.delete(id)
}

function together(changes: Change[]): Change {
  const [first = unchanged, ...others] = changes
  if (others.length === 0) return first
  return {
    state: Object.assign({}, ...changes.map(({ state }) => state)) as Change['state'],
    entries: changes.flatMap(({ entries }) => entries),
    notes: changes.flatMap(({ notes }) => notes),
  }
}
