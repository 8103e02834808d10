import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '../../ui/connection.ts'
import { createSeenTeller } from '../../ui/seen.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function teller(initial: ConnectionState = 'online') {
  const online = signal<ConnectionState>(initial)
  const told: number[] = []
  return { online, told, seen: createSeenTeller(online, (sequence) => void told.push(sequence)) }
}

test('what is seen in a row is told once, and only forward', () => {
  const { told, seen } = teller()
  for (const sequence of [1, 3, 2, 4]) seen.saw(sequence)
  vi.runAllTimers()
  seen.saw(4)
  vi.runAllTimers()
  seen.saw(6)
  vi.runAllTimers()
  expect(told).toEqual([4, 6])
})

test('offline nothing is told; after a reconnect all that was seen is, as it may have been lost', () => {
  const { online, told, seen } = teller()
  seen.saw(2)
  vi.runAllTimers()
  online.value = 'offline'
  seen.saw(5)
  vi.runAllTimers()
  expect(told).toEqual([2])
  online.value = 'online'
  vi.runAllTimers()
  online.value = 'offline'
  online.value = 'online'
  vi.runAllTimers()
  expect(told).toEqual([2, 5, 5])
})

test('who stops to look tells nothing more', () => {
  const { told, seen } = teller()
  seen.saw(2)
  seen.stop()
  vi.runAllTimers()
  expect(told).toEqual([])
})
