import { readFileSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'
import { startPostgres } from '../../tests/support/postgres-server.ts'

/** A real PostgreSQL for this run, on a disk that it waits for. */
export interface BenchDatabase {
  /** The address of an empty database. */
  create(): Promise<string>
  usage(): Promise<DatabaseUsage>
  /** What the database of this address takes on disk. */
  bytesOf(url: string): Promise<number>
  remove(): Promise<void>
}

export interface DatabaseUsage {
  /** Of its sessions and its own processes. NaN where the system does not tell. */
  cpuMs: number
  commits: number
  walBytes: number
}

/** As on a small server: the defaults are for machines of twenty years ago. Durability is as it comes: all of it. */
const settings = ['shared_buffers=256MB', 'max_wal_size=4GB', 'effective_io_concurrency=64']

export async function startDatabase(): Promise<BenchDatabase> {
  const server = await startPostgres({ folder: folderOnDisk(), settings })
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') })
  await admin.connect()
  let created = 0
  return {
    async create() {
      const name = `bench_${++created}`
      await admin.query(`CREATE DATABASE ${name}`)
      return server.urlOf(name)
    },
    async usage() {
      const { rows } = await admin.query<{ commits: string; wal: string; pids: number[] }>(`
        SELECT (SELECT sum(xact_commit) FROM pg_stat_database) AS commits,
          pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS wal,
          ARRAY(SELECT pid FROM pg_stat_activity) AS pids`)
      const { commits = 0, wal = 0, pids = [] } = rows[0] ?? {}
      return { cpuMs: cpuMsOf(pids), commits: Number(commits), walBytes: Number(wal) }
    },
    async bytesOf(url) {
      const name = new URL(url).pathname.slice(1)
      const { rows } = await admin.query<{ size: string }>('SELECT pg_database_size($1) AS size', [name])
      return Number(rows[0]?.size)
    },
    async remove() {
      await admin.end()
      await server.remove()
    },
  }
}

/** Linux says it in hundredths of a second. */
function cpuMsOf(pids: number[]): number {
  try {
    return pids.reduce((sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return sum + (Number(fields[11]) + Number(fields[12])) * 10
    }, 0)
  } catch {
    return NaN // one that has just ended, or no such system
  }
}

const tmpfs = 0x01021994

/** A temporary folder may be memory, and there a sync is free. */
function folderOnDisk(): string {
  return statfsSync(tmpdir()).type === tmpfs ? '/var/tmp' : tmpdir()
}
