import { randomBytes } from 'node:crypto'
import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

let asked: Promise<string> | undefined

/** Address of an empty database in the PostgreSQL of this test run. */
export async function newDatabase(): Promise<string> {
  asked ??= text(createConnection(inject('postgresDoor'), '127.0.0.1'))
  const server = await asked
  if (server.startsWith('error: ')) throw new Error(server.slice(7))
  return createDatabase(server)
}

/** Makes an empty database in the server whose address (without a database) this is. */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await runSql(`${server}postgres`, `CREATE DATABASE ${name}`)
  return `${server}${name}`
}

/** As an administrator would, past the store. */
export async function runSql(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // it may be its own backend that is ended
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A connection that stays open until the test ends. */
export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}
