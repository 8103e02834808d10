import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConversationId } from '../../protocol/conversation.ts'
import type { Store } from '../../server/store/port.ts'
import { messageIdOf } from './wire.ts'
import type { SentMessages, Verified } from './wire.ts'

/** Compares a store that was just opened with what was sent: numbers without holes, every message once. */
export async function compare(store: Store, sent: SentMessages[]): Promise<Omit<Verified, 'diskBytes'>> {
  const found = { messages: 0, missing: 0, doubled: 0 }
  for (const conversationId of new Set(sent.map((side) => side.conversationId))) {
    const ids = await messageIdsOf(store, conversationId)
    const unique = new Set(ids)
    found.messages += ids.length
    found.doubled += ids.length - unique.size
    for (const side of sent)
      if (side.conversationId === conversationId) found.missing += missingIn(unique, side)
  }
  return found
}

export async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function messageIdsOf(store: Store, id: ConversationId): Promise<string[]> {
  const { entries } = await store.conversations.read(id)
  entries.forEach((entry, index) => {
    if (entry.sequence !== index + 1)
      throw new Error(`conversation ${id}: entry ${index + 1} has another number`)
  })
  return entries.flatMap((entry) => (entry.kind === 'message' ? entry.id : []))
}

function missingIn(ids: Set<string>, { prefix, count }: SentMessages): number {
  let missing = 0
  for (let number = 0; number < count; number++) if (!ids.has(messageIdOf(prefix, number))) missing++
  return missing
}
