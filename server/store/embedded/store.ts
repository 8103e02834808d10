import { join } from 'node:path'
import type { Account, Session } from '../../domain/account.ts'
import type { Store } from '../port.ts'
import { StoreUnavailable } from '../unavailable.ts'
import { ConversationFiles } from './conversation-files.ts'
import type { Filed } from './conversation-files.ts'
import { EmbeddedConversations } from './conversations.ts'
import { DiskSpace, volumeOf } from './disk-space.ts'
import type { Volume } from './disk-space.ts'
import { DiskTrust } from './disk-trust.ts'
import { Erasing } from './erasing.ts'
import { removeTemporaries } from './files.ts'
import { makeFolder, nodeFileSystem } from './file-system.ts'
import type { FileSystem } from './file-system.ts'
import { Folder } from './folder.ts'
import { IndexFile } from './index-file.ts'
import { openJournal } from './journal.ts'
import { Resident } from './kept.ts'
import type { Kept, TurnHost } from './kept.ts'
import { Pruning } from './pruning.ts'
import { Quarantine } from './quarantine.ts'
import type { StoreLog } from './quarantine.ts'
import { FileRecords } from './records.ts'
import { consequenceForConversation, recover } from './recovery.ts'
import { needsFolder } from './unavailable.ts'
import { WriteBehind } from './write-behind.ts'

export type { StoreLog } from './quarantine.ts'

export interface EmbeddedStoreOptions {
  /** Made if it is missing. Whoever opens it has claimed it before: two processes in one folder would damage it. */
  folder: string
  now: () => number
  log: StoreLog
  /** Called once when a sync to disk failed. Everything is refused from then on: the process should end. */
  onFatal?: (error: Error) => void
  /** How long a conversation is quiet before its file is written. */
  flushAfterMs?: number
  segmentBytes?: number
  /** How often a segment ends while the journal still has what was removed. */
  endSegmentsEveryMs?: number
  fileSystem?: FileSystem
  /** How full the disk is, and how often that is asked. */
  volumeOf?: (folder: string) => Promise<Volume>
  lookAtSpaceEveryMs?: number
}

/**
 * Writing a file costs as much as 50 changes, so a conversation with pauses of a few seconds is not written in each of
 * them; nothing waits for the file.
 */
const defaultFlushAfterMs = 5_000
/** Between two looks visitors cannot fill what is left below the floor. */
const defaultLookAtSpaceEveryMs = 10_000
const defaultSegmentBytes = 16 * 1024 * 1024
/** Three of them, and nothing is left of what was removed. Whoever copies the folder meanwhile has that long. */
const defaultEndSegmentsEveryMs = 60 * 60 * 1000
/** A conversation that is never quiet is written once in so many segments. They are replayed in less than a second. */
const segmentsHeld = 3

/**
 * Opens the store in a folder. A change is durable through the journal, which is replayed here after a crash; files a
 * person can read are written behind it. Throws StoreUnavailable with one clear line.
 */
export function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  return needsFolder(options.folder, () => open(options))
}

async function open(options: EmbeddedStoreOptions): Promise<Store> {
  const files = options.fileSystem ?? nodeFileSystem
  const inside = (name: string) => new Folder(files, join(options.folder, name))
  const folders: Folders = [inside(''), inside('journal'), inside('conversations')]
  try {
    return await openIn(folders, files, options)
  } catch (error) {
    await Promise.allSettled(folders.map((each) => each.close()))
    throw error
  }
}

/** The data folder, its journal, its conversations. */
type Folders = [Folder, Folder, Folder]

async function openIn(folders: Folders, files: FileSystem, options: EmbeddedStoreOptions): Promise<Store> {
  const { log } = options
  const [folder, journalFolder, conversationsFolder] = folders
  for (const each of folders) await makeFolder(files, each.path)
  for (const each of folders) {
    await removeTemporaries(each)
    // A killed process may have left names that no sync had reached: what is read now has to stay.
    await each.sync()
  }

  const quarantine = new Quarantine(files, options.now, log)
  const index = new IndexFile(folder)
  const conversationFiles = new ConversationFiles(conversationsFolder)
  const trust = new DiskTrust((error) => options.onFatal?.(error))
  const accounts = new FileRecords<Account>(folder, 'accounts', trust)
  const sessions = new FileRecords<Session>(folder, 'sessions', trust)
  const secrets = new FileRecords<string>(folder, 'secrets', trust)
  await loadAccounts(accounts, quarantine)
  await quarantine.guard(() => sessions.load(), 'Agents have to sign in again.')
  await quarantine.guard(() => secrets.load(), 'New ones are made, and agents have to sign in again.')

  const recovery = { journalFolder, conversationFiles, index, quarantine, log }
  const { catalogue, segments, unwritten } = await recover(recovery)
  const journal = await openJournal(
    {
      folder: journalFolder,
      segmentBytes: options.segmentBytes ?? defaultSegmentBytes,
      onBegun: (number) => {
        writeBehind.writeHolding(number - segmentsHeld)
        pruning.prune()
      },
      trust,
    },
    segments,
  )
  const pruning = new Pruning({ files, journal, trust, index, catalogue, quarantine, log })
  const writeBehind = new WriteBehind({
    files: conversationFiles,
    flushAfterMs: options.flushAfterMs ?? defaultFlushAfterMs,
    released: () => pruning.prune(),
    written: (resident) => conversations.rest(resident),
    warn: (message) => log.warn(message),
    trust,
  })
  const erasing = new Erasing({
    ...{ files: conversationFiles, journal, writeBehind, log, trust },
    released: () => pruning.prune(),
    endSegmentsEveryMs: options.endSegmentsEveryMs ?? defaultEndSegmentsEveryMs,
  })
  const host: TurnHost = {
    gather: (resident) => journal.gather(resident),
    changed: (resident, change, segment) => {
      if (resident.revision === 1) catalogue.add(resident.kept)
      else if (change.state.status) catalogue.statusChanged(resident.kept)
      writeBehind.changed(resident, segment)
      if (change.state.status === 'closed') writeBehind.writeSoon(resident)
    },
    erased: (resident, segment) => {
      conversations.forget(resident)
      erasing.erased(resident, segment)
    },
  }
  const load = async (kept: Kept): Promise<Filed | null> => {
    const filed = await quarantine.guard(
      () => conversationFiles.readKnown(kept.id),
      consequenceForConversation,
    )
    if (!filed) catalogue.remove(kept)
    else if (filed.revision < kept.revision)
      log.warn(
        `${conversationFiles.pathOf(kept.id)} ends with change ${filed.revision}, but there were ${kept.revision}: ` +
          'it seems to come from a backup.',
      )
    return filed
  }
  const conversations = new EmbeddedConversations({
    catalogue,
    host,
    load,
    writeAll: () => writeBehind.writeAll(),
    erase: (residents, isDue) => erasing.erase(residents, isDue),
  })

  for (const { kept, filed, segments } of unwritten) {
    kept.resident = new Resident(kept, filed, host)
    for (const segment of segments) {
      delete segment.freeSince // it is held again
      writeBehind.changed(kept.resident, segment)
    }
  }
  pruning.prune()

  const space = new DiskSpace({
    ...{ folder: options.folder, log, volumeOf: options.volumeOf ?? volumeOf },
    lookEveryMs: options.lookAtSpaceEveryMs ?? defaultLookAtSpaceEveryMs,
  })
  await space.start()

  const close = async (): Promise<void> => {
    space.stop()
    erasing.stop()
    await Promise.all([accounts.close(), sessions.close(), secrets.close()])
    await journal.close()
    writeBehind.stop()
    if (!trust.lost) {
      await writeBehind.writeAll()
      await pruning.finish()
    }
    await Promise.all(folders.map((each) => each.close()))
  }
  return { conversations, accounts, sessions, secrets, isNearlyFull: () => space.isLow, close }
}

/**
 * Without its accounts Frontdesk would offer to make the first one, to whoever asks first. So a damaged file is not
 * the same as none, at this start and at later ones.
 */
async function loadAccounts(accounts: FileRecords<Account>, quarantine: Quarantine): Promise<void> {
  const consequence = 'Nobody can sign in until a backup is put in its place or that file is removed.'
  const loaded = await quarantine.guard(() => accounts.load(), consequence)
  const aside = await quarantine.asideOf(accounts.path)
  if (!loaded && aside.length > 0)
    accounts.refuseAll(
      new StoreUnavailable(
        `${accounts.path} is damaged and set aside as ${aside.join(', ')}. ${consequence}`,
      ),
    )
}
