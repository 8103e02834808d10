import type { Account, Session } from '../../domain/account.ts'
import type { Store } from '../port.ts'
import { PostgresConversations } from './conversations.ts'
import { openDatabase } from './database.ts'
import { Deciding } from './deciding.ts'
import { migrate } from './migrations.ts'
import { PostgresRecords } from './records.ts'
import { unusable } from './unavailable.ts'

export interface PostgresStoreOptions {
  url: string
  log: { warn(message: string): void }
  poolSize?: number
}

/**
 * Opens the store in a database that other servers may use at the same time, and brings its tables up to date. Throws
 * StoreUnavailable with one clear line.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const database = openDatabase(options)
  try {
    await migrate(database)
  } catch (cause) {
    await database.end()
    throw unusable(options.url, cause)
  }
  const deciding = new Deciding(
    database,
    () => undefined,
    () => undefined,
  )
  const conversations = new PostgresConversations(database, deciding, () => undefined)
  return {
    conversations,
    accounts: new PostgresRecords<Account>(database, {
      table: 'accounts',
      unique: { column: 'email', constraint: 'account_email', of: ({ email }) => email },
    }),
    sessions: new PostgresRecords<Session>(database, { table: 'sessions' }),
    secrets: new PostgresRecords<string>(database, { table: 'secrets' }),
    async close() {
      await deciding.finish()
      await database.end()
    },
  }
}
