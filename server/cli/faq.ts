import { systemClock } from '../clock.ts'
import { ConfigError, readConfig } from '../config.ts'
import { learnedFolderIn } from '../bot/learned-cache.ts'
import type { EachConversation } from '../faq-tools/missed-questions.ts'
import { runFaq } from '../faq-tools/run.ts'

const { env, stdout, stderr } = process

// `… | head` closes the pipe early: that is no fault.
stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause
  process.exit()
})

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const { FAQ_DIR, DATA_DIR } = env
    const { faqDir, dataDir } = readConfig({ FAQ_DIR, DATA_DIR }, process.cwd())
    // no-color.org; a pipe has no columns to fit either.
    const colours = stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
    return await runFaq(process.argv.slice(2), {
      out: stdout,
      err: stderr,
      cwd: process.cwd(),
      faqDir,
      learned: { folder: learnedFolderIn(dataDir), mayWrite: false },
      eachConversation,
      now: () => systemClock.now(),
      colours,
    })
  } catch (cause) {
    const isForeseen =
      cause instanceof ConfigError ||
      (cause instanceof Error && ['FolderInUse', 'StoreUnavailable'].includes(cause.name))
    if (!isForeseen) throw cause
    stderr.write(`${cause.message}\n`)
    return 2
  }
}

/** The desk is looked for, and the code that reads it, only when somebody asks for what is in it. */
async function eachConversation(visit: Parameters<EachConversation>[0]): Promise<void> {
  const { DATA_DIR, DATABASE_URL } = env
  const config = readConfig({ DATA_DIR, DATABASE_URL }, process.cwd())
  const { itemsOf } = await import('../store-tools/desk-source.ts')
  const { withDesk } = await import('../store-tools/reach-desk.ts')
  const { openStore } = await import('../open-store.ts')
  const warn = (message: string) => void stderr.write(`${message}\n`)
  const onFatal = (cause: Error) => {
    throw cause
  }
  const open = () => openStore(config, { clock: systemClock, log: { warn }, onFatal })
  const onUnreadable = ({ id }: { id: string }) =>
    warn(`Conversation ${id} cannot be read: npm run store -- check`)
  await withDesk({ config, open }, async (desk) => {
    for await (const item of itemsOf(desk, { onUnreadable }))
      if ('conversation' in item) visit(item.conversation)
  })
}
