import type { ConversationId } from '../../../protocol/conversation.ts'
import { openDatabase } from './database.ts'
import type { DatabaseOptions } from './database.ts'

/** Removes these conversations, at once or not at all; their entries and notes go with them. */
export async function eraseConversations(
  options: DatabaseOptions,
  ids: ReadonlySet<ConversationId>,
): Promise<void> {
  const database = openDatabase(options)
  try {
    await database.run({
      text: 'DELETE FROM frontdesk.conversations WHERE id = ANY($1)',
      values: [[...ids]],
    })
  } finally {
    await database.end()
  }
}
