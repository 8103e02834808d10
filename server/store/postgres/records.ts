import { Refusal } from '../../domain/refusal.ts'
import type { Records } from '../port.ts'
import type { Database, Transaction } from './database.ts'
import { isTaken } from './unavailable.ts'

export interface RecordsOptions<T> {
  table: 'accounts' | 'sessions' | 'secrets'
  /** What no two records may share, in a column of its own. A second one is refused: 'move-not-allowed'. */
  unique?: { column: string; constraint: string; of: (record: T) => string }
  /** After the commit. */
  changed?: (id: string, record: T | null) => void
}

/** Small documents in a table of their own, changed one at a time in the whole cluster. */
export class PostgresRecords<T> implements Records<T> {
  readonly #database: Database
  readonly #options: RecordsOptions<T>
  /** In this process they wait here: each of them would take a connection to wait in. */
  readonly #last = new Map<string, Promise<unknown>>()

  constructor(database: Database, options: RecordsOptions<T>) {
    this.#database = database
    this.#options = options
  }

  async all(): Promise<Map<string, T>> {
    const text = `SELECT id, body FROM frontdesk.${this.#options.table}`
    const rows = await this.#database.run<{ id: string; body: T }>({ text, values: [] })
    return new Map(rows.map(({ id, body }) => [id, body]))
  }

  async get(id: string): Promise<T | null> {
    return this.#read(this.#database, id)
  }

  change(id: string, decide: (current: T | null) => T | null): Promise<T | null> {
    const changed = (this.#last.get(id) ?? Promise.resolve()).then(() => this.#change(id, decide))
    const settled = changed
      .catch(() => undefined) // its own asker is told
      .finally(() => this.#last.get(id) === settled && this.#last.delete(id))
    this.#last.set(id, settled)
    return changed
  }

  async #change(id: string, decide: (current: T | null) => T | null): Promise<T | null> {
    const { table, unique, changed } = this.#options
    try {
      const next = await this.#database.inTransaction(async (transaction) => {
        // The id and not the row: there may be none yet. Held until the transaction ends.
        const lock = transaction.run({
          text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
          values: [`frontdesk ${table} ${id}`],
        })
        const [, current] = await Promise.all([lock, this.#read(transaction, id)])
        const decided = decide(current)
        await transaction.run(decided === null ? this.#removal(id) : this.#saving(id, decided))
        return decided
      })
      changed?.(id, next)
      return next
    } catch (cause) {
      if (unique && isTaken(cause, unique.constraint)) throw new Refusal('move-not-allowed', { cause })
      throw cause
    }
  }

  async #read(on: Database | Transaction, id: string): Promise<T | null> {
    const text = `SELECT body FROM frontdesk.${this.#options.table} WHERE id = $1`
    const [row] = await on.run<{ body: T }>({ text, values: [id] })
    return row ? row.body : null
  }

  #removal(id: string) {
    return { text: `DELETE FROM frontdesk.${this.#options.table} WHERE id = $1`, values: [id] }
  }

  #saving(id: string, record: T) {
    const { table, unique } = this.#options
    const values: unknown[] = [id, JSON.stringify(record)]
    if (!unique)
      return {
        text: `INSERT INTO frontdesk.${table} (id, body) VALUES ($1, $2::json)
          ON CONFLICT (id) DO UPDATE SET body = EXCLUDED.body`,
        values,
      }
    const { column, of } = unique
    return {
      text: `INSERT INTO frontdesk.${table} (id, body, ${column}) VALUES ($1, $2::json, $3)
        ON CONFLICT (id) DO UPDATE SET body = EXCLUDED.body, ${column} = EXCLUDED.${column}`,
      values: [...values, of(record)],
    }
  }
}
