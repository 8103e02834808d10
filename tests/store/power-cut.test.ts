import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import type { Store } from '../../server/store/port.ts'
import { ForgetfulDisk, fileSystemOn, inAnyOrder, inOrder, nothing } from '../support/forgetful-disk.ts'
import type { Choice } from '../support/forgetful-disk.ts'
import { Random } from '../delivery/random.ts'
import { everythingIn } from './contract.ts'
import { never } from './folders.ts'
import { scriptedRun } from './power-cut-script.ts'
import type { Recording } from './power-cut-script.ts'
import { firstChange, says } from './samples.ts'

/** Some hundred points, and a few starts at each. */
const slow = { timeout: 120_000 }
const run = scriptedRun()

/** What may be left of what was not synced. The random ones are the same in every run. */
const cuts: [string, (point: number) => Choice][] = [
  ['only what was synced', () => nothing],
  ['the first part of the rest', (point) => inOrder(new Random(point))],
  ['another first part of it', (point) => inOrder(new Random(point + 10_000))],
  ['any sectors and names of it', (point) => inAnyOrder(new Random(point))],
  ['any others', (point) => inAnyOrder(new Random(point + 10_000))],
]

for (const [what, choice] of cuts)
  test(
    `after a power cut at any operation that leaves ${what}, all that was acknowledged is there`,
    slow,
    async () => {
      const recording = await run
      for (const [point, disk] of disksOf(recording)) {
        disk.losePower(choice(point))
        await atPoint(recording, point, async () => {
          const { store, warnings } = await opened(disk)
          await recording.expectAllOf(store, point)
          expect(warnings.filter(isAlarm)).toEqual([])
          await store.close()
        })
      }
    },
  )

for (const [what, choice] of cuts.filter(([name]) => !name.includes('other')))
  test(
    `killed at any operation and started again, a power cut that leaves ${what} takes nothing back`,
    slow,
    async () => {
      const recording = await run
      for (const [point, disk] of disksOf(recording))
        await atPoint(recording, point, async () => {
          const { store } = await opened(disk)
          await recording.expectAllOf(store, point)
          await goOn(store)
          const seen = await everythingIn(store)
          const left = disk.copy()
          await store.close()
          left.losePower(choice(point))
          const { store: again, warnings } = await opened(left)
          if (!isDeepStrictEqual(await everythingIn(again), seen))
            expect(await everythingIn(again)).toEqual(seen)
          expect(warnings.filter(isAlarm)).toEqual([])
          await again.close()
        })
    },
  )

test('the scripted run does everything that a store does to its folder', async () => {
  const { log } = await run
  const done = log.map(({ what }) => what).join('\n')
  expect(log.length).toBeGreaterThan(150)
  for (const kind of [
    /write \/data\/journal\/000004\.log/,
    /unlink \/data\/journal\/000001\.log/,
    /rename .* \/data\/conversations\/long\.1\.json/,
    /unlink \/data\/conversations\/long\.1\.json/,
    /rename .* \/data\/index\.json/,
    /rename .* \/data\/accounts\.json/,
  ])
    expect(done).toMatch(kind)
})

/** The disk before each operation of the run, and after the last one. */
function* disksOf({ log }: Recording): Generator<[number, ForgetfulDisk]> {
  const disk = new ForgetfulDisk()
  for (const [point, operation] of log.entries()) {
    yield [point, disk.copy()]
    operation.apply(disk)
  }
  yield [log.length, disk.copy()]
}

async function opened(disk: ForgetfulDisk): Promise<{ store: Store; warnings: string[] }> {
  const warnings: string[] = []
  const log = { warn: (message: string) => void warnings.push(message) }
  const fileSystem = fileSystemOn(disk)
  const store = await openEmbeddedStore({
    folder: '/data',
    now: () => 0,
    log,
    flushAfterMs: never,
    fileSystem,
  })
  return { store, warnings }
}

/** What people do after a start. */
async function goOn({ conversations, secrets }: Store): Promise<void> {
  for (const { id } of await conversations.list({ statuses: ['bot', 'closed'] }))
    await conversations.change(id, (current) => says(current, 'after the start'))
  await conversations.begin('another', firstChange('viktor-again', 9_000))
  await secrets.change('made-later', () => 'x')
}

/** A torn tail is cut and may be named; nobody's conversation or account is ever touched for it. */
function isAlarm(warning: string): boolean {
  return !/\.log: (cut after|damaged from)/.test(warning)
}

/** Failures name the operation, so that the state before it can be looked at. */
async function atPoint({ log }: Recording, point: number, check: () => Promise<void>): Promise<void> {
  try {
    await check()
  } catch (cause) {
    const at = log.slice(Math.max(0, point - 3), point + 1).map(({ what }) => what)
    throw new Error(`at operation ${point} (${at.join(', ')}): ${String(cause)}`, { cause })
  }
}
