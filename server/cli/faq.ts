import { ConfigError, readConfig } from '../config.ts'
import { learnedFolderIn } from '../bot/learned-cache.ts'
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
      colours,
    })
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause
    stderr.write(`${cause.message}\n`)
    return 2
  }
}
