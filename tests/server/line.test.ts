import { expect, test } from 'vitest'
import { createLine } from '../../server/desk/line.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createRecordedLog } from '../support/start-app.ts'
import { firstChange } from '../store/samples.ts'

test('a list that was read before somebody joined never has the last word on their place', async () => {
  const [store, clock] = [createMemoryStore(), createFakeClock()]
  const list = store.conversations.list.bind(store.conversations)
  const unanswered: (() => void)[] = []
  store.conversations.list = async (query) => {
    const found = await list(query)
    await new Promise<void>((answer) => unanswered.push(answer))
    return found
  }
  const told: (number | undefined)[] = []
  const announcer = {
    placeChanged: (_: unknown, place: { position: number } | null) => told.push(place?.position),
  }
  const line = createLine({ store, clock, log: createRecordedLog(), announcer: announcer as never })

  line.touch()
  await clock.advance(1_000)
  const vera = firstChange('vera', clock.now())
  const waiting = { status: 'waiting', waitingSince: clock.now() } as const
  await store.conversations.begin('of-vera', { ...vera, state: { ...vera.state, ...waiting } })
  line.touch()
  await clock.advance(1_000)
  // What was asked last is answered first.
  for (let answer = unanswered.pop(); answer; answer = unanswered.pop()) {
    answer()
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(told).toEqual([1])
})
