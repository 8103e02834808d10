import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WholeConversation } from '../../server/domain/conversation.ts'
import { readDeskFile } from '../../server/store-tools/read-desk-file.ts'
import type { Store } from '../../server/store/port.ts'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import { startDesk } from '../support/desk-process.ts'
import type { Account, DeskProcess } from '../support/desk-process.ts'
import type { SharedDatabase } from './desks-postgres.ts'
import { lineOf } from './history.ts'
import type { StoredConversation } from './history.ts'

/** The servers of one desk, as they run: built, each in a process of its own. */
export interface Desks {
  servers: DeskProcess[]
  /** Where the data is not in a folder. */
  database?: SharedDatabase
  addAgent(name: string): Promise<Account>
  /** SIGSTOP: it lives, holds its connections, and says nothing. */
  pause(server: DeskProcess): void
  resume(server: DeskProcess): void
  /** No file of this process may grow: what a full disk is to it. */
  fillDisk(server: DeskProcess): void
  freeDisk(server: DeskProcess): void
  /** What `npm run store -- export` finds, while the servers run; null where it refuses. */
  readExported(): Promise<StoredConversation[] | null>
  /** Ends the servers and reads what they kept. */
  readStored(): Promise<StoredConversation[]>
  remove(): Promise<void>
}

/** One server with its data in a folder. */
export async function startEmbeddedDesk(): Promise<Desks> {
  const server = await startDesk({ LOG_LEVEL: 'warn' })
  const log = { warn: () => undefined }
  return {
    ...controls([server]),
    async readStored() {
      await server.kill()
      const store = await openEmbeddedStore({ folder: server.dataDir, now: Date.now, log })
      try {
        return await conversationsIn(store)
      } finally {
        await store.close()
      }
    },
  }
}

/** What is the same for every home of the data. */
export function controls(servers: DeskProcess[]): Omit<Desks, 'readStored'> {
  return {
    servers,
    readExported: () => exportOf(servers[0]!),
    addAgent: (name) => servers[0]!.addAgent(name, 'owner'),
    pause: (server) => void process.kill(server.pid(), 'SIGSTOP'),
    resume: (server) => void process.kill(server.pid(), 'SIGCONT'),
    fillDisk: (server) => limitFiles(server, '0:unlimited'),
    freeDisk: (server) => limitFiles(server, 'unlimited:unlimited'),
    async remove() {
      for (const server of servers) await server.remove()
    },
  }
}

async function conversationsIn(store: Store): Promise<StoredConversation[]> {
  const statuses = ['bot', 'waiting', 'agent', 'closed'] as const
  const summaries = await store.conversations.list({ statuses: [...statuses] })
  return Promise.all(summaries.map(async ({ id }) => storedOf(await store.conversations.read(id))))
}

async function exportOf(server: DeskProcess): Promise<StoredConversation[] | null> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-export-'))
  const file = join(folder, 'desk.jsonl.gz')
  const found: StoredConversation[] = []
  try {
    // A store that is broken will not be exported: that is for the judge to say.
    const isMade = await server.runStore('export', file).then(
      () => true,
      () => false,
    )
    if (!isMade) return null
    for await (const items of readDeskFile(file))
      for (const { item } of items) if ('conversation' in item) found.push(storedOf(item.conversation))
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function storedOf({ id, entries, notes }: WholeConversation): StoredConversation {
  return {
    id,
    lines: entries.map(lineOf),
    notes: notes.map(({ sequence, id: noteId, text }) => ({ sequence, id: noteId, text })),
  }
}

/** util-linux; Node ignores the signal that comes with it, so a write fails with EFBIG. */
function limitFiles(server: DeskProcess, limit: string): void {
  execFileSync('prlimit', [`--pid=${server.pid()}`, `--fsize=${limit}`])
}
