import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ConversationState } from '../../server/domain/conversation.ts'
import { runSql } from '../support/postgres.ts'
import { like, closedByAda, fillDesk, inDatabase, inFolder, newFolder, run, within } from './desks.ts'

test('a sound desk is called sound, with what it holds', async () => {
  const desk = await inFolder()
  await within(desk, fillDesk)
  expect(await run(desk, 'check')).toMatchObject({
    code: 0,
    out: like(/^Sound: 3 conversations with 9 entries and 2 notes, 2 accounts\.\ncontent [0-9a-f]{64}\n$/),
    err: '',
  })
})

const closed = closedByAda('c9', 'wanda', 9_000)
const states: [string, Partial<ConversationState>, string][] = [
  [
    'a status that its log does not end in',
    { status: 'bot' },
    'its status is "bot", but its log ends in "closed"',
  ],
  [
    'an agent after it was closed',
    { agent: { id: 'ada', name: 'Ada' } },
    'its status is "closed", but an agent has it',
  ],
]

test.each(states)('a conversation with %s is named', async (_, state, told) => {
  const desk = await inFolder()
  const wrong = { ...closed, state: { ...closed.state, ...state } }
  await within(desk, (store) => store.conversations.restore([wrong]))
  const ran = await run(desk, 'check')
  expect(ran.code).toBe(1)
  expect(ran.out).toContain(`conversation c9: ${told}.\n`)
})

test('a move that its status did not allow, and an id that is there twice, are named with their place', async () => {
  const desk = await inFolder()
  const entries = closed.entries.map((entry) =>
    entry.sequence === 3 ? { ...entry, move: 'released' as const, status: 'waiting' as const } : entry,
  )
  const twice = entries.map((entry) =>
    entry.sequence === 6 ? { ...entry, id: 'a' } : entry,
  ) as typeof entries
  await within(desk, (store) => store.conversations.restore([{ ...closed, entries: twice }]))
  const { out, code } = await run(desk, 'check')
  expect(out).toContain('conversation c9: entry 3 moves it from "waiting" to "waiting" by "released".\n')
  expect(out).toContain('conversation c9: the entry id a is there twice.\n')
  expect(code).toBe(1)
})

test('a damaged file is named, also the next time, and an export without it says so and fails', async () => {
  const desk = await inFolder()
  await within(desk, fillDesk)
  const path = join(desk.dataDir, 'conversations', 'c1.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('Hello', 'Hullo'))
  const file = join(await newFolder(), 'desk.jsonl')
  const exported = await run(desk, 'export', file)
  expect(exported.code).toBe(1)
  expect(exported.err).toContain('Not in it, because they cannot be read: c1. See npm run store -- check\n')
  expect(exported.out).toContain('2 conversations')
  for (const _ of ['first', 'again']) {
    const ran = await run(desk, 'check')
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(
      /conversations\/c1\.json\.corrupt-[\w-]+ was damaged and set aside\. Restore it from a backup, then remove it\.$/m,
    )
  }
})

test('a hole that somebody made in the database is named, and the others are still exported', async () => {
  const desk = await inDatabase()
  await within(desk, fillDesk)
  await runSql(
    desk.databaseUrl!,
    `DELETE FROM frontdesk.entries WHERE conversation_id = 'c1' AND sequence = 3`,
  )
  const ran = await run(desk, 'check')
  expect(ran.code).toBe(1)
  expect(ran.out).toContain('conversation c1 cannot be read: conversation c1: line 4 does not follow line 2.')
  const file = join(await newFolder(), 'desk.jsonl')
  expect(await run(desk, 'export', file)).toMatchObject({
    code: 1,
    out: like(/2 conversations/),
  })
})
