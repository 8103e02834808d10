import { parseArgs } from 'node:util'
import { createAccounts } from '../accounts.ts'
import { runAgentCommand } from '../agent-commands.ts'
import type { CommandAnswer } from '../agent-commands.ts'
import { systemClock } from '../clock.ts'
import { ConfigError, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { newRandomId } from '../ids.ts'
import { openStore } from '../open-store.ts'
import { askOwner } from '../store/embedded/claim.ts'

const usage = `npm run agent -- add you@example.com --name You [--role owner|agent]
npm run agent -- password you@example.com
npm run agent -- remove you@example.com
npm run agent -- list
The password is asked for, or read from standard input: printf %s "$PASSWORD" | npm run agent -- add …`

process.exitCode = await main().catch((cause: unknown) => {
  if (
    cause instanceof ConfigError ||
    (cause instanceof Error && ['FolderInUse', 'StoreUnavailable'].includes(cause.name))
  )
    return fail([cause.message])
  throw cause
})

async function main(): Promise<number> {
  const command = readCommand()
  if (!command) return fail([usage])
  const config = readConfig(process.env, process.cwd())
  const password = command.needsPassword ? { password: await readPassword() } : {}
  const request = { ...command.request, ...password }
  const answer = (await askRunning(config, request)) ?? (await openAndRun(config, request))
  if (!answer.done) return fail(answer.lines)
  console.log(answer.lines.join('\n'))
  return 0
}

/** A folder is one process's: null where none has it, and with a database, which everybody may open. */
async function askRunning({ databaseUrl, dataDir }: Config, request: object): Promise<CommandAnswer | null> {
  if (databaseUrl !== null) return null
  const asked = await askOwner(dataDir, request)
  return asked.answered ? (asked.answer as CommandAnswer) : null
}

/** Opens the store for as long as the command takes. */
async function openAndRun(config: Config, request: object): Promise<CommandAnswer> {
  const log = { warn: (message: string) => console.error(message) }
  const onFatal = (cause: Error) => {
    throw cause
  }
  const opened = await openStore(config, { clock: systemClock, log, onFatal })
  try {
    const accounts = createAccounts({
      store: opened.store,
      clock: systemClock,
      newId: newRandomId,
      onSignedOut: () => undefined,
      onChange: () => undefined,
    })
    return await runAgentCommand(accounts, request)
  } finally {
    await opened.close()
  }
}

function readCommand(): { request: object; needsPassword: boolean } | null {
  const options = { name: { type: 'string' }, role: { type: 'string', default: 'agent' } } as const
  try {
    const { positionals, values } = parseArgs({ options, allowPositionals: true })
    const [action, email] = positionals
    if (action === 'list') return { request: { action }, needsPassword: false }
    if (!email) return null
    if (action === 'add')
      return {
        request: { action, email, name: values.name ?? email.split('@')[0], role: values.role },
        needsPassword: true,
      }
    if (action === 'password') return { request: { action, email }, needsPassword: true }
    return action === 'remove' ? { request: { action, email }, needsPassword: false } : null
  } catch {
    return null // an unknown option: the usage says which there are
  }
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) {
    const { read } = await import('read')
    return read({ prompt: 'Password (at least 10 characters): ', silent: true })
  }
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

function fail(lines: string[]): number {
  console.error(lines.join('\n'))
  return 1
}
