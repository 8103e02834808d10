import type { Note, TranscriptEntry } from '../../protocol/conversation.ts'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import { startDesk } from '../support/desk-process.ts'
import type { DeskProcess } from '../support/desk-process.ts'
import { createDatabase, runSql } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { openDatabaseLine } from './database-line.ts'
import type { DatabaseLine } from './database-line.ts'
import { controls } from './desks.ts'
import type { Desks } from './desks.ts'
import { groupBy } from './groups.ts'
import { lineOf } from './history.ts'
import type { StoredConversation } from './history.ts'

export interface PostgresDeskOptions {
  servers: number
  /** Of PostgreSQL, as `name=value`. */
  settings?: string[]
  /** Called when the tables are there and no server is. */
  prepare?: (desk: { sql: Sql; lines: DatabaseLine[] }) => Promise<void>
}

/** One statement, past the servers. */
export type Sql = <R>(text: string) => Promise<R[]>

/** What the desk's servers share, to be broken. */
export interface SharedDatabase {
  postgres: PostgresServer
  sql: Sql
  lineOf(server: DeskProcess): DatabaseLine
}

/** Several servers on a database of their own, each with a network of its own to it. */
export async function startPostgresDesk(options: PostgresDeskOptions): Promise<Desks> {
  const { settings = [] } = options
  const postgres = await startPostgres({ settings })
  const ends: (() => Promise<void>)[] = [() => postgres.remove()]
  const end = async () => {
    for (const each of ends.reverse()) await each()
  }
  try {
    const url = await createDatabase(postgres.urlOf(''))
    const sql: Sql = async <R>(text: string) => (await runSql(url, text)) as R[]
    await createTables(url)
    const lines = await Promise.all(
      Array.from({ length: options.servers }, () => openDatabaseLine(postgres.port)),
    )
    ends.push(async () => void (await Promise.all(lines.map((line) => line.close()))))
    await options.prepare?.({ sql, lines })
    const servers = await Promise.all(lines.map((line) => startServer(url, line)))
    const desk = controls(servers)
    ends.push(() => desk.remove())
    return {
      ...desk,
      remove: end,
      database: { postgres, sql, lineOf: (server) => lines[servers.indexOf(server)]! },
      async readStored() {
        for (const server of servers) await server.kill()
        return storedIn(sql)
      },
    }
  } catch (cause) {
    await end()
    throw cause
  }
}

function startServer(url: string, line: DatabaseLine): Promise<DeskProcess> {
  const own = new URL(url)
  own.port = String(line.port)
  return startDesk({ LOG_LEVEL: 'warn', DATABASE_URL: own.href })
}

async function createTables(url: string): Promise<void> {
  const store = await openPostgresStore({ url, log: { warn: () => undefined } })
  await store.close()
}

/** The rows as they are: the store itself would refuse to read what a bug has left. */
async function storedIn(sql: Sql): Promise<StoredConversation[]> {
  const conversations = await sql<{ id: string }>('SELECT id FROM frontdesk.conversations')
  const linesOf = async <T>(table: string) => {
    const text = `SELECT conversation_id, body FROM frontdesk.${table} ORDER BY conversation_id, sequence`
    return groupBy(await sql<{ conversation_id: string; body: T }>(text), (row) => row.conversation_id)
  }
  const [entries, notes] = [await linesOf<TranscriptEntry>('entries'), await linesOf<Note>('notes')]
  return conversations.map(({ id }) => ({
    id,
    lines: (entries.get(id) ?? []).map(({ body }) => lineOf(body)),
    notes: (notes.get(id) ?? []).map(({ body }) => ({
      sequence: body.sequence,
      id: body.id,
      text: body.text,
    })),
  }))
}
