import pg from 'pg'
import { refusalOf } from './unavailable.ts'

/** One statement and its parameters. Never a name: prepared statements do not live behind a pooler. */
export interface Statement {
  text: string
  values: unknown[]
  /** Where the usual limit is not enough. */
  withinMs?: number
}

export type Row = Record<string, unknown>

/** Statements of one transaction. Several may be sent before the first is answered; they run in their order. */
export interface Transaction {
  run<R extends Row>(statement: Statement): Promise<R[]>
}

export type Database = ReturnType<typeof openDatabase>

export interface DatabaseOptions {
  url: string
  log: { warn(message: string): void }
  poolSize?: number
}

/** Ten servers of a cluster stay below PostgreSQL's usual 100 connections. More would wait for the same disk. */
const defaultPoolSize = 8
/** A visitor is told "try again" within two seconds, so nobody waits longer for a connection. */
const connectWithinMs = 2_000
/** Past this the database is as good as gone: a batch takes milliseconds. */
const statementTimeoutMs = 4_000
/** Somebody else holds the row, for as long as a commit takes. A server that died there has lost it before this. */
const lockTimeoutMs = 2_000
/** Between two statements of a transaction there are microseconds, unless this process was paused in it. */
const idleInTransactionMs = 5_000
/** Later than the server's own limit; for connections on which nothing arrives any more, and for poolers. */
const answerWithinMs = 5_000

const serverLimits = {
  statement_timeout: statementTimeoutMs,
  lock_timeout: lockTimeoutMs,
  idle_in_transaction_session_timeout: idleInTransactionMs,
}

const begin: Statement = { text: 'BEGIN ISOLATION LEVEL READ COMMITTED', values: [] }
const commit: Statement = { text: 'COMMIT', values: [] }

/**
 * The only place that knows the driver. What fails because the database cannot take it now (gone, full, slow, no
 * connection free) is a Refusal 'try-again'; anything else is thrown as it came.
 */
export function openDatabase({ url, log, poolSize = defaultPoolSize }: DatabaseOptions) {
  let limits: Partial<typeof serverLimits> = serverLimits
  let pool = openPool()
  let ended: Promise<void> | null = null

  function openPool(): pg.Pool {
    const opened = new pg.Pool({
      connectionString: url,
      application_name: 'frontdesk',
      max: poolSize,
      connectionTimeoutMillis: connectWithinMs,
      idleTimeoutMillis: 30_000,
      query_timeout: answerWithinMs,
      keepAlive: true,
      // BEGIN, the lock and the read after it leave together: one wait instead of three.
      pipeline: true,
      ...limits,
    })
    // A backend that was ended while nobody used it; the next one who needs a connection gets a new one.
    opened.on('error', () => undefined)
    // The same between two statements of a transaction: the next statement says so.
    opened.on('connect', (client) => client.on('error', () => undefined))
    return opened
  }

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect()
    } catch (error) {
      if (limits === serverLimits && isUnknownParameter(error)) {
        forgoLimits()
        return connect()
      }
      throw refusalOf(error)
    }
  }

  /** Poolers pass on few parameters. The limit on this side stays, and cuts the connection. */
  function forgoLimits(): void {
    limits = {}
    log.warn(
      'DATABASE_URL leads to a pooler that refuses time limits at connect. Give its role limits of its own: ' +
        `ALTER ROLE … SET statement_timeout = ${statementTimeoutMs}; ` +
        `ALTER ROLE … SET idle_in_transaction_session_timeout = ${idleInTransactionMs}.`,
    )
    const refused = pool
    pool = openPool()
    void refused.end()
  }

  /** One statement, committed when it resolves. */
  async function run<R extends Row>(statement: Statement): Promise<R[]> {
    const client = await connect()
    return using(client, () => rowsOf<R>(client, statement))
  }

  /** Committed when it resolves; taken back when `work` throws, with what it threw. */
  async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await connect()
    return using(client, async () => {
      const begun = rowsOf(client, begin)
      const [result] = await Promise.all([work({ run: (statement) => rowsOf(client, statement) }), begun])
      await rowsOf(client, commit)
      return result
    })
  }

  return {
    run,
    inTransaction,
    /** A connection of its own past the pool, for who has to stay on one session. Not connected yet. */
    newSession: () =>
      new pg.Client({
        connectionString: url,
        application_name: 'frontdesk follows',
        connectionTimeoutMillis: connectWithinMs,
        query_timeout: connectWithinMs,
        keepAlive: true,
      }),
    end: () => (ended ??= pool.end()),
  }
}

export type Session = ReturnType<Database['newSession']>

/**
 * A connection whose statement failed goes: its transaction ends with it, and whatever it still holds. Failing is
 * rare, and one that is asked for a ROLLBACK may be the one that does not answer.
 */
async function using<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  let failed = true
  try {
    const result = await work()
    failed = false
    return result
  } finally {
    client.release(failed)
  }
}

async function rowsOf<R extends Row>(
  client: pg.PoolClient,
  { text, values, withinMs }: Statement,
): Promise<R[]> {
  try {
    // Undefined is the usual limit.
    return (await client.query<R>({ text, values, query_timeout: withinMs } as pg.QueryConfig)).rows
  } catch (error) {
    throw refusalOf(error)
  }
}

/** As PgBouncer and its like say it. */
function isUnknownParameter(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/.test(error.message)
}
