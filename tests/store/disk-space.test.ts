import { expect, test, vi } from 'vitest'
import type { Volume } from '../../server/store/embedded/disk-space.ts'
import { newFolder, openStore } from './folders.ts'

const megabyte = 1024 * 1024
const gigabyte = 1024 * megabyte
/** On a machine that is busy with other things. */
const slow = { timeout: 10_000 }

async function storeOn(volume: Volume) {
  const disk = { volume, asked: 0, canTell: true }
  const volumeOf = () => {
    disk.asked += 1
    return disk.canTell ? Promise.resolve(disk.volume) : Promise.reject(new Error('ENOSYS'))
  }
  const { store, warnings } = await openStore(await newFolder(), { volumeOf, lookAtSpaceEveryMs: 2 })
  const isLow = () => store.isNearlyFull?.()
  /** Some looks later. */
  async function become(change: Partial<Volume>): Promise<boolean | undefined> {
    Object.assign(disk.volume, change)
    const { asked } = disk
    await vi.waitFor(() => expect(disk.asked).toBeGreaterThan(asked + 2), slow)
    return isLow()
  }
  return { disk, isLow, become, warnings }
}

test('below 256 MB the disk is low until there is a quarter more, and each is said once with what to do', async () => {
  const store = await storeOn({ freeBytes: 20 * gigabyte, totalBytes: 100 * gigabyte })
  expect(store.isLow()).toBe(false)
  expect(await store.become({ freeBytes: 256 * megabyte })).toBe(false)
  expect(await store.become({ freeBytes: 255 * megabyte })).toBe(true)
  expect(await store.become({ freeBytes: 300 * megabyte })).toBe(true)
  expect(store.warnings).toEqual([
    expect.stringMatching(
      /^The disk of DATA_DIR ".+" has 255 MB free\. Below 256 MB visitors cannot send; .+ Free some: from 320 MB on they can send again\.$/,
    ),
  ])
  expect(await store.become({ freeBytes: 320 * megabyte })).toBe(false)
  expect(store.warnings).toHaveLength(2)
  expect(store.warnings[1]).toMatch(/320 MB free: visitors can send again\.$/)
})

test('a small disk is not full for being small', async () => {
  const store = await storeOn({ freeBytes: 90 * megabyte, totalBytes: 100 * megabyte })
  expect(store.isLow()).toBe(false)
  expect(await store.become({ freeBytes: 4 * megabyte })).toBe(true)
})

test('a store that is opened on a full disk knows it from the first moment', async () => {
  const store = await storeOn({ freeBytes: megabyte, totalBytes: 100 * gigabyte })
  expect(store.isLow()).toBe(true)
})

test('a disk that cannot tell is taken to be as it was', async () => {
  const store = await storeOn({ freeBytes: 9 * gigabyte, totalBytes: 10 * gigabyte })
  store.disk.canTell = false
  expect(await store.become({ freeBytes: 0 })).toBe(false)
  expect(store.warnings).toEqual([])
})
