import type { Change, Conversation } from '../domain/conversation.ts'

/**
 * Throws when the change's lines do not follow the conversation's heads. A store asks before it commits: a hole
 * found afterwards would already be durable.
 */
export function checkFollows(conversation: Conversation, change: Change): void {
  checkLog(conversation, change.entries, conversation.entries.length)
  checkLog(conversation, change.notes, conversation.notes.length)
}

function checkLog(conversation: Conversation, lines: readonly { sequence: number }[], head: number): void {
  for (const line of lines)
    if (line.sequence !== ++head)
      throw new Error(
        `conversation ${conversation.id}: line ${line.sequence} does not follow line ${head - 1}`,
      )
}
