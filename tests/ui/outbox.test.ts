// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { requestIdPattern } from '../../protocol/limits.ts'
import type { RefusalCode, Reply } from '../../protocol/refusals.ts'
import type { Sent } from '../../protocol/visitor.ts'
import type { ConnectionState } from '../../ui/connection.ts'
import { createOutbox } from '../../ui/outbox.ts'
import type { Outgoing } from '../../ui/outbox.ts'
import { openStorage } from '../../ui/storage.ts'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => void vi.useRealTimers())

/** An outbox whose other end accepts everything, refuses, or does not answer. */
function outbox(initial: ConnectionState = 'online', storage = openStorage()) {
  const connected = signal(initial)
  const tried: string[] = []
  const arrived: string[] = []
  const desk: { refusal: RefusalCode | null; silent: boolean } = { refusal: null, silent: false }
  const box = createOutbox({
    key: 'outbox',
    storage,
    connected,
    send: (item: Outgoing): Promise<Reply<Sent>> => {
      tried.push(item.text)
      if (desk.silent) return new Promise(() => {})
      if (desk.refusal) return Promise.resolve({ ok: false, refusal: desk.refusal })
      return Promise.resolve({ ok: true, data: { conversationId: 'c', sequence: tried.length, at: 1 } })
    },
    onSent: (item) => void arrived.push(item.text),
  })
  return { box, connected, tried, arrived, desk }
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const states = (items: Outgoing[]) => items.map((item) => `${item.text}: ${item.state}`)

test('a message is sent at once and leaves the outbox when it is acknowledged', async () => {
  const { box, arrived } = outbox()
  const messageId = box.add('Hello')
  expect(messageId).toMatch(requestIdPattern)
  expect(states(box.items.value)).toEqual(['Hello: sending'])
  await settle()
  expect(arrived).toEqual(['Hello'])
  expect(box.items.value).toEqual([])
  expect(localStorage.getItem('outbox')).toBeNull()
  box.stop()
})

test('messages go in order, one at a time', async () => {
  const { box, desk, tried, arrived } = outbox()
  desk.silent = true
  box.add('one')
  box.add('two')
  await settle()
  expect(tried).toEqual(['one'])
  desk.silent = false
  box.stop()
  const next = outbox()
  await settle()
  expect(next.arrived).toEqual(['one', 'two'])
  expect(arrived).toEqual([])
  next.box.stop()
})

test('what is written offline waits and is sent once when the connection is back', async () => {
  const { box, connected, tried, arrived } = outbox('offline')
  box.add('The blue one, please.')
  expect(states(box.items.value)).toEqual(['The blue one, please.: queued'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tried).toEqual([])
  connected.value = 'online'
  await settle()
  expect(arrived).toEqual(['The blue one, please.'])
  box.stop()
})

test('a passing refusal is tried again with the same id until it goes through', async () => {
  const { box, desk, tried, arrived } = outbox()
  desk.refusal = 'try-again'
  const messageId = box.add('Hello')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(tried.length).toBeGreaterThan(2)
  expect(box.items.value[0]?.messageId).toBe(messageId)
  desk.refusal = null
  await vi.advanceTimersByTimeAsync(20_000)
  expect(arrived).toEqual(['Hello'])
  box.stop()
})

test('a refusal that a retry cannot cure stops at once, keeps the text and lets the next one pass', async () => {
  const { box, desk, tried, arrived } = outbox()
  desk.refusal = 'conversation-closed'
  const messageId = box.add('Too late')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tried).toEqual(['Too late'])
  expect(box.items.value).toMatchObject([
    { text: 'Too late', state: 'failed', refusal: 'conversation-closed' },
  ])
  desk.refusal = null
  box.add('Another')
  await settle()
  expect(arrived).toEqual(['Another'])
  box.retry(messageId)
  await settle()
  expect(arrived).toEqual(['Another', 'Too late'])
  box.stop()
})

test('a failed message can be deleted for good', async () => {
  const { box, desk } = outbox()
  desk.refusal = 'bad-request'
  const messageId = box.add('No')
  await settle()
  box.remove(messageId)
  expect(box.items.value).toEqual([])
  expect(localStorage.getItem('outbox')).toBeNull()
  box.stop()
})

test('unsent messages survive a reload, in order and with their ids', async () => {
  const first = outbox('offline')
  const ids = [first.box.add('one'), first.box.add('two')]
  first.box.stop()
  const second = outbox('offline')
  expect(second.box.items.value.map((item) => item.messageId)).toEqual(ids)
  second.connected.value = 'online'
  await settle()
  expect(second.arrived).toEqual(['one', 'two'])
  second.box.stop()
})

test('two tabs do not overwrite what the other has kept', () => {
  const one = outbox('offline')
  const two = outbox('offline')
  one.box.add('from one')
  two.box.add('from two')
  const kept = outbox('offline')
  expect(kept.box.items.value.map((item) => item.text)).toEqual(['from one', 'from two'])
  for (const { box } of [one, two, kept]) box.stop()
})

test('a message that the other tab has sent disappears here too', () => {
  const one = outbox('offline')
  one.box.add('Hello')
  localStorage.removeItem('outbox')
  window.dispatchEvent(new StorageEvent('storage', { key: 'outbox', newValue: null }))
  expect(one.box.items.value).toEqual([])
  one.box.stop()
})

test('with storage blocked the outbox works as long as the page lives', async () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied, removeItem: denied })
  const { box, connected, arrived } = outbox('offline')
  box.add('Hello')
  connected.value = 'online'
  await settle()
  expect(arrived).toEqual(['Hello'])
  box.stop()
  vi.unstubAllGlobals()
})

test('nonsense in the storage is left out', () => {
  localStorage.setItem(
    'outbox',
    '[{"text":1},null,"x",{"messageId":"abcdefgh","text":"kept","state":"queued"}]',
  )
  const { box } = outbox('offline')
  expect(box.items.value.map((item) => item.text)).toEqual(['kept'])
  box.stop()
  localStorage.setItem('outbox', '{broken')
  const other = outbox('offline')
  expect(other.box.items.value).toEqual([])
  other.box.stop()
})
