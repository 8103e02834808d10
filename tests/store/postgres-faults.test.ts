import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDatabase, openClient, runSql } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { waitFor } from '../support/wait-for.ts'
import { openOn } from './postgres-opened.ts'
import { firstChange, refusalOf, says } from './samples.ts'
import { startTraffic } from './traffic.ts'

// One of its own: it is stopped and started again, which other files would not like.
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())

const newDatabase = () => createDatabase(server.urlOf(''))

test('a database that is restarted in mid-traffic loses nothing that was acknowledged, and doubles nothing', async () => {
  const url = await newDatabase()
  const store = await openOn(url)
  const traffic = await startTraffic([store])
  for (const how of ['immediate', 'fast', 'immediate'] as const) {
    const before = traffic.acknowledged()
    await waitFor('some traffic', () => traffic.acknowledged() > before + 50)
    await server.stop(how)
    const refusals = traffic.refused()
    await waitFor('a refusal', () => traffic.refused() > refusals)
    await server.start()
  }
  const before = traffic.acknowledged()
  await waitFor('traffic after the last restart', () => traffic.acknowledged() > before + 50)
  await traffic.stop()
})

test('backends that are ended one after the other in mid-traffic lose and double nothing', async () => {
  const url = await newDatabase()
  const stores = [await openOn(url), await openOn(url)]
  const traffic = await startTraffic(stores, 5)
  for (let round = 0; round < 15; round++) {
    const before = traffic.acknowledged()
    await waitFor('some traffic', () => traffic.acknowledged() > before + 20)
    await runSql(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
  }
  await traffic.stop()
  expect(traffic.refused()).toBeGreaterThan(0)
})

test('while the database is down every kind of request is refused, and works again after it', async () => {
  const url = await newDatabase()
  const store = await openOn(url)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await server.stop()
  const asked = [
    () => store.conversations.begin('c2', firstChange('viktor', 1_000)),
    () => store.conversations.change('c1', (current) => says(current, 'm1')),
    () => store.conversations.read('c1'),
    () => store.conversations.openOf('vera'),
    () => store.conversations.ofVisitor('vera', 5),
    () => store.conversations.list({ statuses: ['bot'] }),
    () => store.conversations.recentWaits(5),
    () => store.sessions.get('s1'),
    () => store.accounts.all(),
    () => store.secrets.change('cookies', () => 'new'),
  ]
  for (const ask of asked) expect(await refusalOf(ask())).toBe('try-again')
  await server.start()
  for (const ask of asked) await ask()
  expect((await store.conversations.read('c1')).entries.map(({ id }) => id)).toEqual(['c-1', 'm1'])
})

test('with every connection of the server taken it refuses, and goes on when one is free', async () => {
  const url = await newDatabase()
  await runSql(url, `ALTER DATABASE ${url.split('/').at(-1)} CONNECTION LIMIT 1`)
  await runSql(
    url,
    'CREATE ROLE guest LOGIN; GRANT CREATE ON DATABASE ' + url.split('/').at(-1) + ' TO guest',
  )
  const asGuest = url.replace('frontdesk@', 'guest@')
  const store = await openOn(asGuest, { poolSize: 1 })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await runSql(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'guest'`)
  const other = await openClient(asGuest)
  const change = () => store.conversations.change('c1', (current) => says(current, 'm1'))
  expect(await refusalOf(change())).toBe('try-again')
  await other.end()
  await waitFor('a free connection', () =>
    change().then(
      () => true,
      () => false,
    ),
  )
})

test('who waits for a row that another server holds is refused in time, and nothing is saved', async () => {
  const url = await newDatabase()
  const store = await openOn(url)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  const other = await openClient(url)
  await other.query(`BEGIN; SELECT 1 FROM frontdesk.conversations WHERE id = 'c1' FOR UPDATE`)
  expect(await refusalOf(store.conversations.change('c1', (current) => says(current, 'm1')))).toBe(
    'try-again',
  )
  await store.conversations.change('c2', (current) => says(current, 'm1'))
  await other.query('ROLLBACK')
  await store.conversations.change('c1', (current) => says(current, 'm2'))
  expect((await store.conversations.read('c1')).entries.map(({ id }) => id)).toEqual(['c-1', 'm2'])
})

test('a connection on which nothing arrives any more is given up, and the next one is used', async () => {
  const url = await newDatabase()
  const proxy = await startProxy(server.port)
  const store = await openOn(url.replace(`:${server.port}/`, `:${proxy.port}/`))
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  proxy.swallow()
  expect(await refusalOf(store.conversations.change('c1', (current) => says(current, 'm1')))).toBe(
    'try-again',
  )
  proxy.pass()
  await store.conversations.change('c1', (current) =>
    current.sequences.has('m1') ? { state: {}, entries: [], notes: [] } : says(current, 'm1'),
  )
  expect((await store.conversations.read('c1')).entries.map(({ id }) => id)).toEqual(['c-1', 'm1'])
})

/** Passes bytes on to a port of this machine, or takes them and does nothing. */
async function startProxy(to: number) {
  const { connect } = await import('node:net')
  const sockets = new Set<Socket>()
  let passes = true
  const proxy = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk: Buffer) => passes && into.write(chunk))
      from.on('error', () => into.destroy())
      from.on('close', () => into.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return {
    port: (proxy.address() as AddressInfo).port,
    swallow: () => {
      passes = false
    },
    pass: () => {
      passes = true
    },
  }
}
