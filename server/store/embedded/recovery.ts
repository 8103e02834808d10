import type { ConversationId } from '../../../protocol/conversation.ts'
import { Catalogue } from '../catalogue.ts'
import type { ConversationFiles, Filed } from './conversation-files.ts'
import type { Folder } from './folder.ts'
import type { IndexFile } from './index-file.ts'
import { Kept, indexedOf } from './kept.ts'
import type { Quarantine, StoreLog } from './quarantine.ts'
import { endsErased, readJournal, replay } from './replay.ts'
import type { Replay } from './replay.ts'
import type { Segment } from './segment.ts'

export interface RecoveryOptions {
  journalFolder: Folder
  conversationFiles: ConversationFiles
  index: IndexFile
  quarantine: Quarantine
  log: StoreLog
}

export interface Recovered {
  catalogue: Catalogue<Kept>
  segments: Segment[]
  /** Conversations of which the journal has more than their files. */
  unwritten: { kept: Kept; filed: Filed; segments: Set<Segment> }[]
}

const readsAtOnce = 32

/** Finds out what the store holds: the index, and what the journal has on top of the files. */
export async function recover(options: RecoveryOptions): Promise<Recovered> {
  const known = await readIndex(options)
  const { segments, replays } = await readJournal(options.journalFolder, (message) =>
    options.log.warn(message),
  )
  const unwritten: Recovered['unwritten'] = []
  const erased = new Set([...replays].flatMap(([id, found]) => (endsErased(found) ? id : [])))
  await eachAtOnce([...replays], async ([id, found]) => {
    if (erased.has(id)) return void known.delete(id)
    const before = { revision: 0 }
    const filed = await replayOne(options, id, found, before)
    if (!filed) {
      known.delete(id)
      return
    }
    const kept = keptOf(filed)
    known.set(id, kept)
    if (filed.revision > before.revision) unwritten.push({ kept, filed, segments: found.segments })
  })
  // What removed them may have died before it came to this.
  if (erased.size > 0) await options.conversationFiles.removeLeft(erased)
  await addUnlisted(options, known)
  return { catalogue: new Catalogue([...known.values()]), segments, unwritten }
}

async function replayOne(
  { conversationFiles, quarantine, log }: RecoveryOptions,
  id: ConversationId,
  found: Replay,
  before: { revision: number },
): Promise<Filed | null> {
  const inFile = await quarantine.guard(
    () => conversationFiles.read(id),
    'Its changes are looked for in the journal.',
  )
  before.revision = inFile?.revision ?? 0
  const brought = await quarantine.guard(
    async () => replay(id, conversationFiles.pathOf(id), inFile, found),
    consequenceForConversation,
  )
  if (!brought) for (const segment of found.segments) segment.damaged = true
  if (!brought?.cutBack) return brought?.filed ?? null
  const { filed } = brought
  log.warn(
    `conversation ${id} ends with entry ${filed?.conversation.entries.length ?? 0}: what came next is not in the journal, ` +
      'as in a backup that was copied while it was written. What came later is left out.',
  )
  if (!filed) return null
  // At once: what is said from now on must not be taken for what was left out.
  const pages = await conversationFiles.write(filed.conversation, filed.revision, filed.pages)
  await conversationFiles.settle()
  before.revision = filed.revision
  return { ...filed, pages }
}

/** Conversations that have a file and are not in the index: one from a backup may be older than the files. */
async function addUnlisted(options: RecoveryOptions, known: Map<ConversationId, Kept>): Promise<void> {
  const { index, conversationFiles, log } = options
  const unlisted = (await conversationFiles.ids()).filter((id) => !known.has(id))
  if (unlisted.length === 0) return
  log.warn(`${index.path} lacks ${unlisted.length} conversations that have files. They are read from those.`)
  await readEach(options, unlisted, known)
}

/** The index; a missing or damaged one is made again from the conversations' files. */
async function readIndex(options: RecoveryOptions): Promise<Map<ConversationId, Kept>> {
  const { index, conversationFiles, quarantine, log } = options
  const listed = await quarantine.guard(() => index.load(), 'It is made again from the conversations.')
  if (listed) return new Map(listed.map((kept) => [kept.id, kept]))
  const ids = await conversationFiles.ids()
  if (ids.length > 0) log.warn(`${index.path} is made again from ${ids.length} conversations.`)
  const known = new Map<ConversationId, Kept>()
  await readEach(options, ids, known)
  await index.save(new Catalogue([...known.values()]))
  return known
}

async function readEach(
  { conversationFiles, quarantine }: RecoveryOptions,
  ids: ConversationId[],
  known: Map<ConversationId, Kept>,
): Promise<void> {
  await eachAtOnce(ids, async (id) => {
    const filed = await quarantine.guard(() => conversationFiles.read(id), consequenceForConversation)
    if (filed) known.set(id, keptOf(filed))
  })
}

function keptOf({ conversation, revision }: Filed): Kept {
  return new Kept(indexedOf(conversation.id, conversation.state, revision))
}

export const consequenceForConversation =
  'That conversation is not shown any more; the others are unaffected. To bring it back, stop Frontdesk, ' +
  'put a backup of the file in its place, and remove index.json: it is made again at the start.'

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += readsAtOnce)
    await Promise.all(items.slice(i, i + readsAtOnce).map(work))
}
