import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'
import { unprivilegedUser } from './postgres-server.ts'
import { runSql } from './postgres.ts'
import { waitFor } from './wait-for.ts'

/** Where this machine has PgBouncer; null: what needs it is left out. */
export function findPgBouncer(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path)) ?? null
}

/** A pooler in transaction mode in front of the server of this address; returns the address with it in between. */
export async function behindPgBouncer(binary: string, url: string, poolSize = 2): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-pgbouncer-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { hostname, port, pathname } = new URL(url)
  const own = await freePort()
  const settings = `
[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
`.replace('* = host', `${pathname.slice(1)} = user=frontdesk host`)
  writeFileSync(join(folder, 'pgbouncer.ini'), settings)
  chmodSync(folder, 0o755)
  const owner = unprivilegedUser()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const as = owner ? { uid: owner.uid, gid: owner.gid } : {}
  const child = spawn(binary, [join(folder, 'pgbouncer.ini')], { ...as, cwd: folder, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const behind = `postgres://frontdesk@127.0.0.1:${own}${pathname}`
  await waitFor('PgBouncer', () =>
    runSql(behind, 'SELECT 1').then(
      () => true,
      () => false,
    ),
  )
  return behind
}
