import { mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Delays, percentile } from './delays.ts'

const forMs = 1_500
/** About what a message takes in the journal. */
const bytes = 300

/** What one write takes until the disk has it, one after the other: no durable acknowledgement can be faster. */
export async function measureDisk(parent: string): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(parent, 'disk-'))
  const file = await open(join(folder, 'writes'), 'a')
  const line = Buffer.alloc(bytes, 'a')
  const delays = new Delays()
  try {
    for (const until = performance.now() + forMs; performance.now() < until;) {
      const began = performance.now()
      await file.write(line)
      await file.datasync()
      delays.add(performance.now() - began)
    }
  } finally {
    await file.close()
    await rm(folder, { recursive: true, force: true })
  }
  const within = (share: number) => percentile(share, delays.counts)
  return { ackP50: within(0.5), ackP95: within(0.95), ackP99: within(0.99) }
}
