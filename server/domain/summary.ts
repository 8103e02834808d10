import type { ConversationId, Instant, Party, TranscriptEntry } from '../../protocol/conversation.ts'
import { headOf } from './conversation.ts'
import type { Conversation, ConversationState } from './conversation.ts'

/** A conversation in lists: enough for the inbox, the visitor's last one, and the waits of the day. */
export interface ConversationSummary extends ConversationState {
  id: ConversationId
  head: number
  last: { by: Party; text: string; at: Instant } | null
}

export function summarize(conversation: Conversation): ConversationSummary {
  return {
    id: conversation.id,
    ...conversation.state,
    head: headOf(conversation),
    last: lastSaid(conversation.entries),
  }
}

/** What a person said last, as one line of plain text: agents look for who wants what, not for what the bot replied. */
export function lastSaid(entries: readonly TranscriptEntry[]): ConversationSummary['last'] {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]
    if (entry?.kind === 'message') return { by: entry.by, text: oneLine(entry.text), at: entry.at }
  }
  return null
}

const lastSaidMaxLength = 140

/** For lists: without line breaks, and cut where it is long. */
export function oneLine(text: string): string {
  const cut = text.length > lastSaidMaxLength ? `${text.slice(0, lastSaidMaxLength).toWellFormed()}…` : text
  return cut.split(/\s+/).join(' ').trim()
}
