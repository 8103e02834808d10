import { expect, test } from 'vitest'
import { openDatabase } from '../../server/store/postgres/database.ts'
import {
  listOf,
  openIdOf,
  opinionatedOf,
  summariesOfVisitor,
  summaryOfOpen,
  waitsOfLast,
} from '../../server/store/postgres/lists.ts'
import type { Statement } from '../../server/store/postgres/database.ts'
import { howFarTheyAre } from '../../server/store/postgres/comparing.ts'
import { migrate } from '../../server/store/postgres/migrations.ts'
import { steps } from '../../server/store/postgres/schema.ts'
import { newDatabase, runSql } from '../support/postgres.ts'
import { openOn } from './postgres-opened.ts'
import { firstChange } from './samples.ts'

const end = { since: 15_000_000, startedAt: 15_000_000, id: 'c15000' }

const screens = { conversations: ['c5'], visitors: ['visitor-19999'] }

/** What a screen waits for, and how many of the rows it may look at for what it shows. */
const asked: [string, Statement, number][] = [
  ['those with people', listOf({ statuses: ['waiting', 'agent'] }), 45],
  ['the waiting line', listOf({ statuses: ['waiting'] }), 25],
  ['the first page of those closed', listOf({ statuses: ['closed'], handedOver: true, limit: 51 }), 51],
  ['a page further back', listOf({ statuses: ['closed'], handedOver: true, limit: 51, before: end }), 51],
  ['the first page of opinions', opinionatedOf({ limit: 51 }), 51],
  ['a later page of opinions', opinionatedOf({ limit: 51, before: { at: 15_000_000, id: 'x' } }), 51],
  ["a visitor's open conversation", summaryOfOpen('visitor-19999'), 1],
  ['its id', openIdOf('visitor-19999'), 1],
  ["a visitor's last conversation", summariesOfVisitor('visitor-7', 1), 1],
  ['the waits of the day', waitsOfLast(100), 101],
  ['those that are idle with the bot', listOf({ statuses: ['bot'], until: 19_990_500_000, limit: 20 }), 20],
  ['what a lost NOTIFY would have told', howFarTheyAre(screens, 19_999_900_000), 45],
]

test('no list of a desk with many conversations reads more than it shows', { timeout: 60_000 }, async () => {
  const url = await newDatabase()
  await (await openOn(url)).close()
  await runSql(url, manyConversations)
  await runSql(url, 'ANALYZE frontdesk.conversations')
  for (const [what, { text, values }, rows] of asked) {
    const [answer] = (await runSql(url, `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)) as Explained[]
    const nodes = nodesIn(answer?.['QUERY PLAN'][0]?.Plan)
    expect(
      nodes.map((node) => node['Node Type']),
      what,
    ).not.toContain('Seq Scan')
    const read = nodes.map(
      (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    )
    expect(Math.max(...read), what).toBeLessThanOrEqual(rows)
  }
})

test('a database from before opinions had a column gets their times, whatever visitors typed', async () => {
  const url = await newDatabase()
  const database = openDatabase({ url, log: { warn: () => undefined } })
  await migrate(database, steps.slice(0, 2))
  const trick = '\u0000 \ud800 "opinions":[{"sequence":1,"at":99999,"kind":"praise"'
  const heard = (at: number) => ({ sequence: 1, at, kind: 'praise' as const, text: trick })
  for (const [id, opinions] of [
    ['c1', [heard(3_000), heard(5_000)]],
    ['c2', undefined],
    ['c3', []],
    ['c4', [heard(7_000)]],
  ] as const) {
    const state = { ...firstChange(`visitor-${id}`, 1_000).state, email: trick, opinions }
    await runSql(
      url,
      `INSERT INTO frontdesk.conversations
        (id, revision, visitor_id, status, since, started_at, handed_over, head, note_head, state)
        VALUES ($1, 1, $2, 'closed', 1000, 1000, false, 0, 0, $3::json)`,
      [id, state.visitorId, JSON.stringify(state)],
    )
  }
  await migrate(database)
  await database.end()
  const store = await openOn(url)
  const found = await store.conversations.opinionated({ limit: 10 })
  expect(found.map(({ id }) => id)).toEqual(['c4', 'c1'])
  expect(await runSql(url, 'SELECT opinion_at::int AS at FROM frontdesk.conversations ORDER BY id')).toEqual([
    { at: 5_000 },
    { at: null },
    { at: null },
    { at: 7_000 },
  ])
})

/** 20,000: one in a hundred with the bot, a few with people, one in ten of the closed was handed over. */
const manyConversations = `
  INSERT INTO frontdesk.conversations
    (id, revision, visitor_id, status, since, started_at, waited_ms, handed_over, opinion_at, head, note_head, state)
  SELECT 'c' || n, 1, 'visitor-' || n,
    CASE WHEN n % 1000 = 1 THEN 'waiting' WHEN n % 1000 = 2 THEN 'agent' WHEN n > 19800 THEN 'bot' ELSE 'closed' END,
    n * 1000000::bigint, n * 1000000::bigint, CASE WHEN n % 20 = 0 THEN 5 END, n % 10 = 0,
    CASE WHEN n % 50 = 0 THEN n * 1000::bigint END, 0, 0, '{}'
  FROM generate_series(1, 20000) AS n`

interface Explained {
  'QUERY PLAN': { Plan: PlanNode }[]
}

interface PlanNode {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

function nodesIn(plan: PlanNode | undefined): PlanNode[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(nodesIn)] : []
}
