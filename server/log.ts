import pino from 'pino'
import type { Config } from './config.ts'
import type { Log } from './ports.ts'

/** One JSON line a record on standard error, so that standard output stays for people. No texts, keys or addresses. */
export function createLog(level: Config['logLevel']): Log & { info(message: string): void } {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  )
  return {
    info: (message) => logger.info(message),
    warn: (message, details = {}) => logger.warn(details, message),
    error: (message, cause) => logger.error({ err: cause }, message),
  }
}
