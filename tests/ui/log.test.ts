// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ShownEntry } from '../../protocol/conversation.ts'
import type { Reply } from '../../protocol/refusals.ts'
import type { TranscriptPage } from '../../protocol/visitor.ts'
import type { ConnectionState } from '../../ui/connection.ts'
import { createTranscript } from '../../ui/transcript.ts'
import { numbered } from '../support/entries.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that has entries 1 to `head` and gives them out in pages. */
function server(head: number, pageLength = 200) {
  const since = vi.fn(async (after: number): Promise<Reply<TranscriptPage>> => {
    if (!it.works) return { ok: false, refusal: 'try-again' }
    return {
      ok: true,
      data: { entries: numbered(after + 1, Math.min(it.head, after + pageLength)), head: it.head },
    }
  })
  const it = { head, works: true, since }
  return it
}

const sequences = (entries: ShownEntry[]) => entries.map((entry) => entry.sequence)
const settle = () => vi.advanceTimersByTimeAsync(0)

test('entries that come in order are shown as they come', () => {
  const transcript = createTranscript(server(2))
  transcript.receive(numbered(1, 1))
  transcript.receive(numbered(2, 2))
  expect(sequences(transcript.entries.value)).toEqual([1, 2])
  expect(transcript.head.value).toBe(2)
  transcript.stop()
})

test('an entry that is already there is ignored, whatever it says', () => {
  const transcript = createTranscript(server(2))
  transcript.receive(numbered(1, 2))
  const before = transcript.entries.value
  transcript.receive(numbered(1, 2).map((entry) => ({ ...entry, at: 0 })))
  expect(transcript.entries.value).toBe(before)
  transcript.stop()
})

test('an entry after a gap is held back until the gap is filled', async () => {
  const desk = server(4)
  const transcript = createTranscript(desk)
  transcript.receive(numbered(1, 1))
  transcript.receive(numbered(4, 4))
  expect(sequences(transcript.entries.value)).toEqual([1])
  expect(transcript.freshness.value).toBe('behind')
  await settle()
  expect(desk.since).toHaveBeenCalledWith(1)
  expect(sequences(transcript.entries.value)).toEqual([1, 2, 3, 4])
  expect(transcript.freshness.value).toBe('current')
  transcript.stop()
})

test('entries that arrive in any order end up in one order', () => {
  const transcript = createTranscript(server(0))
  for (const sequence of [3, 1, 5, 2, 4]) transcript.receive(numbered(sequence, sequence))
  expect(sequences(transcript.entries.value)).toEqual([1, 2, 3, 4, 5])
  transcript.stop()
})

test('pages are fetched until the head is reached', async () => {
  const desk = server(25, 10)
  const transcript = createTranscript(desk)
  await transcript.compare(25)
  expect(desk.since.mock.calls).toEqual([[0], [10], [20]])
  expect(transcript.head.value).toBe(25)
  transcript.stop()
})

test('a head that is not further asks for nothing', async () => {
  const desk = server(2)
  const transcript = createTranscript(desk)
  transcript.receive(numbered(1, 2))
  await transcript.compare(2)
  expect(desk.since).not.toHaveBeenCalled()
  transcript.stop()
})

test('heads are compared every 12 to 15 seconds, so a lost push shows up by itself', async () => {
  const desk = server(1)
  const transcript = createTranscript(desk)
  transcript.receive(numbered(1, 1))
  desk.head = 2
  await vi.advanceTimersByTimeAsync(11_900)
  expect(transcript.head.value).toBe(1)
  await vi.advanceTimersByTimeAsync(3_200)
  expect(transcript.head.value).toBe(2)
  transcript.stop()
})

test('after three failed tries the transcript says that it is stale, and recovers by itself', async () => {
  const desk = server(3)
  desk.works = false
  const transcript = createTranscript(desk)
  transcript.receive(numbered(3, 3))
  await settle()
  expect(transcript.freshness.value).toBe('behind')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(transcript.freshness.value).toBe('stale')
  desk.works = true
  await vi.advanceTimersByTimeAsync(31_000)
  expect(transcript.freshness.value).toBe('current')
  expect(transcript.head.value).toBe(3)
  transcript.stop()
})

test('nothing is asked while offline, and heads are compared when the connection is back', async () => {
  const desk = server(2)
  const online = signal<ConnectionState>('offline')
  const transcript = createTranscript({ since: desk.since, online })
  transcript.receive(numbered(1, 1))
  await vi.advanceTimersByTimeAsync(40_000)
  expect(desk.since).not.toHaveBeenCalled()
  online.value = 'online'
  await settle()
  expect(transcript.head.value).toBe(2)
  transcript.stop()
})

test('heads are compared when the page comes into view and when the network returns', async () => {
  const desk = server(1)
  const transcript = createTranscript(desk)
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()
  expect(desk.since).toHaveBeenCalledTimes(1)
  window.dispatchEvent(new Event('online'))
  await settle()
  expect(desk.since).toHaveBeenCalledTimes(2)
  transcript.stop()
})

test('a stopped transcript asks for nothing and takes nothing', async () => {
  const desk = server(9)
  const transcript = createTranscript(desk)
  transcript.stop()
  transcript.receive(numbered(1, 1))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(desk.since).not.toHaveBeenCalled()
  expect(transcript.entries.value).toEqual([])
})
