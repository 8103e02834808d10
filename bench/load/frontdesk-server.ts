import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SignIn } from '../../protocol/agent.ts'
import type { ConversationId } from '../../protocol/conversation.ts'
import { createApp } from '../../server/app.ts'
import type { App } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import { newRandomId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import type { Bot, Site } from '../../server/ports.ts'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem, OpenFile } from '../../server/store/embedded/file-system.ts'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import type { Store } from '../../server/store/port.ts'
import { obey } from './orders.ts'
import { usage } from './usage.ts'
import { messageIdOf } from './wire.ts'
import type { Listening, Plan, SentMessages, ServerOrder, Verified } from './wire.ts'

/**
 * Frontdesk as it is: HTTP, sockets, parsing, pacing, rules, the embedded store, the journal's syncs, pushes, inbox.
 * Only the bot is left out, for it has no part in a conversation that an agent has.
 */
const host = '127.0.0.1'
const log = createLog('warn')
let syncs = 0
let folder = ''
let store: Store
let app: App

obey<ServerOrder>(
  async (order) => {
    if (order.do === 'start') return start(order.plan)
    if (order.do === 'usage') return usage(syncs)
    return verify(order.sent)
  },
  () => rmSync(folder, { recursive: true, force: true }),
)

async function start(plan: Plan): Promise<Listening> {
  // Below dist/, on the disk that the project is on: a temporary folder may be memory, and a sync there is free.
  const parent = join(import.meta.dirname, '..', 'data')
  await mkdir(parent, { recursive: true })
  folder = await mkdtemp(join(parent, 'load-'))
  store = await openStore()
  app = await createApp({
    store,
    bot: silentBot(),
    clock: systemClock,
    newId: newRandomId,
    log,
    folders: { web: folder, demo: null },
    origins: { list: null, publicUrl: null },
    trustProxy: null,
    visitorRequestsPerMinute: 1e9,
  })
  const port = await app.listen(0, host)
  const cookies: string[] = []
  for (let i = 0; i < plan.agents; i++) cookies.push(await signedIn(port, i))
  return { port, cookies }
}

function openStore(): Promise<Store> {
  return openEmbeddedStore({ folder, now: () => systemClock.now(), log, fileSystem: countingSyncs })
}

const countingSyncs: FileSystem = {
  ...nodeFileSystem,
  async open(path, flags, mode) {
    const file = await nodeFileSystem.open(path, flags, mode)
    return Object.assign(Object.create(file) as OpenFile, {
      datasync() {
        syncs++
        return file.datasync()
      },
    })
  },
}

/** An account, and its session's cookie as a browser would send it. */
async function signedIn(port: number, number: number): Promise<string> {
  const signIn: SignIn = { email: `agent-${number}@example.com`, password: newRandomId() }
  await app.accounts.add({ ...signIn, name: `Agent ${number}`, role: 'agent' })
  const response = await fetch(`http://${host}:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-frontdesk': 'console' },
    body: JSON.stringify(signIn),
  })
  const [cookie] = response.headers.getSetCookie()
  if (!cookie)
    throw new Error(`agent ${number} could not sign in: ${response.status} ${await response.text()}`)
  return cookie.split(';')[0] ?? ''
}

/** Counts on what a crash would have left: the server is closed, and its folder is opened again. */
async function verify(sent: SentMessages[]): Promise<Verified> {
  await app.close()
  await store.close()
  store = await openStore()
  const found: Verified = { messages: 0, missing: 0, doubled: 0 }
  for (const conversationId of new Set(sent.map((side) => side.conversationId))) {
    const ids = await messageIdsOf(conversationId)
    const unique = new Set(ids)
    found.messages += ids.length
    found.doubled += ids.length - unique.size
    for (const side of sent)
      if (side.conversationId === conversationId) found.missing += missingIn(unique, side)
  }
  await store.close()
  await rm(folder, { recursive: true, force: true })
  return found
}

async function messageIdsOf(id: ConversationId): Promise<string[]> {
  const { entries } = await store.conversations.read(id)
  entries.forEach((entry, index) => {
    if (entry.sequence !== index + 1)
      throw new Error(`conversation ${id}: entry ${index + 1} has another number`)
  })
  return entries.flatMap((entry) => (entry.kind === 'message' ? entry.id : []))
}

function missingIn(ids: Set<string>, { prefix, count }: SentMessages): number {
  let missing = 0
  for (let number = 0; number < count; number++) if (!ids.has(messageIdOf(prefix, number))) missing++
  return missing
}

function silentBot(): Bot {
  const site: Site = {
    languages: ['en'],
    name: { en: 'Bench' },
    greeting: { en: '' },
    brand: '#000000',
    hours: null,
    topQuestions: [],
    keep: 0.9,
    handoff: { misses: 2, entry: 'offer', upset: 'offer', aheadMinutes: { angry: 0, distressed: 0 } },
    talk: { off: [], replies: {} },
  }
  return {
    site: () => site,
    languageFor: () => 'en',
    answersIn: () => 'en',
    writtenIn: async () => null,
    noAnswersIn: (language) => ({ text: '', language }),
    entry: () => null,
    questions: () => [],
    match: async () => ({ decision: 'unknown', ranked: [] }),
  }
}
