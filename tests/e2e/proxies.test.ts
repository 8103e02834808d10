import { once } from 'node:events'
import { request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { visitorNamespace } from '../../protocol/events.ts'
import { startDesk } from '../support/desk-process.ts'
import type { DeskProcess } from '../support/desk-process.ts'
import { freePort } from '../support/free-port.ts'
import { agentAt, ask, askForPerson, log, openBrowser, openChat, openRow, reply } from '../support/people.ts'
import { newDatabase } from '../support/postgres.ts'
import { findProxy, startProxy } from '../support/proxies.ts'
import type { ProxyName } from '../support/proxies.ts'
import { connectionRefusal, newKey } from '../support/sockets.ts'
import { waitFor } from '../support/wait-for.ts'

const proxies: ProxyName[] = ['nginx', 'caddy']
for (const name of proxies)
  if (!findProxy(name))
    console.log(`${name} is not installed: its example in docs/self-hosting.md is not run.`)

/** Two servers on one database, behind the proxy of the guide, with TLS. */
async function startBehind(name: ProxyName): Promise<{ url: string; servers: [DeskProcess, DeskProcess] }> {
  const port = await freePort()
  const url = `https://localhost:${port}`
  const settings = { DATABASE_URL: await newDatabase(), PUBLIC_URL: url, TRUST_PROXY: 'loopback' }
  const servers = [await startDesk(settings), await startDesk(settings)] as [DeskProcess, DeskProcess]
  const addresses = servers.map((server) => `127.0.0.1:${new URL(server.url).port}`) as [string, string]
  const stop = await startProxy(name, port, addresses)
  onTestFinished(async () => {
    await stop()
    for (const server of servers) await server.remove()
  })
  return { url, servers }
}

/** As `systemctl restart` does it. */
async function restart(server: DeskProcess, meanwhile: () => Promise<void>): Promise<void> {
  process.kill(server.pid(), 'SIGTERM')
  await waitFor('the end of the server', () => !isAlive(server.pid()))
  await meanwhile()
  await server.start()
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false // ESRCH
  }
}

/** Tries a wrong password from this address of the machine; returns the status. */
async function guess(url: string, from: string): Promise<number | undefined> {
  const asking = request(`${url}/api/session`, {
    method: 'POST',
    localAddress: from,
    family: 4,
    rejectUnauthorized: false,
    headers: { 'X-Frontdesk': 'console', 'Content-Type': 'application/json' },
  })
  asking.end(JSON.stringify({ email: 'ada@alder.example', password: 'a wrong password' }))
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

async function shows(page: Page, text: string): Promise<void> {
  await log(page).getByText(text).waitFor({ timeout: 30_000 })
}

test.skipIf(!findProxy('nginx')).each(['nginx'] as const)(
  'behind %s, as the guide has it, two servers are one desk, also while each is restarted',
  chat,
  180_000,
)
test.skipIf(!findProxy('caddy')).each(['caddy'] as const)(
  'behind %s, as the guide has it, two servers are one desk, also while each is restarted',
  chat,
  180_000,
)

async function chat(name: ProxyName): Promise<void> {
  const { url, servers } = await startBehind(name)
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const agent = await agentAt(browser, url, await servers[0].addAgent('Ada', 'owner'), {
    ignoreHTTPSErrors: true,
  })
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })
  const visitor = await context.newPage()
  const sockets: string[] = []
  visitor.on('websocket', (socket) => sockets.push(socket.url()))
  await visitor.goto(`${url}/`)
  await openChat(visitor)
  await ask(visitor, 'zzgrmpf behind a proxy')
  await askForPerson(visitor)
  await openRow(agent.page, 'zzgrmpf behind a proxy')
  await agent.page.getByRole('button', { name: /^Take/ }).last().click()
  await reply(agent.page, 'Hello through the proxy.')
  await shows(visitor, 'Hello through the proxy.')
  expect(sockets.map((socket) => socket.replace(/\?.*/, ''))).toContain(
    `${url.replace('https', 'wss')}/socket.io/`,
  )

  const [cookie] = await agent.context.cookies()
  expect(cookie).toMatchObject({ name: '__Host-frontdesk', secure: true, httpOnly: true, sameSite: 'Strict' })

  for (const [index, server] of servers.entries()) {
    await restart(server, async () => {
      await ask(visitor, `written while ${index} is away`)
      await shows(agent.page, `written while ${index} is away`)
    })
    await reply(agent.page, `${index} is back`)
    await shows(visitor, `${index} is back`)
  }

  const polling = { transports: ['polling'], rejectUnauthorized: false, auth: { key: newKey() } }
  // For a few seconds after a restart the proxy takes the server for dead, and its requests to the other; when they come
  // back, a session in between is lost, and its browser connects again. Spread at random, ten in a row would not succeed.
  for (let met = 0, tries = 0; met < 10; tries++) {
    const refusal = await connectionRefusal(url + visitorNamespace, polling)
    expect(tries, JSON.stringify(refusal)).toBeLessThan(300)
    met = refusal ? 0 : met + 1
  }

  // Each server counts for itself, so that both have had enough when several in a row are refused.
  for (let refused = 0; refused < 4;) refused = (await guess(url, '127.0.0.2')) === 429 ? refused + 1 : 0
  expect(await guess(url, '127.0.0.3')).toBe(401)

  const other = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })
  const below = await other.newPage()
  below.on('websocket', (socket) => sockets.push(socket.url()))
  await below.goto(`${url}/healthz`)
  await below.addScriptTag({ url: `${url}/support/widget.js` })
  await openChat(below)
  await ask(below, 'zzgrmpf below a path')
  await below
    .getByRole('button', { name: /Talk to a person/ })
    .last()
    .waitFor()
  expect(sockets.at(-1)).toContain('/support/socket.io/')
}
