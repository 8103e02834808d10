import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Account } from '../../server/domain/account.ts'
import { createApp } from '../../server/app.ts'
import type { App, AppParts } from '../../server/app.ts'
import { newRandomId } from '../../server/ids.ts'
import type { Log } from '../../server/ports.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/port.ts'
import { createFakeBot } from './fake-bot.ts'
import type { FakeBot } from './fake-bot.ts'
import { createFakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'

export const adaSignIn = { email: 'ada@shop.example', password: 'chain and saddle' }
export const benSignIn = { email: 'ben@shop.example', password: 'bell and basket' }

export interface StartedApp {
  app: App
  url: string
  store: Store
  clock: FakeClock
  bot: FakeBot
  log: RecordedLog
  /** Closes it before the test ends, as a restart does. */
  close: () => Promise<void>
}

export type Starting = Partial<Omit<AppParts, 'clock' | 'bot' | 'log'>> & {
  clock?: FakeClock
  bot?: FakeBot
  /** Ada (owner) and Ben (agent) have accounts, unless this is false. */
  team?: boolean
}

/** The real app on a free port, with the edges faked: memory for the store, a clock and a bot in the test's hand. */
export async function startApp(options: Starting = {}): Promise<StartedApp> {
  const { team = true, ...given } = options
  const parts = {
    store: createMemoryStore(),
    clock: createFakeClock(),
    bot: createFakeBot(),
    newId: newRandomId,
    folders: { web: join(tmpdir(), 'no-such-folder'), demo: null },
    origins: { list: null, publicUrl: null },
    trustProxy: null,
    visitorRequestsPerMinute: 10_000,
    visitorReadsPerMinute: 10_000,
    ...given,
  }
  const log = createRecordedLog()
  const app = await createApp({ ...parts, log })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= app.close())
  onTestFinished(close)
  const port = await app.listen(0, '127.0.0.1')
  if (team) await addTeam(app)
  const { store, clock, bot } = parts
  return { app, url: `http://127.0.0.1:${port}`, store, clock, bot, log, close }
}

async function addTeam(app: App): Promise<Account[]> {
  if ((await app.accounts.list()).length > 0) return []
  return [
    await app.accounts.add({ ...adaSignIn, name: 'Ada', role: 'owner' }),
    await app.accounts.add({ ...benSignIn, name: 'Ben', role: 'agent' }),
  ]
}

export interface RecordedLog extends Log {
  warnings: string[]
  faults: { message: string; cause: unknown }[]
}

export function createRecordedLog(): RecordedLog {
  const warnings: string[] = []
  const faults: RecordedLog['faults'] = []
  return {
    warnings,
    faults,
    warn: (message) => void warnings.push(message),
    error: (message, cause) => void faults.push({ message, cause }),
  }
}
