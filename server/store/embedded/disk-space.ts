import { statfs } from 'node:fs/promises'
import type { StoreLog } from './quarantine.ts'

export interface Volume {
  freeBytes: number
  totalBytes: number
}

export interface DiskSpaceOptions {
  folder: string
  /** What the disk says of itself; a rejection counts as enough. */
  volumeOf: (folder: string) => Promise<Volume>
  lookEveryMs: number
  log: StoreLog
}

const megabyte = 1024 * 1024
/**
 * What the store itself may still need when nobody sends any more: a journal of five segments (80 MB), all of that once
 * more in files, and an index beside the one it replaces (some 30 MB at a hundred thousand conversations).
 */
const floorMaxBytes = 256 * megabyte
/** A disk may be small, and is not full for that. */
const floorShare = 0.05
/** So much more has to be free until it counts as enough again: it would else go back and forth with every file. */
const recovery = 1.25

/** Looks now and then how much space is left. Below a floor the disk is low, and the log says so once. */
export class DiskSpace {
  isLow = false
  readonly #options: DiskSpaceOptions
  #timer: NodeJS.Timeout | null = null

  constructor(options: DiskSpaceOptions) {
    this.#options = options
  }

  /** Resolves when it has looked for the first time. */
  async start(): Promise<void> {
    await this.#look()
    this.#timer = setInterval(() => void this.#look(), this.#options.lookEveryMs).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  async #look(): Promise<void> {
    const { folder, volumeOf, log } = this.#options
    // A file system that cannot tell refuses what it cannot take, and the store answers that as well.
    const volume = await volumeOf(folder).catch(() => null)
    if (!volume) return
    const floor = Math.min(floorMaxBytes, volume.totalBytes * floorShare)
    const wasLow = this.isLow
    this.isLow = volume.freeBytes < (wasLow ? floor * recovery : floor)
    if (this.isLow === wasLow) return
    const free = `${inMegabytes(volume.freeBytes)} MB free`
    log.warn(
      this.isLow
        ? `The disk of DATA_DIR "${folder}" has ${free}. Below ${inMegabytes(floor)} MB visitors cannot send; what there is ` +
            `can be read, and agents can write. Free some: from ${inMegabytes(floor * recovery)} MB on they can send again.`
        : `The disk of DATA_DIR "${folder}" has ${free}: visitors can send again.`,
    )
  }
}

/** As far as this user may fill it. */
export async function volumeOf(folder: string): Promise<Volume> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / megabyte)
}
