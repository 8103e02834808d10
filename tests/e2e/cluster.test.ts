import { expect, onTestFinished, test } from 'vitest'
import { asksForPerson, entryHeard, move, says, transcript } from '../support/acts.ts'
import { startDesk } from '../support/desk-process.ts'
import type { DeskProcess } from '../support/desk-process.ts'
import { newDatabase } from '../support/postgres.ts'
import { signIn } from '../support/sign-in.ts'
import { agentSocket, hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { waitFor } from '../support/wait-for.ts'

async function start(url: string): Promise<DeskProcess> {
  const desk = await startDesk({ DATABASE_URL: url })
  onTestFinished(() => desk.remove())
  return desk
}

test('two processes on one database are one desk, and one of them may be killed', async () => {
  const url = await newDatabase()
  const [one, other] = await Promise.all([start(url), start(url)])
  // While both run: nobody has the database for himself.
  const ada = await one.addAgent('Ada', 'owner')
  const vera = await visitorSocket(one.url)
  await vera.get('desk:hello', hello)
  const agent = await agentSocket(other.url, await signIn(other.url, ada))
  const conversationId = await asksForPerson(vera)
  await agent.get('conversation:open', { conversationId })
  await agent.get('conversation:take', move(conversationId))
  const sent = await says(vera, 'Is the red one in stock?')
  await entryHeard(agent, (entry) => entry.sequence === sent.sequence)

  await one.kill()
  const text = 'It is.'
  await agent.get('message:send', { conversationId, messageId: newRequestId(), text })
  const again = await visitorSocket(other.url, vera.key)
  const welcome = await again.get('desk:hello', { ...hello, conversationId, after: sent.sequence })
  expect(welcome.conversation?.entries.map((entry) => entry.kind === 'message' && entry.text)).toEqual([text])

  await one.start()
  const third = await visitorSocket(one.url, vera.key)
  await third.get('desk:hello', hello)
  await agent.get('message:send', { conversationId, messageId: newRequestId(), text: 'In both sizes.' })
  await entryHeard(third, (entry) => entry.kind === 'message' && entry.text === 'In both sizes.')
  const all = await transcript(third, conversationId)
  expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, i) => i + 1))
})

test('an account that the terminal removes is signed out of every process', async () => {
  const url = await newDatabase()
  const [one, other] = await Promise.all([start(url), start(url)])
  const ada = await one.addAgent('Ada', 'owner')
  const ben = await one.addAgent('Ben')
  const consoles = await Promise.all(
    [one, other].map(async (desk) => agentSocket(desk.url, await signIn(other.url, ben))),
  )
  await agentSocket(other.url, await signIn(one.url, ada))
  await one.removeAgent(ben.email)
  await waitFor('the end of both consoles', () => consoles.every((each) => !each.isConnected()))
})

test('a process whose database is not there says so in one line and ends', async () => {
  const starting = startDesk({ DATABASE_URL: 'postgres://frontdesk:hush@127.0.0.1:9/desk' })
  await expect(starting).rejects.toThrow(
    /ended with 1:\nDATABASE_URL "postgres:\/\/frontdesk:…@127\.0\.0\.1:9\/desk" cannot be reached: .* Start the database, or correct the address\.\n$/,
  )
})
