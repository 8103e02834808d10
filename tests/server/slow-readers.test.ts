import { expect, test } from 'vitest'
import { messageMaxLength } from '../../protocol/limits.ts'
import { adasConsole, asksForPerson, move, transcript } from '../support/acts.ts'
import { signIn } from '../support/sign-in.ts'
import { silentReader } from '../support/silent-reader.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import type { AgentSocket } from '../support/sockets.ts'
import { benSignIn, startApp } from '../support/start-app.ts'

/** The longest message there is: three bytes a letter. */
const long = '€'.repeat(messageMaxLength)

/** More than the system's own buffers take between two processes of one machine, which is some megabytes. */
const manyMessages = 1_500

async function tellMuch(ada: AgentSocket, conversationId: string): Promise<void> {
  for (let said = 0; said < manyMessages; said += 50)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        ada.get('message:send', { conversationId, messageId: newRequestId(), text: long }),
      ),
    )
}

test('a visitor who does not read is cut off, and catches up by the numbers after coming back', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  const slow = await silentReader(url, '/visitor', { auth: { key: vera.key } })
  slow.stopReading()
  const ada = await adasConsole(url)
  await ada.get('conversation:take', move(conversationId))
  await tellMuch(ada, conversationId)
  expect(await slow.readToTheEnd()).toBeLessThan(manyMessages * messageMaxLength)

  const back = await visitorSocket(url, vera.key)
  const { conversation } = await back.get('desk:hello', hello)
  let [known, pages] = [conversation!.entries.at(-1)!.sequence, 1]
  for (; known < conversation!.head; pages++) {
    const page = await back.get('transcript:since', { conversationId, after: known })
    expect(page.entries[0]!.sequence).toBe(known + 1)
    known = page.entries.at(-1)!.sequence
  }
  expect(known).toBe(manyMessages + 2)
  expect(pages).toBeGreaterThan(manyMessages / 50)
}, 60_000)

test('an agent who does not read is cut off too; who reads hears everything', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  const cookie = await signIn(url, benSignIn)
  const slow = await silentReader(url, '/agent', { headers: { cookie } })
  slow.send('conversation:open', { conversationId }, 1)
  slow.stopReading()
  const ada = await adasConsole(url)
  await ada.get('conversation:take', move(conversationId))
  await tellMuch(ada, conversationId)
  expect(await slow.readToTheEnd()).toBeLessThan(manyMessages * messageMaxLength)
  await vera.hear('transcript:grew', ({ entries }) =>
    entries.some(({ sequence }) => sequence === manyMessages + 2),
  )
  expect(vera.isConnected()).toBe(true)
}, 60_000)

test('who asks without reading the answers is cut off', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const conversationId = await asksForPerson(vera)
  for (let said = 0; said < 10; said++)
    await vera.get('message:send', { conversationId, messageId: newRequestId(), text: long })
  const slow = await silentReader(url, '/visitor', { auth: { key: vera.key } })
  slow.stopReading()
  for (let asked = 1; asked <= 500; asked++)
    slow.send('transcript:since', { conversationId, after: 0 }, asked)
  expect(await slow.readToTheEnd()).toBeLessThan(500 * 10 * messageMaxLength)
  expect(await transcript(vera, conversationId)).toHaveLength(11)
}, 60_000)
