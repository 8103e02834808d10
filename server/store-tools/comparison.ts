import type { WholeConversation } from '../domain/conversation.ts'
import { canonicalText } from './desk-item.ts'

/**
 * How a conversation here stands to one in a file. 'further': the same beginning, and it went on here; what is here is
 * the later truth. 'other': two conversations with one id.
 */
export function compared(here: WholeConversation, inFile: WholeConversation): 'same' | 'further' | 'other' {
  if (textOf(here) === textOf(inFile)) return 'same'
  const beginning = {
    ...here,
    state: inFile.state,
    entries: here.entries.slice(0, inFile.entries.length),
    notes: here.notes.slice(0, inFile.notes.length),
  }
  return textOf(beginning) === textOf(inFile) ? 'further' : 'other'
}

function textOf(conversation: WholeConversation): string {
  return canonicalText({ conversation })
}
