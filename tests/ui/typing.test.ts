import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { typingLastsMs, typingRepeatMs } from '../../protocol/limits.ts'
import { createTypingTeller, createTypingWatch } from '../../ui/typing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('typing is told at most once in a while, and its end after a pause', () => {
  const told: boolean[] = []
  const teller = createTypingTeller((typing) => told.push(typing))
  for (let letter = 0; letter < 5; letter++) teller.typed()
  expect(told).toEqual([true])
  vi.advanceTimersByTime(typingRepeatMs)
  teller.typed()
  expect(told).toEqual([true, true])
  vi.advanceTimersByTime(typingLastsMs)
  expect(told).toEqual([true, true, false])
  teller.ended()
  expect(told).toEqual([true, true, false])
})

test('who is writing is forgotten some seconds after the last sign', () => {
  const watch = createTypingWatch<string>()
  watch.saw('Ada')
  vi.advanceTimersByTime(typingLastsMs - 1)
  watch.saw('Ada')
  vi.advanceTimersByTime(typingLastsMs - 1)
  expect(watch.who.value).toBe('Ada')
  vi.advanceTimersByTime(1)
  expect(watch.who.value).toBeNull()
})
