import { fileURLToPath } from 'node:url'
import { runAgentCommand } from './agent-commands.ts'
import { createApp } from './app.ts'
import { createBot } from './bot/bot.ts'
import { learnedFolderIn } from './bot/learned-cache.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import { newRandomId } from './ids.ts'
import { createLog } from './log.ts'
import { openStore } from './open-store.ts'
import { answerDeskQuestion, isDeskQuestion } from './store-tools/desk-source.ts'

/** Longer than any flush takes; past it something hangs, and leaving is safe: what was acknowledged is kept. */
const stopWithinMs = 8_000

try {
  await run()
} catch (cause) {
  process.stderr.write(`${sentence(cause)}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const log = createLog(config.logLevel)
  const opened = await openStore(config, {
    clock: systemClock,
    log,
    onFatal: (cause) => {
      // After a failed fsync nobody knows what the disk holds: acknowledging more would be a lie.
      log.error('the data folder can no longer be written safely; stopping', cause)
      process.exit(1)
    },
  })
  const bot = await createBot({
    folder: config.faqDir,
    learned: { folder: learnedFolderIn(config.dataDir), mayWrite: true },
    log: forPeople(log),
    onChange: () => app.siteChanged(),
  })
  const app = await createApp({
    store: opened.store,
    bot,
    clock: systemClock,
    newId: newRandomId,
    log,
    folders: {
      web: fileURLToPath(new URL('../web', import.meta.url)),
      demo: fileURLToPath(new URL('../../demo', import.meta.url)),
    },
    origins: { list: config.origins, publicUrl: config.publicUrl },
    trustProxy: config.trustProxy,
  })
  opened.serve((request) =>
    isDeskQuestion(request)
      ? answerDeskQuestion(opened.store, request)
      : runAgentCommand(app.accounts, request),
  )
  const port = await app.listen(config.port, config.host)
  await greet(config, port, await app.accounts.openSetup())

  const stop = () => {
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    void app
      .close()
      .then(() => bot.close())
      .then(() => opened.close())
      .then(() => process.exit(0))
      .catch((cause: unknown) => {
        log.error('could not stop cleanly', cause)
        process.exit(1)
      })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** What a site owner reads after `npm start`. */
async function greet(config: Config, port: number, setupToken: string | null): Promise<void> {
  const local = `http://${hostInAddress(config.host)}:${port}`
  const url = config.publicUrl ?? local
  const lines = [
    `Frontdesk is listening on ${local}`,
    `  Demo shop  ${url}/`,
    `  Console    ${url}/console/`,
    `  FAQ files  ${config.faqDir} (a saved change answers at once)`,
    `  Your tag   <script async src="${url}/widget.js"></script>`,
  ]
  if (setupToken) lines.push(`  Make the owner's account, once: ${url}/console/#setup=${setupToken}`)
  if (config.publicUrl?.startsWith('http:'))
    lines.push('  PUBLIC_URL is not https: passwords and messages travel unencrypted.')
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** As a browser on this machine takes it. */
function hostInAddress(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** The FAQ's problems are for its author, who reads a terminal: plain lines, whatever the log level. */
function forPeople(log: ReturnType<typeof createLog>) {
  const say = (message: string) => void process.stderr.write(`${message}\n`)
  return { info: say, warn: say, error: (message: string, cause: unknown) => log.error(message, cause) }
}

/** One line that says where, what is wrong and what to do; a fault that nobody foresaw keeps its stack. */
function sentence(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? cause.code : undefined
  const port = 'port' in cause ? String(cause.port) : ''
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what runs there, or set PORT to another one: PORT=4001 npm start`
  if (code === 'EACCES' && port)
    return `Port ${port} needs more rights. Set PORT to one above 1023: PORT=4000 npm start`
  if (code === 'EADDRNOTAVAIL') return `HOST is not an address of this machine. Leave it out for 127.0.0.1.`
  const foreseen = ['ConfigError', 'FolderInUse', 'StoreUnavailable', 'FaqUnusable'].includes(cause.name)
  return foreseen ? cause.message : (cause.stack ?? cause.message)
}
