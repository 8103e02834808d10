import { expect, test } from 'vitest'
import { openDatabase } from '../../server/store/postgres/database.ts'
import { migrate } from '../../server/store/postgres/migrations.ts'
import { steps } from '../../server/store/postgres/schema.ts'
import { StoreUnavailable } from '../../server/store/unavailable.ts'
import { newDatabase, runSql } from '../support/postgres.ts'
import { everythingIn } from './contract.ts'
import { openOn } from './postgres-opened.ts'
import { firstChange, refusalOf, says } from './samples.ts'
import { startTraffic } from './traffic.ts'
import { waitFor } from '../support/wait-for.ts'

test('two servers that change the same conversations leave no hole and double nothing', async () => {
  const url = await newDatabase()
  const stores = [await openOn(url), await openOn(url)]
  const traffic = await startTraffic(stores, 3)
  await waitFor('traffic', () => traffic.acknowledged() > 600)
  await traffic.stop()
  expect(traffic.refused()).toBe(0)
  const [one, other] = await Promise.all(stores.map(everythingIn))
  expect(one).toEqual(other)
})

test('a server decides on what another one has just saved, also where it refuses', async () => {
  const url = await newDatabase()
  const [one, other] = [await openOn(url), await openOn(url)]
  await one.conversations.begin('c1', firstChange('vera', 1_000))
  await other.conversations.read('c1')
  await one.conversations.change('c1', (current) => ({ ...says(current, 'm1'), state: { rating: 4 } }))
  const seen: unknown[] = []
  await other.conversations.change('c1', (current) => {
    seen.push([current.entries.length, current.state.rating])
    return says(current, 'm2')
  })
  // What was decided on the old copy was decided again.
  expect(seen.at(-1)).toEqual([2, 4])
  expect((await one.conversations.read('c1')).entries.map(({ id }) => id)).toEqual(['c-1', 'm1', 'm2'])
  expect((await other.conversations.read('c1')).state.rating).toBe(4)
})

test('50 begins at once on two servers begin one conversation for a visitor', async () => {
  const url = await newDatabase()
  const [one, other] = [await openOn(url), await openOn(url)]
  const begins = Array.from({ length: 50 }, (_, i) =>
    (i % 2 === 0 ? one : other).conversations.begin(`c${i}`, firstChange('vera', 1_000)),
  )
  const results = await Promise.all(begins)
  expect(results.filter(({ begun }) => begun)).toHaveLength(1)
  expect(new Set(results.map(({ conversation }) => conversation.id)).size).toBe(1)
})

test('of two conversations of a visitor that two servers reopen at once, one is reopened', async () => {
  const url = await newDatabase()
  const stores = [await openOn(url), await openOn(url)]
  const [one] = stores
  for (const id of ['c0', 'c1']) {
    await one?.conversations.begin(id, firstChange('vera', 1_000))
    await one?.conversations.change(id, () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  }
  const reopened = await Promise.allSettled(
    stores.map((store, i) =>
      store.conversations.change(`c${i}`, (current) => ({
        ...says(current, 'r'),
        state: { status: 'waiting' },
      })),
    ),
  )
  expect(reopened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = reopened.find((each) => each.status === 'rejected')
  expect(await refusalOf(Promise.reject(refused?.reason as Error))).toBe('move-not-allowed')
  expect((await one?.conversations.openOf('vera'))?.head).toBe(2)
})

test('two servers that make an account for the same address at once make one', async () => {
  const url = await newDatabase()
  const stores = [await openOn(url), await openOn(url)]
  const account = (id: string) => ({
    id,
    email: 'ada@shop.example',
    name: 'Ada',
    role: 'agent' as const,
    passwordHash: '',
    available: true,
    createdAt: 0,
  })
  const made = await Promise.allSettled(
    stores.map((store, i) => store.accounts.change(`a${i}`, () => account(`a${i}`))),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await stores[0]?.accounts.all())?.size).toBe(1)
})

test('a record that two servers change at once is changed one at a time', async () => {
  const url = await newDatabase()
  const stores = [await openOn(url), await openOn(url)]
  await Promise.all(
    stores.flatMap((store) =>
      Array.from({ length: 20 }, () =>
        store.secrets.change('counter', (current) => String(Number(current ?? 0) + 1)),
      ),
    ),
  )
  expect(await stores[0]?.secrets.get('counter')).toBe('40')
})

test('five servers that start at once on an empty database take each step once', async () => {
  const url = await newDatabase()
  await Promise.all(Array.from({ length: 5 }, () => openOn(url)))
  expect(await runSql(url, 'SELECT step FROM frontdesk.migrations ORDER BY step')).toEqual(
    steps.map((_, i) => ({ step: i + 1 })),
  )
})

test('steps that were interrupted go on where they stopped', async () => {
  const url = await newDatabase()
  const database = openDatabase({ url, log: { warn: () => undefined } })
  const [first = ''] = steps
  const broken = [
    first,
    'CREATE TABLE frontdesk.one (id text); CREATE TABLE frontdesk.one (id text)',
    'SELECT 1',
  ]
  await expect(migrate(database, broken)).rejects.toThrow('already exists')
  const mended = [first, 'CREATE TABLE frontdesk.one (id text)', 'SELECT 1']
  await migrate(database, mended)
  await database.end()
  expect(await runSql(url, 'SELECT count(*)::int AS steps FROM frontdesk.migrations')).toEqual([{ steps: 3 }])
})

test('a database of a newer version is left alone', async () => {
  const url = await newDatabase()
  await (await openOn(url)).close()
  await runSql(url, 'INSERT INTO frontdesk.migrations (step) VALUES (999)')
  const opening = openOn(url)
  await expect(opening).rejects.toThrow(StoreUnavailable)
  await expect(opening).rejects.toThrow('of a newer Frontdesk (step 999')
})

test.each([
  ['a database that does not exist', (url: string) => `${url}x`, 'names a database that does not exist'],
  [
    'a user who does not exist',
    (url: string) => url.replace('frontdesk@', 'nobody:hush@'),
    'is refused by the',
  ],
  ['an address where nothing listens', () => 'postgres://frontdesk:hush@127.0.0.1:9/x', 'cannot be reached'],
])('%s is named in one line, without the password', async (_, wrong, expected) => {
  const opening = openOn(wrong(await newDatabase()))
  await expect(opening).rejects.toThrow(StoreUnavailable)
  await expect(opening).rejects.toThrow(expected)
  await expect(opening).rejects.not.toThrow('hush')
})
