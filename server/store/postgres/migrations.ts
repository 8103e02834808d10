import { StoreUnavailable } from '../unavailable.ts'
import type { Database, Transaction } from './database.ts'
import { steps } from './schema.ts'

/** Any number that is the same in every server of a cluster: "frontdes" in ASCII. */
const lockKey = '7382085259403486579'

const patienceMs = 30 * 60 * 1000

/**
 * Brings the tables up to date. Each step is a transaction of its own that says it was taken, so what was interrupted
 * goes on where it stopped; servers that start together wait for each other. Throws StoreUnavailable when a newer
 * version has been here: there is no way back.
 */
export async function migrate(database: Database, wanted: readonly string[] = steps): Promise<void> {
  for (;;) {
    const taken = await database.inTransaction(async (transaction) => {
      const before = await stepsTaken(transaction)
      if (before > wanted.length)
        throw new StoreUnavailable(
          `DATABASE_URL leads to a database of a newer Frontdesk (step ${before}, this one knows ${wanted.length}). ` +
            'Start that version, or restore a backup from before it.',
        )
      const next = wanted[before]
      if (next === undefined) return before
      await transaction.run({ text: next, values: [], withinMs: patienceMs })
      await transaction.run({
        text: 'INSERT INTO frontdesk.migrations (step) VALUES ($1)',
        values: [before + 1],
      })
      return before + 1
    })
    if (taken === wanted.length) return
  }
}

async function stepsTaken(transaction: Transaction): Promise<number> {
  // A step over a large table may take its time, and so may waiting for another server that takes it.
  await transaction.run({ text: 'SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0', values: [] })
  // Held until the end of the transaction: a lock of the session would stay behind in a pooler's connection.
  await transaction.run({
    text: 'SELECT pg_advisory_xact_lock($1::bigint)',
    values: [lockKey],
  })
  // Asked first: who may not create a schema may still use the one that was made for them.
  const [{ found } = { found: null }] = await transaction.run<{ found: string | null }>({
    text: `SELECT to_regclass('frontdesk.migrations')::text AS found`,
    values: [],
  })
  if (!found) {
    await transaction.run({ text: 'CREATE SCHEMA IF NOT EXISTS frontdesk', values: [] })
    await transaction.run({
      text: `CREATE TABLE frontdesk.migrations (
        step integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now()
      )`,
      values: [],
    })
  }
  const [{ step } = { step: 0 }] = await transaction.run<{ step: number }>({
    text: 'SELECT coalesce(max(step), 0) AS step FROM frontdesk.migrations',
    values: [],
  })
  return step
}
