import { tmpdir } from 'node:os'
import type { SignIn } from '../../protocol/agent.ts'
import { createApp } from '../../server/app.ts'
import type { App } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import { newRandomId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import { nodeFileSystem } from '../../server/store/embedded/file-system.ts'
import type { FileSystem, OpenFile } from '../../server/store/embedded/file-system.ts'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import type { Store } from '../../server/store/port.ts'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import { obey } from './orders.ts'
import { silentBot } from './silent-bot.ts'
import { bytesIn, compare } from './stored.ts'
import { usage } from './usage.ts'
import type { Listening, SentMessages, ServerOrder, Setting, StoreAt, Verified } from './wire.ts'

/**
 * Frontdesk as it is: HTTP, sockets, parsing, pacing, rules, store, pushes, inbox. Only the bot is left out, for it has
 * no part in a conversation that an agent has.
 */
const host = '127.0.0.1'
const log = createLog('warn')
let syncs: number | null = null
let at: StoreAt
let store: Store
let app: App

obey<ServerOrder>(async (order) => {
  if (order.do === 'usage') return usage(syncs)
  if (order.do === 'verify') return verify(order.sent)
  if (order.setting.kind !== 'desk') throw new Error('this server is a desk')
  return start(order.setting)
})

async function start(setting: Setting & { kind: 'desk' }): Promise<Listening> {
  at = setting.store
  store = await openStore()
  app = await createApp({
    store,
    bot: silentBot(),
    clock: systemClock,
    newId: newRandomId,
    log,
    folders: { web: tmpdir(), demo: null },
    origins: { list: null, publicUrl: null },
    trustProxy: null,
    visitorRequestsPerMinute: 1e9,
  })
  const port = await app.listen(setting.port, host)
  const cookies: string[] = []
  for (let i = 0; i < setting.agents; i++) cookies.push(await signedIn(port, i))
  return { port, cookies }
}

function openStore(): Promise<Store> {
  if (at.kind === 'postgres') return openPostgresStore({ url: at.url, log })
  syncs ??= 0
  return openEmbeddedStore({
    folder: at.folder,
    now: () => systemClock.now(),
    log,
    fileSystem: countingSyncs,
  })
}

const countingSyncs: FileSystem = {
  ...nodeFileSystem,
  async open(path, flags, mode) {
    const file = await nodeFileSystem.open(path, flags, mode)
    return Object.assign(Object.create(file) as OpenFile, {
      datasync() {
        syncs = (syncs ?? 0) + 1
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

/** Counts on what a crash would have left: the server is closed, and its store is opened again. */
async function verify(sent: SentMessages[]): Promise<Verified> {
  await app.close()
  await store.close()
  const diskBytes = at.kind === 'embedded' ? await bytesIn(at.folder) : 0
  store = await openStore()
  const found = await compare(store, sent)
  await store.close()
  return { ...found, diskBytes }
}
