import { systemClock } from '../clock.ts'
import { ConfigError, readConfig } from '../config.ts'
import { openStore } from '../open-store.ts'
import { runStore } from '../store-tools/run.ts'
import type { ExitCode } from '../store-tools/run.ts'

const { env, stdout, stderr } = process

process.exitCode = await main()

async function main(): Promise<ExitCode> {
  try {
    const config = readConfig({ DATA_DIR: env.DATA_DIR, DATABASE_URL: env.DATABASE_URL }, process.cwd())
    const log = { warn: (message: string) => void stderr.write(`${message}\n`) }
    const onFatal = (cause: Error) => {
      throw cause
    }
    return await runStore(process.argv.slice(2), {
      out: stdout,
      err: stderr,
      cwd: process.cwd(),
      now: () => systemClock.now(),
      config,
      open: () => openStore(config, { clock: systemClock, log, onFatal }),
    })
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause
    stderr.write(`${cause.message}\n`)
    return 2
  }
}
