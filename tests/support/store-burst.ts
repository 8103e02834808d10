import { openEmbeddedStore } from '../../server/store/embedded/store.ts'
import { firstChange, says } from '../store/samples.ts'

/**
 * A process to be killed: changes 20 conversations without a pause, and prints a line for each change after the store
 * acknowledged it.
 */
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('usage: store-burst.ts FOLDER')

const log = { warn: (message: string) => void process.stderr.write(`${message}\n`) }
const store = await openEmbeddedStore({ folder, now: Date.now, log, flushAfterMs: 20, segmentBytes: 50_000 })

async function changeForEver(id: string): Promise<never> {
  await store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
  for (let i = 0; ; i++) {
    const { entries } = await store.conversations.change(id, (current) => says(current, `${id}-m${i}`))
    process.stdout.write(`${id} ${entries[0]?.id} ${entries[0]?.sequence}\n`)
  }
}

await Promise.all(Array.from({ length: 20 }, (_, i) => changeForEver(`c${i}`)))
