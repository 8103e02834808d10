import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { WholeConversation } from '../../server/domain/conversation.ts'
import { systemClock } from '../../server/clock.ts'
import { openStore } from '../../server/open-store.ts'
import { runStore } from '../../server/store-tools/run.ts'
import type { ExitCode } from '../../server/store-tools/run.ts'
import type { Store } from '../../server/store/port.ts'
import { newDatabase } from '../support/postgres.ts'
import { firstChange, says, writesNote } from '../store/samples.ts'

/** Where a desk is kept, as the environment names it. */
export interface DeskPlace {
  dataDir: string
  databaseUrl: string | null
}

export async function inFolder(): Promise<DeskPlace> {
  return { dataDir: await newFolder(), databaseUrl: null }
}

export async function inDatabase(): Promise<DeskPlace> {
  return { dataDir: await newFolder(), databaseUrl: await newDatabase() }
}

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-desk-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Stands for any text like this, where a whole is compared. */
export function like(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string
}

/** Opens the desk for as long as `work` takes. */
export async function within<T>(place: DeskPlace, work: (store: Store) => Promise<T>): Promise<T> {
  const opened = await openStore(
    place,
    partsOf(() => undefined),
  )
  try {
    return await work(opened.store)
  } finally {
    await opened.close()
  }
}

export interface Ran {
  code: ExitCode
  out: string
  err: string
  /** What it said that the content is. */
  content: string | undefined
}

/** `npm run store -- …` on this desk, in this process. */
export async function run(place: DeskPlace, ...args: string[]): Promise<Ran> {
  let [out, err] = ['', '']
  const code = await runStore(args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    cwd: '/',
    now: () => 0,
    config: place,
    open: () =>
      openStore(
        place,
        partsOf((message) => (err += `${message}\n`)),
      ),
  })
  return { code, out, err, content: /^content ([0-9a-f]{64})$/m.exec(out)?.[1] }
}

function partsOf(warn: (message: string) => void) {
  const onFatal = (cause: Error) => {
    throw cause
  }
  return { clock: systemClock, log: { warn }, onFatal }
}

/** Vera's with the bot, waiting, with Ada, closed, and again; Viktor's; two accounts; texts of all kinds. */
export async function fillDesk(store: Store): Promise<void> {
  const { conversations, accounts } = store
  for (const [id, name, role] of [
    ['ada', 'Ada', 'owner'],
    ['ben', 'Ben', 'agent'],
  ] as const)
    await accounts.change(id, () => ({
      ...{ id, name, role, email: `${id}@shop.example`, available: id === 'ada', createdAt: 7 },
      passwordHash: `$argon2id$v=19$m=19456,t=2,p=1$of-${id}`,
    }))
  await store.secrets.change('cookies', () => 'hush')
  await store.sessions.change('s1', () => ({ accountId: 'ada', data: '{}', expiresAt: 9e15 }))
  await conversations.restore([closedByAda('c1', 'vera', 1_000)])
  await conversations.begin('c2', firstChange('vera', 2_000))
  await conversations.begin('c0', firstChange('viktor', 500))
  await conversations.change('c2', (current) => says(current, 'm1', 'Grüße 👩‍🔧 \u0000 \u2028 "quoted" \ud800'))
  await conversations.change('c2', (current) => writesNote(current, 'n1'))
  await conversations.change('c2', () => ({ state: { language: 'de' }, entries: [], notes: [] }))
}

/** As the rules leave it: the moves lead to the state. */
export function closedByAda(id: string, visitorId: string, at: number): WholeConversation {
  const { state, entries } = firstChange(visitorId, at)
  const ada = { id: 'ada', name: 'Ada' }
  const by = { who: 'agent', agent: ada } as const
  const visitor = { who: 'visitor' } as const
  return {
    id,
    state: {
      ...{ ...state, status: 'closed', since: at + 4, lastAgent: ada, handedOverAt: at + 1, waitedMs: 1 },
      ...{ rating: 5, because: 'asked', headStartMs: 0 },
    },
    entries: [
      ...entries,
      {
        sequence: 2,
        id: 'h',
        at: at + 1,
        by: visitor,
        kind: 'move',
        move: 'handoff-requested',
        status: 'waiting',
      },
      {
        sequence: 3,
        id: 'j',
        at: at + 2,
        by,
        kind: 'move',
        move: 'agent-joined',
        status: 'agent',
        agent: ada,
      },
      { sequence: 4, id: 'a', at: at + 3, by, kind: 'message', text: `Hello, ${visitorId}.` },
      { sequence: 5, id: 'x', at: at + 4, by, kind: 'move', move: 'closed', status: 'closed', agent: ada },
      { sequence: 6, id: 'r', at: at + 5, by: visitor, kind: 'rating', rating: 5, comment: '' },
    ],
    notes: [{ sequence: 1, id: 'n', at: at + 3, by: ada, text: 'Nice.' }],
  }
}
