import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { messageMaxLength } from '../../protocol/limits.ts'
import { startDesk } from '../support/desk-process.ts'
import { silentReader } from '../support/silent-reader.ts'
import { newKey, newRequestId, visitorSocket } from '../support/sockets.ts'

const crowd = 200
const asksEach = 60
const messages = 10

test.runIf(existsSync('/proc/self/status'))(
  '200 visitors who ask and never read cost the server bounded memory, and are cut off',
  async () => {
    const desk = await startDesk({ LOG_LEVEL: 'warn' })
    onTestFinished(() => desk.remove())
    const readers = await Promise.all(
      Array.from({ length: crowd }, async () => {
        const auth = { key: newKey() }
        const conversationId = await tellLong(desk.url, auth.key)
        const reader = await silentReader(desk.url, '/visitor', { auth })
        reader.stopReading()
        return { reader, conversationId }
      }),
    )
    const before = await memoryOf(desk.pid(), 'VmRSS')
    for (let asked = 1; asked <= asksEach; asked++)
      for (const { reader, conversationId } of readers)
        reader.send('transcript:since', { conversationId, after: 0 }, asked)

    const came = await Promise.all(readers.map(({ reader }) => reader.readToTheEnd()))
    const asked = (asksEach * messages * messageMaxLength) / 2 ** 20
    expect(Math.max(...came) / 2 ** 20).toBeLessThan(asked)
    // What may wait, the page that went beyond it, and the process's own ups and downs.
    const peak = await memoryOf(desk.pid(), 'VmHWM')
    expect(peak - before).toBeLessThan(crowd * 2)
  },
  120_000,
)

/** A conversation that takes a while to read, in a letter of three bytes. */
async function tellLong(url: string, key: string): Promise<string> {
  const visitor = await visitorSocket(url, key)
  const send = (text: string) =>
    visitor.get('message:send', { conversationId: null, messageId: newRequestId(), text })
  const { conversationId } = await visitor.get('handoff:request', {
    conversationId: null,
    requestId: newRequestId(),
  })
  await Promise.all(Array.from({ length: messages }, () => send('€'.repeat(messageMaxLength))))
  visitor.close()
  return conversationId
}

/** In megabytes: resident now, or at its peak. */
async function memoryOf(pid: number, figure: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${figure}:\\s+(\\d+)`).exec(status)![1]) / 1024
}
