import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { namesIn, newFolder } from './folders.ts'

/** A dozen processes, on a machine that is busy with other things. */
const slow = { timeout: 180_000 }
const rounds = 50
/** A process takes a second to start: only so often one is killed instead of closed. */
const killedEvery = 10

test(
  'of two processes that open a folder at once, fifty times, one has it and the other says what to do',
  slow,
  async () => {
    const folder = await newFolder()
    let two = [starter(folder), starter(folder)]
    for (let round = 1; round <= rounds; round++) {
      const said = await Promise.all(two.map((each) => each.ask('open')))
      expect(
        said.filter((line) => line === 'opened'),
        said.join(' | '),
      ).toHaveLength(1)
      const refusal = said.find((line) => line !== 'opened')
      expect(refusal).toContain(`DATA_DIR "${folder}" is in use by another Frontdesk on this machine.`)
      expect(refusal).toContain('Stop that one first, or set DATA_DIR to another folder.')
      // What a crash left half written is gone at the next start.
      expect((await namesIn(folder, 'conversations')).filter((name) => name.endsWith('.tmp'))).toEqual([])
      await writeFile(join(folder, 'conversations', `c1.json.${round}.1.tmp`), 'half of some')
      if (round % killedEvery === 0) {
        await Promise.all(two.map((each) => each.kill()))
        two = [starter(folder), starter(folder)]
      } else await Promise.all(two.map((each) => each.ask('close')))
    }
  },
)

/** A process that opens the store when it is asked to. */
function starter(folder: string) {
  const script = join(import.meta.dirname, '../support/store-starter.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  return {
    async ask(what: 'open' | 'close'): Promise<string> {
      const answered = once(lines, 'line')
      child.stdin.write(`${what}\n`)
      return String((await answered)[0])
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await exited
    },
  }
}
