import { join } from 'node:path'
import type { ConversationId } from '../../../protocol/conversation.ts'
import { StoreUnavailable } from '../unavailable.ts'
import { isErrorCode, syncFolder } from './file-system.ts'
import type { FileSystem } from './file-system.ts'

/**
 * Removes all files of these conversations, those set aside too, from a folder whose store was closed. Whatever dies in
 * between, the next start opens what is left, and the same call goes on.
 */
export async function eraseConversations(
  files: FileSystem,
  folder: string,
  ids: ReadonlySet<ConversationId>,
): Promise<void> {
  const journal = join(folder, 'journal')
  // Out of it they would come back.
  if ((await files.readdir(journal)).length > 0)
    throw new StoreUnavailable(
      `${journal} still holds changes that are in no file. Start Frontdesk, stop it, and run the same command again.`,
    )
  // First: without it the next start lists the files that are there.
  await files.unlink(join(folder, 'index.json')).catch((cause: unknown) => {
    if (!isErrorCode(cause, 'ENOENT')) throw cause
  })
  await syncFolder(files, folder)
  const conversations = join(folder, 'conversations')
  for (const name of await files.readdir(conversations))
    if (ids.has(name.split('.')[0]!)) await files.unlink(join(conversations, name))
  await syncFolder(files, conversations)
}
