import { openPostgresStore } from '../../server/store/postgres/store.ts'
import { startDesk } from '../support/desk-process.ts'
import type { DeskProcess } from '../support/desk-process.ts'
import { createDatabase, runSql } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { openDatabaseLine } from './database-line.ts'
import type { DatabaseLine } from './database-line.ts'
import { controls, conversationsIn } from './desks.ts'
import type { Desks } from './desks.ts'

export interface PostgresDeskOptions {
  servers: number
  /** Of PostgreSQL, as `name=value`. */
  settings?: string[]
  /** Called when the tables are there and no server is. */
  prepare?: (desk: { sql: Sql; lines: DatabaseLine[] }) => Promise<void>
}

/** One statement, past the servers. */
export type Sql = (text: string) => Promise<unknown[]>

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
    const sql: Sql = (text) => runSql(url, text)
    await (await openStore(url)).close()
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
        const store = await openStore(url)
        try {
          return await conversationsIn(store)
        } finally {
          await store.close()
        }
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

function openStore(url: string) {
  return openPostgresStore({ url, log: { warn: () => undefined } })
}
