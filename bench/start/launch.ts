import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { root } from '../built.ts'

export interface Launch {
  /** From the call that makes the process to the line in which it says that it listens. */
  startMs: number
  /** Resident memory at that moment. */
  rssMb: number
}

const startsWithinMs = 30_000

/** Starts the program, waits for its word, and stops it again. */
export async function launch(program: string, environment: Record<string, string>): Promise<Launch> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    await listening(child, program)
    return { startMs: performance.now() - startedAt, rssMb: residentMb(child.pid ?? 0) }
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}

function listening(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const timer = setTimeout(() => reject(new Error(`${program} does not listen`)), startsWithinMs)
    const gone = () => reject(new Error(`${program} ended before it listened: ${said.join('')}`))
    child.once('exit', gone)
    child.stderr?.on('data', (bytes: Buffer) => said.push(bytes.toString()))
    child.stdout?.on('data', (bytes: Buffer) => {
      if (!bytes.includes('listening')) return
      clearTimeout(timer)
      child.off('exit', gone)
      resolve()
    })
  })
}

/** Asked of the system, so that the measured program carries nothing for it. */
function residentMb(pid: number): number {
  const kb = existsSync('/proc/self/status')
    ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kb) / 1024
}
