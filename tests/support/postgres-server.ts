import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { findPostgres, runnableByAnybody } from './postgres-binaries.ts'

export interface PostgresServer {
  /** Of the database with this name; with credentials that may do anything. */
  urlOf(database: string): string
  port: number
  /** As an administrator does it, or as a power switch: connections are cut, what was committed is kept. */
  stop(how?: HowToStop): Promise<void>
  /** After `stop`, on the same port and folder. */
  start(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export type HowToStop = 'fast' | 'immediate' | 'kill'

export interface PostgresOptions {
  /** Off only where a test measures something else: what is acknowledged is to be durable. */
  fsync?: boolean
  /** More settings, as `name=value`. */
  settings?: string[]
  /** Where its folder is made; any user must be able to enter it. */
  folder?: string
  say?: (line: string) => void
}

/** After a crash it first makes sure that every one of its files is on the disk. */
const readyWithinMs = 60_000
const askEveryMs = 20

/** It does not start before the last process of a killed one has noticed. */
const orphansWithinMs = 10_000

/**
 * A real PostgreSQL in a temporary folder, on 127.0.0.1 and a free port. It ends with this process, however that ends:
 * the shell between the two stops it as soon as its standard input closes.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const binaries = findPostgres()
  const folder = mkdtempSync(join(options.folder ?? tmpdir(), 'frontdesk-postgres-'))
  const owner = unprivilegedUser()
  const bin = runnableByAnybody(binaries, folder)
  options.say?.(`PostgreSQL for the tests: ${binaries.from}${owner ? `, as the user ${owner.name}` : ''}`)
  // Other users have to pass through it; what is in it is closed by initdb.
  chmodSync(folder, 0o711)
  const data = mkdtempSync(join(folder, 'data-'))
  // The folder too: who is left to remove it is the shell.
  if (owner) for (const each of [folder, data]) chownSync(each, owner.uid, owner.gid)
  const as = owner ? { uid: owner.uid, gid: owner.gid } : {}
  const initdb = ['-D', data, '-U', 'frontdesk', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  execFileSync(join(bin, 'initdb'), initdb, { ...as, cwd: folder, env: serverEnvironment(), stdio: 'pipe' })

  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
    `fsync=${options.fsync === false ? 'off' : 'on'}`,
    ...(options.settings ?? []),
  ]
  let running: Running | null = null
  let wasKilled = false

  async function start(): Promise<void> {
    const deadline = performance.now() + (wasKilled ? orphansWithinMs : 0)
    for (;;) {
      try {
        return await startOnce()
      } catch (cause) {
        if (performance.now() > deadline) throw cause
      }
    }
  }

  async function startOnce(): Promise<void> {
    const args = settings.flatMap((setting) => ['-c', setting])
    const shell = spawn('sh', ['-c', watchdog, 'postgres', join(bin, 'postgres'), data, folder, ...args], {
      ...as,
      cwd: folder,
      env: serverEnvironment(),
      // Of its own group: Ctrl-C in the terminal is for the tests, and the shell tidies up after them.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    running = shell
    for (const deadline = performance.now() + readyWithinMs; !(await answers(port)); await pause(askEveryMs))
      if (shell.exitCode !== null || performance.now() > deadline)
        throw new Error(`PostgreSQL did not start on port ${port}:\n${logOf(data)}`)
  }

  async function stop(how: HowToStop = 'fast'): Promise<void> {
    if (!running || running.exitCode !== null) return
    wasKilled = how === 'kill'
    const gone = once(running, 'exit')
    running.stdin.end(`${how}\n`)
    await gone
  }

  await start()
  return {
    port,
    urlOf: (database) => `postgres://frontdesk@127.0.0.1:${port}/${database}`,
    stop,
    start,
    async remove() {
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Running = ChildProcess & ChildProcessByStdio<Writable, null, null>

/**
 * Waits for a line that says how to stop, or for the end of its input: then nobody is left to remove the folder, so it
 * does what it may. Signals are not for it.
 */
const watchdog = `
  trap '' INT TERM HUP
  binary=$1; data=$2; folder=$3; shift 3
  (trap - INT TERM HUP; exec "$binary" -D "$data" "$@" >>"$data/server.log" 2>&1) &
  server=$!
  if read -r how; then
    case $how in kill) signal=KILL ;; immediate) signal=QUIT ;; *) signal=INT ;; esac
    kill -$signal $server; wait $server
  else
    kill -QUIT $server; wait $server
    rm -rf "$folder" 2>/dev/null
  fi
  exit 0
`

interface User {
  name: string
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it, or as nobody. */
export function unprivilegedUser(): User | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = users.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? []
    if (name) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  )
}

/** Nothing of this user's own settings, such as PGDATA or a locale that the machine does not have. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}

function logOf(data: string): string {
  try {
    return readFileSync(join(data, 'server.log'), 'utf8')
  } catch {
    return '(it wrote no log)'
  }
}

/** Whether it takes sessions. While it recovers it listens already, and refuses with an error. */
async function answers(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    // A start-up message: protocol 3.0, then the user and the database.
    const body = Buffer.from('\0\x03\0\0user\0frontdesk\0database\0postgres\0\0', 'latin1')
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    socket.write(Buffer.concat([length, body]))
    const [first] = (await once(socket, 'data')) as [Buffer]
    return first[0] === 'R'.charCodeAt(0)
  } catch {
    return false // not yet
  } finally {
    socket.destroy()
  }
}
