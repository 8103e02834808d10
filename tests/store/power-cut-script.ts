import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { Change, Conversation } from '../../server/domain/conversation.ts'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import type { Store } from '../../server/store/port.ts'
import { ForgetfulDisk, fileSystemOn } from '../support/forgetful-disk.ts'
import type { Operation } from '../support/forgetful-disk.ts'
import { never } from './folders.ts'
import { firstChange, says, writesNote } from './samples.ts'

/** A run of the store: what it did to the disk, and what it had promised by then. */
export interface Recording {
  log: Operation[]
  /** Everything acknowledged before that operation is there, and nothing half. */
  expectAllOf(store: Store, point: number): Promise<void>
}

/** What a thing was after each of its changes, and after how many operations each was acknowledged. */
type History = { point: number; is: unknown }[]

type Rule = (current: Conversation) => Change

/** Begins, changes, closes, reopens and removes conversations, one of them long; fills segments; changes accounts; starts twice. */
export async function scriptedRun(): Promise<Recording> {
  const log: Operation[] = []
  const disk = new ForgetfulDisk()
  const histories = new Map<string, History>()
  const warnings: string[] = []
  let store = await open()

  function open(): Promise<Store> {
    return openEmbeddedStore({
      folder: '/data',
      now: () => 0,
      log: { warn: (message) => void warnings.push(message) },
      flushAfterMs: never,
      segmentBytes: 3_000,
      fileSystem: fileSystemOn(disk, log),
    })
  }

  function acknowledged(key: string, is: unknown): void {
    const history = histories.get(key) ?? []
    histories.set(key, history)
    history.push({ point: log.length, is: structuredClone(is) })
  }

  async function begin(id: string): Promise<void> {
    const { conversation } = await store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
    acknowledged(`conversation ${id}`, conversation)
  }

  async function change(id: string, ...rules: Rule[]): Promise<void> {
    await Promise.all(
      rules.map(async (rule) => {
        let seen: Conversation | undefined
        await store.conversations.change(id, (current) => rule((seen = current)))
        acknowledged(`conversation ${id}`, seen)
      }),
    )
  }

  async function erase(id: string): Promise<void> {
    await store.conversations.erase([id])
    acknowledged(`conversation ${id}`, undefined)
  }

  async function record(
    kind: 'accounts' | 'sessions' | 'secrets',
    id: string,
    value: unknown,
  ): Promise<void> {
    await store[kind].change(id, () => value as never)
    acknowledged(kind, await store[kind].all())
  }

  const say = (id: string) => (current: Conversation) => says(current, id, `${id} `.repeat(20))
  const set = (state: Change['state']) => () => ({ state, entries: [], notes: [] })

  await record('secrets', 'cookies', 'x')
  await record('accounts', 'ada', { id: 'ada', name: 'Ada' })
  await begin('vera')
  await Promise.all([begin('viktor'), begin('mina')])
  for (let i = 0; i < 4; i++)
    await Promise.all([change('vera', say(`a${i}`), say(`b${i}`)), change('viktor', say(`m${i}`))])
  await change('vera', (current) => writesNote(current, 'n1'))
  await change('mina', set({ status: 'closed', rating: 4 }))
  await Promise.all([
    record('accounts', 'ben', { id: 'ben', name: 'Ben' }),
    change('viktor', say('meanwhile')),
  ])
  await begin('gone')
  await change('gone', say('gone'), set({ status: 'closed' }))
  await Promise.all([erase('gone'), change('viktor', say('as it goes'))])
  await begin('long')
  await change('long', (current) => manyEntries(current, entriesPerPage + 5))
  await change('long', set({ status: 'closed' }))
  for (let i = 0; i < 12; i++)
    await Promise.all([change('vera', say(`c${i}`)), change('viktor', say(`d${i}`))])
  await record('accounts', 'ada', null)
  await record('sessions', 's1', { accountId: 'ben' })
  await store.close()

  store = await open()
  await Promise.all([change('mina', set({ status: 'bot' }), say('again')), change('vera', say('e1'))])
  await erase('long')
  for (let i = 0; i < 10; i++)
    await Promise.all([change('vera', say(`f${i}`)), change('viktor', say(`g${i}`))])
  await change('viktor', set({ status: 'closed' }))
  await store.close()
  expect(warnings).toEqual([])

  return { log, expectAllOf: (found, point) => expectAll(found, histories, point) }
}

function manyEntries(current: Conversation, count: number): Change {
  const entries = Array.from({ length: count }, (_, index) => ({
    sequence: current.entries.length + 1 + index,
    id: `many-${index}`,
    at: 5_000,
    by: { who: 'visitor' as const },
    kind: 'message' as const,
    text: 'x',
  }))
  return { state: {}, entries, notes: [] }
}

async function expectAll(store: Store, histories: Map<string, History>, point: number): Promise<void> {
  const found = new Map<string, unknown>()
  for (const kind of ['accounts', 'sessions', 'secrets'] as const) found.set(kind, await store[kind].all())
  for (const { id } of await store.conversations.list({ statuses: ['bot', 'closed'] }))
    found.set(`conversation ${id}`, await store.conversations.read(id))
  for (const key of found.keys()) expect([...histories.keys()]).toContain(key)
  for (const [key, history] of histories) expectOneOf(key, history, point, found.get(key))
}

/** It is as it was after one of its changes: the last that was acknowledged by then, or one that came after it. */
function expectOneOf(key: string, history: History, point: number, is: unknown): void {
  const promised = history.findLastIndex((each) => each.point <= point)
  const isNone = is === undefined || (is instanceof Map && is.size === 0)
  if (isNone && promised < 0) return
  const possible = history.slice(Math.max(0, promised)).map((each) => each.is)
  if (possible.some((each) => isDeepStrictEqual(is, each))) return
  throw new Error(`${key}: ${headOf(is)}; after ${promised + 1} changes it was ${headOf(possible[0])}`)
}

function headOf(is: unknown): string {
  if (is === undefined) return 'nothing'
  return is instanceof Map ? `${is.size} records` : `${(is as Conversation).entries.length} entries`
}
