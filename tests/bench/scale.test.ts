import { expect, test } from 'vitest'
import { costAt, costOf } from '../../bench/scale/calibration.ts'
import type { Calibration } from '../../bench/scale/calibration.ts'
import { limitOf, utilisation } from '../../bench/scale/capacity.ts'
import { Events, Hands } from '../../bench/scale/events.ts'
import { largestShare } from '../../bench/scale/shares.ts'
import { simulate } from '../../bench/scale/simulate.ts'
import { Random } from '../delivery/random.ts'

const folder: Calibration = {
  server: { each: 40, batch: 600 },
  heard: { each: 0, batch: 0 },
  database: { each: 0, batch: 0 },
  databaseHeard: { each: 0, batch: 0 },
  ...{ syncMs: 1, kbPerVisitor: 25, helloMs: 0.7, diskBytes: 250, walBytes: 0 },
}
const alone = { servers: 1, cores: 1, abreast: 1 }

function randomOf(seed: number): () => number {
  const source = new Random(seed)
  return () => source.next()
}

test('costs are what they were at both loads they were measured at', () => {
  const cost = costOf([50, 300], [100, 2])
  expect(costAt(cost, 100)).toBeCloseTo(50)
  expect(costAt(cost, 2)).toBeCloseTo(300)
})

test.each([1_000, 4_000, 10_000])(
  'model and simulation agree about one server with %i messages a second',
  (perSecond) => {
    const seen = simulate(folder, alone, perSecond, { random: randomOf(7) })
    const said = utilisation(folder, alone, perSecond)
    expect(seen.ackedPerSecond / perSecond).toBeCloseTo(1, 1)
    expect(Math.abs(seen.server - said.server)).toBeLessThan(0.12)
  },
)

test('a desk takes what is below its limit, and not three times as much', () => {
  const { perSecond } = limitOf(folder, alone)
  const at = (share: number) =>
    simulate(folder, alone, perSecond * share, { random: randomOf(3) }).ackedPerSecond
  expect(at(1) / perSecond).toBeGreaterThan(0.97)
  expect(at(3) / (perSecond * 3)).toBeLessThan(0.9)
})

test('things happen in their order, whenever they were announced', () => {
  const events = new Events()
  const seen: number[] = []
  for (const ms of [5, 1, 4, 1, 3, 9, 2]) events.after(ms, () => seen.push(ms))
  events.runUntil(5)
  expect(seen).toEqual([1, 1, 2, 3, 4, 5])
  expect(events.now).toBe(5)
})

test('two hands do three jobs in the time of two', () => {
  const events = new Events()
  const hands = new Hands(events, 2)
  const done: number[] = []
  for (let job = 0; job < 3; job++) hands.work(10, () => done.push(events.now))
  events.runUntil(100)
  expect(done).toEqual([10, 10, 20])
  expect(hands.busyMs).toBe(30)
})

test('the fullest of several databases has more than its share, and not all', () => {
  const share = largestShare(100, 4, randomOf(1))
  expect(share).toBeGreaterThanOrEqual(0.25)
  expect(share).toBeLessThan(0.5)
})
