import type { Account, Session } from '../../domain/account.ts'
import type { Store } from '../port.ts'
import { PostgresCluster } from './cluster.ts'
import { PostgresConversations } from './conversations.ts'
import { openDatabase } from './database.ts'
import type { Write } from './decision.ts'
import { Deciding } from './deciding.ts'
import type { HearOthers } from './deciding.ts'
import { migrate } from './migrations.ts'
import { PostgresRecords } from './records.ts'
import { unusable } from './unavailable.ts'

export interface PostgresStoreOptions {
  url: string
  log: { warn(message: string): void }
  poolSize?: number
  beatEveryMs?: number
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
  const cluster = new PostgresCluster({ ...options, database, now: () => Date.now() })
  const saved = ({ id, revision, state }: Write) =>
    cluster.notifier.changed([id, revision + 1, state.visitorId, state.handedOverAt !== null])
  const onOthers: HearOthers = (conversation, change) => cluster.others(conversation, change)
  const deciding = new Deciding(database, { onOthers, saved })
  const conversations = new PostgresConversations(database, deciding, { onOthers, begun: saved })
  cluster.watch(conversations)
  return {
    conversations,
    accounts: new PostgresRecords<Account>(database, {
      table: 'accounts',
      unique: { column: 'email', constraint: 'account_email', of: ({ email }) => email },
      changed: (account) => cluster.tell({ account }),
    }),
    sessions: new PostgresRecords<Session>(database, {
      table: 'sessions',
      changed: (session, record) => record === null && cluster.tell({ session }),
    }),
    secrets: new PostgresRecords<string>(database, { table: 'secrets' }),
    cluster,
    async close() {
      await deciding.finish()
      await cluster.leave()
      await cluster.notifier.finish()
      await database.end()
    },
  }
}
