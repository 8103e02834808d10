import { createInterface } from 'node:readline'
import { openStore } from '../../server/open-store.ts'
import type { OpenedStore } from '../../server/open-store.ts'
import { systemClock } from '../../server/clock.ts'

/** A process that opens the store in a folder at `open`, says what came of it, and closes it at `close`. */
const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('usage: store-starter.ts FOLDER')

const log = { warn: (message: string) => void process.stderr.write(`${message}\n`) }
let opened: OpenedStore | null = null
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'open')
    try {
      opened = await openStore({ databaseUrl: null, dataDir }, { clock: systemClock, log, onFatal: () => {} })
      console.log('opened')
    } catch (cause) {
      console.log(cause instanceof Error ? cause.message : String(cause))
    }
  else {
    await opened?.close()
    opened = null
    console.log('closed')
  }
}
