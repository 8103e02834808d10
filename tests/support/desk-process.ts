import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Account {
  email: string
  password: string
}

export interface DeskProcess {
  url: string
  faqDir: string
  dataDir: string
  /** What it printed, both streams. */
  printed(): string
  /** SIGKILL, as a power switch; resolves when it is gone. */
  kill(): Promise<void>
  /** Of the process that runs now, or ran last. */
  pid(): number
  /** Starts again on the same port and folders; resolves when it listens. */
  start(): Promise<void>
  addAgent(name: string, role?: 'agent' | 'owner'): Promise<Account>
  removeAgent(email: string): Promise<void>
  /** `npm run store -- …` beside it. */
  runStore(...args: string[]): Promise<void>
  /** Ends it and removes its folders. */
  remove(): Promise<void>
}

/** The built server in a process of its own, as `npm start` runs it, with folders of its own. */
export async function startDesk(
  environment: Record<string, string> = {},
  prepareFaq: (faqDir: string) => Promise<void> = async () => undefined,
): Promise<DeskProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-'))
  const faqDir = join(folder, 'faq')
  const dataDir = join(folder, 'data')
  await cp(join(root, 'faq-data'), faqDir, { recursive: true })
  await prepareFaq(faqDir)
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, FAQ_DIR: faqDir, ...environment }
  let child: ChildProcess | null = null
  let printed = ''

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
      cwd: root,
      env,
      stdio: 'pipe',
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += chunk.toString()
        if (chunk.includes('listening')) resolve()
      }
      started.stdout.on('data', hear)
      started.stderr.on('data', hear)
      started.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)))
    })
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async function addAgent(name: string, role: 'agent' | 'owner' = 'agent') {
    const email = `${name.toLowerCase()}@alder.example`
    const password = `${name} rides to work`
    await runCommand('agent', ['add', email, '--name', name, '--role', role], password)
    return { email, password }
  }

  async function runCommand(name: 'agent' | 'store', command: string[], input = ''): Promise<void> {
    const running = spawn(process.execPath, [join(root, `dist/server/${name}.js`), ...command], {
      cwd: root,
      env,
    })
    running.stdin.end(input)
    const [code] = (await once(running, 'exit')) as [number]
    if (code !== 0) throw new Error(`${name} ${command[0]} ended with ${code}`)
  }

  const removeFolder = () => rm(folder, { recursive: true, force: true })
  await start().catch(async (cause: unknown) => {
    await removeFolder()
    throw cause
  })
  return {
    url: `http://localhost:${port}`,
    faqDir,
    dataDir,
    printed: () => printed,
    kill,
    pid: () => child?.pid ?? 0,
    start,
    addAgent,
    removeAgent: (email) => runCommand('agent', ['remove', email]),
    runStore: (...args) => runCommand('store', args),
    async remove() {
      await kill()
      await removeFolder()
    },
  }
}
