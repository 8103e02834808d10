import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem } from '../../server/store/embedded/file-system.ts'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import { change, stateAtFirst } from '../../server/domain/conversation.ts'
import type { Conversation, NewEntry } from '../../server/domain/conversation.ts'
import type { FirstChange, Store } from '../../server/store/port.ts'

/** A desk that has been used for a while: most conversations are over, some are with the bot or wait. */
const shares = { bot: 0.01, waiting: 0.001 }
const atOnce = 500
const minuteMs = 60_000

/** Fills a data folder with so many conversations of six entries each, as the store itself writes them. */
export async function fillFolder(folder: string, conversations: number): Promise<void> {
  const log = { warn: (message: string) => console.error(message) }
  const store = await openEmbeddedStore({ folder, now: Date.now, log, fileSystem: unsynced })
  const startedAt = Date.now() - conversations * minuteMs
  for (let from = 0; from < conversations; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, conversations - from) }, (_, i) => from + i)
    await Promise.all(some.map((number) => talk(store, number, conversations, startedAt + number * minuteMs)))
  }
  await store.close()
}

async function talk(store: Store, number: number, of: number, at: number): Promise<void> {
  const id = `conversation-${number}-${'x'.repeat(8)}`
  await store.conversations.begin(id, first(number, at))
  const fromEnd = (of - number) / of
  await store.conversations.change(id, (current) => {
    const asked = said(current, at)
    if (fromEnd <= shares.waiting)
      return { ...asked, state: { status: 'waiting', waitingSince: at, handedOverAt: at } }
    if (fromEnd <= shares.bot) return asked
    return { ...asked, state: { status: 'closed', since: at + minuteMs } }
  })
}

function first(number: number, at: number): FirstChange {
  const known = {
    visitorId: `visitor-${number}-${'y'.repeat(30)}`,
    language: 'en',
    page: { url: 'https://shop.example/bicycles/touring/red', title: 'The red touring bicycle' },
    timeZone: 'Europe/Stockholm',
  }
  return { state: stateAtFirst(known, at), entries: [{ sequence: 1, ...message(0, at) }], notes: [] }
}

function said(current: Conversation, at: number) {
  return change(current, {}, ...[1, 2, 3, 4, 5].map((number) => message(number, at)))
}

const text =
  'Where is my order? I ordered a red touring bicycle two weeks ago, and nobody has said a word since.'

function message(number: number, at: number): NewEntry {
  return {
    id: `message-${number}-${at}`,
    at: at + number * 1_000,
    by: { who: 'visitor' },
    kind: 'message',
    text,
  }
}

/** The disk, told to take its time: what is only measured need not survive a power cut. */
const unsynced: FileSystem = {
  ...nodeFileSystem,
  open: async (path, flags, mode) => {
    const file = await nodeFileSystem.open(path, flags, mode)
    return {
      write: (bytes, offset, length, position) => file.write(bytes, offset, length, position),
      truncate: (length) => file.truncate(length),
      sync: async () => undefined,
      datasync: async () => undefined,
      close: () => file.close(),
    }
  },
}
