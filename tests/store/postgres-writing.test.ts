import { expect, test } from 'vitest'
import { unchanged } from '../../server/domain/conversation.ts'
import type { Change, Conversation } from '../../server/domain/conversation.ts'
import { newDatabase } from '../support/postgres.ts'
import { everythingIn } from './contract.ts'
import { openOn } from './postgres-opened.ts'
import { firstChange, says, writesNote } from './samples.ts'

test('a conversation that is long comes back whole, with whatever a visitor typed', async () => {
  const url = await newDatabase()
  const store = await openOn(url)
  const odd = [
    '\u0000',
    '\ud800',
    '"}\'; DROP TABLE entries; --',
    '\u2028',
    '{}',
    'NULL',
    '\\u0000',
    '{"a":1}',
    'a line\nand another\\n',
  ]
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  for (let i = 0; i < 3_000; i += 500)
    await Promise.all(
      Array.from({ length: 500 }, (_, j) =>
        store.conversations.change('c1', (current) => says(current, `m${i + j}`, odd[j % odd.length])),
      ),
    )
  expect(await everythingIn(await openOn(url))).toEqual(await everythingIn(store))
  expect((await store.conversations.read('c1')).entries).toHaveLength(3_001)
})

/** Conversation number `index` says something, is moved, is noted on, or says nothing that is to be saved. */
function changeOf(index: number): (current: Conversation) => Change {
  const moved = { status: 'waiting', since: 7_000, waitingSince: 7_000, handedOverAt: 7_000 } as const
  return (current) =>
    [
      says(current, 'm1'),
      { ...says(current, 'm1'), state: moved },
      { state: moved, entries: [], notes: [] },
      writesNote(current, 'n1'),
      unchanged,
    ][index % 5] ?? unchanged
}

test('words, notes and moves of many conversations that are saved together come back whole', async () => {
  const url = await newDatabase()
  const store = await openOn(url)
  const ids = Array.from({ length: 40 }, (_, index) => `c${index}`)
  for (const id of ids) await store.conversations.begin(id, firstChange(`visitor of ${id}`, 1_000))
  const changeAll = (of: (index: number) => (current: Conversation) => Change, some = ids) =>
    Promise.all(some.map((id, index) => store.conversations.change(id, of(index))))
  await changeAll(changeOf)
  await changeAll((index) => (current) => says(current, `w${index}`))
  await changeAll(() => (current) => writesNote(current, 'alone'), ids.slice(0, 1))
  await changeAll(() => changeOf(1), ids.slice(3, 4))
  const reopened = await openOn(url)
  expect(await everythingIn(reopened)).toEqual(await everythingIn(store))
  const waiting = await reopened.conversations.list({ statuses: ['waiting'] })
  expect(waiting.map(({ id }) => id).sort()).toEqual(
    ids.filter((_, index) => index % 5 === 1 || index % 5 === 2 || index === 3).sort(),
  )
  expect(waiting.every(({ since, head }) => since === 7_000 && head > 1)).toBe(true)
})
