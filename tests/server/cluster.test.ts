import { expect, onTestFinished, test } from 'vitest'
import { openPostgresStore } from '../../server/store/postgres/store.ts'
import {
  adasConsole,
  asksForPerson,
  bensConsole,
  entryHeard,
  move,
  says,
  transcript,
} from '../support/acts.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import type { FakeClock } from '../support/fake-clock.ts'
import { newDatabase, runSql } from '../support/postgres.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { signIn } from '../support/sign-in.ts'
import { adaSignIn, startApp } from '../support/start-app.ts'
import type { StartedApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

interface TwoServers {
  url: string
  one: StartedApp
  other: StartedApp
  clock: FakeClock
  /** Waits for news that is gathered first: the clock goes on meanwhile. */
  hearing: <T>(news: Promise<T>) => Promise<T>
}

/** Two servers on one database, each with its own ports, sockets and copies. Ada (owner) and Ben have accounts. */
async function startTwo(options: { beatEveryMs?: number } = {}): Promise<TwoServers> {
  const url = await newDatabase()
  const clock = createFakeClock()
  const start = async () => {
    const store = await openPostgresStore({
      url,
      log: { warn: () => undefined },
      beatEveryMs: 200,
      ...options,
    })
    onTestFinished(() => store.close())
    return startApp({ store, clock })
  }
  const [one, other] = [await start(), await start()]
  const hearing = async <T>(news: Promise<T>): Promise<T> => {
    let heard = false
    const done = () => {
      heard = true
    }
    news.then(done, done)
    while (!heard) {
      await clock.advance(20)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return news
  }
  return { url, one, other, clock, hearing }
}

test('a visitor on one server and an agent on the other talk in both directions', async () => {
  const { one, other, hearing } = await startTwo()
  const vera = await visitorSocket(one.url)
  const ada = await adasConsole(other.url)
  await vera.get('desk:hello', hello)
  await ada.get('desk:hello', {})
  const conversationId = await asksForPerson(vera)
  await hearing(ada.hear('inbox:changed', ({ rows }) => rows.some(({ id }) => id === conversationId)))
  await ada.get('conversation:open', { conversationId })
  await ada.get('conversation:take', move(conversationId))
  await entryHeard(vera, (entry) => entry.kind === 'move' && entry.move === 'agent-joined')
  for (let i = 0; i < 5; i++) {
    await says(vera, `Question ${i}`)
    await ada.get('message:send', { conversationId, messageId: newRequestId(), text: `Answer ${i}` })
  }
  await entryHeard(vera, (entry) => entry.kind === 'message' && entry.text === 'Answer 4')
  await entryHeard(ada, (entry) => entry.kind === 'message' && entry.text === 'Question 4')
  const all = await transcript(vera, conversationId)
  expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, i) => i + 1))
  expect(
    (await ada.get('transcript:since', { conversationId, after: 0 })).entries.map(({ id }) => id),
  ).toEqual(all.map(({ id }) => id))
  await ada.get('conversation:close', move(conversationId))
  await entryHeard(vera, (entry) => entry.kind === 'move' && entry.move === 'closed')
})

test("two tabs of a visitor on two servers show each other's messages, also the first ones", async () => {
  const { one, other } = await startTwo()
  const vera = await visitorSocket(one.url)
  const second = await visitorSocket(other.url, vera.key)
  for (const tab of [vera, second]) await tab.get('desk:hello', hello)
  await says(vera, 'Is the red one in stock?')
  await entryHeard(second, (entry) => entry.kind === 'message' && entry.text === 'Is the red one in stock?')
  await says(second, 'In size 52?')
  await entryHeard(vera, (entry) => entry.kind === 'message' && entry.text === 'In size 52?')
})

test('places in line are told on both servers, and change when somebody on the other one leaves', async () => {
  const { one, other, hearing } = await startTwo()
  const [vera, viktor] = [await visitorSocket(one.url), await visitorSocket(other.url)]
  for (const tab of [vera, viktor]) await tab.get('desk:hello', hello)
  const first = await asksForPerson(vera)
  await hearing(vera.hear('place:changed', ({ place }) => place?.position === 1))
  await asksForPerson(viktor)
  await hearing(viktor.hear('place:changed', ({ place }) => place?.position === 2))
  await vera.get('waiting:stop', move(first))
  await hearing(viktor.hear('place:changed', ({ place }) => place?.position === 1))
})

test('two agents on two servers who take a conversation at once: one has it', async () => {
  const { one, other } = await startTwo()
  const vera = await visitorSocket(one.url)
  const conversationId = await asksForPerson(vera)
  const [ada, ben] = [await adasConsole(one.url), await bensConsole(other.url)]
  const taken = await Promise.all(
    [ada, ben].map((agent) => agent.ask('conversation:take', move(conversationId))),
  )
  expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
  expect(taken.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-taken' })
})

test('who is available is known on both servers, and changes with the sockets of either', async () => {
  const { one, other, clock, hearing } = await startTwo()
  const vera = await visitorSocket(one.url)
  expect((await vera.get('desk:hello', hello)).desk.agents).toEqual([])
  const ada = await adasConsole(other.url)
  await hearing(vera.hear('desk:changed', ({ agents }) => agents.some(({ name }) => name === 'Ada')))
  await ada.get('presence:set', { available: false })
  await waitFor('away', () => one.app.desk.state().agents.length === 0)
  await ada.get('presence:set', { available: true })
  await waitFor('available', () => one.app.desk.state().agents.length === 1)
  ada.close()
  await waitFor('the socket to be gone', () => clock.pending() > 0)
  await hearing(waitFor('nobody', () => one.app.desk.state().agents.length === 0))
})

test('an agent who is signed in on one server is on the other, and signed out on both', async () => {
  const { one, other } = await startTwo()
  const cookie = await signIn(one.url, adaSignIn)
  const session = await fetch(`${other.url}/api/session`, { headers: { cookie, 'X-Frontdesk': 'console' } })
  expect(await session.json()).toMatchObject({ agent: { name: 'Ada' } })
  const ada = await adasConsole(other.url)
  await one.app.accounts.setPassword(adaSignIn.email, 'another chain and saddle')
  await waitFor('the end of the socket', () => !ada.isConnected())
})

test('an account that one server removes is gone from the team of the other', async () => {
  const { one, other } = await startTwo()
  const ben = await bensConsole(other.url)
  await one.app.accounts.remove('ben@shop.example')
  await waitFor('the end of his socket', () => !ben.isConnected())
  await waitFor('a team without him', () =>
    other.app.desk.presence.team().every(({ name }) => name !== 'Ben'),
  )
})

test('writing is seen on the other server, both ways', async () => {
  const { one, other } = await startTwo()
  const vera = await visitorSocket(one.url)
  await vera.get('desk:hello', hello)
  const conversationId = await asksForPerson(vera)
  const ada = await adasConsole(other.url)
  await ada.get('conversation:open', { conversationId })
  await ada.get('conversation:take', move(conversationId))
  vera.tell('typing:set', { conversationId, typing: true })
  await ada.hear('typing:changed', ({ typing }) => typing)
  ada.tell('typing:set', { conversationId, typing: true })
  expect(await vera.hear('typing:changed')).toMatchObject({ agent: { name: 'Ada' } })
})

test('an agent who is gone from all servers gives the conversation back once, and one who moved keeps it', async () => {
  const { url, one, other, hearing } = await startTwo()
  const vera = await visitorSocket(one.url)
  await vera.get('desk:hello', hello)
  const conversationId = await asksForPerson(vera)
  const first = await adasConsole(one.url)
  await first.get('conversation:take', move(conversationId))
  const absences = async () => (await runSql(url, 'SELECT agent_id FROM frontdesk.absences')).length
  const attendances = async () => (await runSql(url, 'SELECT agent_id FROM frontdesk.attendance')).length
  const due = () => runSql(url, `UPDATE frontdesk.absences SET due_at = now() - interval '1 s'`)

  const second = await adasConsole(other.url)
  await waitFor('her presence on both', async () => (await attendances()) === 2)
  first.close()
  // The absence itself may be over at once: the other server's next beat ends it.
  await hearing(waitFor('her leave from one server', async () => (await attendances()) === 1))
  await due()
  await waitFor('its end: she is on the other one', async () => (await absences()) === 0)
  expect((await other.store.conversations.read(conversationId)).state.status).toBe('agent')

  second.close()
  await hearing(waitFor('the absence from both', async () => (await absences()) === 1))
  await due()
  await hearing(entryHeard(vera, (entry) => entry.kind === 'move' && entry.move === 'released'))
  await waitFor('the end of it', async () => (await absences()) === 0)
  const entries = await transcript(vera, conversationId)
  expect(entries.filter((entry) => entry.kind === 'move' && entry.move === 'released')).toHaveLength(1)
})

test('the agents of a server that died without a word are given up by the others', async () => {
  const { url, one } = await startTwo()
  await runSql(
    url,
    `WITH dead AS (INSERT INTO frontdesk.servers VALUES ('dead', now() - interval '1 hour'))
     INSERT INTO frontdesk.attendance VALUES ('dead', 'ada')`,
  )
  await waitFor('its burial', async () => {
    const rows = await runSql(url, `SELECT agent_id FROM frontdesk.absences WHERE agent_id = 'ada'`)
    return rows.length === 1
  })
  expect(await runSql(url, `SELECT id FROM frontdesk.servers WHERE id = 'dead'`)).toEqual([])
  expect(one.log.faults).toEqual([])
})

test('what is said while LISTEN is dead is shown when it is back, on every screen and in the inbox', async () => {
  const { url, one, other, hearing } = await startTwo({ beatEveryMs: 3_600_000 })
  const vera = await visitorSocket(one.url)
  await vera.get('desk:hello', hello)
  const ada = await adasConsole(other.url)
  const conversationId = await asksForPerson(vera)
  await hearing(ada.hear('inbox:changed', ({ rows }) => rows.some(({ id }) => id === conversationId)))
  await ada.get('conversation:open', { conversationId })
  const listening = `application_name = 'frontdesk follows' AND datname = current_database()`
  for (let round = 0; round < 3; round++) {
    await runSql(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listening}`)
    await says(vera, `Round ${round}`)
    await entryHeard(ada, (entry) => entry.kind === 'message' && entry.text === `Round ${round}`)
    await hearing(
      ada.hear('inbox:changed', ({ rows }) => rows.some(({ last }) => last?.text === `Round ${round}`)),
    )
  }
})

test('without any NOTIFY the beat finds what is missing', async () => {
  const { url, one, other, hearing } = await startTwo()
  const vera = await visitorSocket(one.url)
  await vera.get('desk:hello', hello)
  const ada = await adasConsole(other.url)
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:open', { conversationId })
  // Rows that change without a word, as when every NOTIFY is lost.
  await runSql(
    url,
    `WITH c AS (UPDATE frontdesk.conversations SET revision = revision + 1, head = head + 1 RETURNING id, head)
     INSERT INTO frontdesk.entries SELECT id, head, 'silent-1', json_build_object('sequence', head, 'id', 'silent-1',
       'at', 1, 'by', json_build_object('who', 'visitor'), 'kind', 'message', 'text', 'Said in silence') FROM c`,
  )
  for (const screen of [vera, ada])
    await hearing(entryHeard(screen, (entry) => entry.kind === 'message' && entry.text === 'Said in silence'))
})

test('what a stranger at the database sends by NOTIFY harms nobody', async () => {
  const { url, one, other } = await startTwo()
  const vera = await visitorSocket(one.url)
  const second = await visitorSocket(other.url, vera.key)
  const letter = (part: object) => ({ from: 'a stranger', changed: [], words: [], ...part })
  const nonsense: unknown[] = [null, 5, 'x', [], {}, [null], { typing: null }, { typing: { by: 'agent' } }]
  const payloads = [
    ...['', 'hello', '[', 'null', '5', '[]', '{}'],
    ...nonsense.map((changed) => JSON.stringify(letter({ changed }))),
    ...nonsense.map((words) => JSON.stringify(letter({ words }))),
    ...nonsense.map((part) => JSON.stringify(letter({ changed: [part, [part, part]], words: [part] }))),
  ]
  for (const payload of payloads) await runSql(url, `SELECT pg_notify('frontdesk', $1)`, [payload])
  await says(vera, 'All the same')
  await entryHeard(second, (entry) => entry.kind === 'message' && entry.text === 'All the same')
  expect([...one.log.faults, ...other.log.faults]).toEqual([])
})

test('a long-polling request that reaches the wrong server is refused, and the log says what to set up', async () => {
  const { one, other } = await startTwo()
  const polling = (server: StartedApp, query = '') =>
    fetch(`${server.url}/socket.io/?EIO=4&transport=polling${query}`)
  const { sid } = JSON.parse((await (await polling(one)).text()).slice(1)) as { sid: string }
  expect((await polling(other, `&sid=${sid}`)).status).toBe(400)
  expect(other.log.warnings.join()).toContain('let the proxy choose the server by address')
  expect(one.log.warnings).toEqual([])
})

test('a database that is away for a while is followed again without a restart', async () => {
  const { url, one, other } = await startTwo()
  const vera = await visitorSocket(one.url)
  const second = await visitorSocket(other.url, vera.key)
  for (const tab of [vera, second]) await tab.get('desk:hello', hello)
  await says(vera, 'Before')
  await runSql(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  await waitFor('an acknowledgement', async () => {
    const messageId = 'after-the-cut'
    return (await vera.ask('message:send', { conversationId: null, messageId, text: 'After' })).ok
  })
  await entryHeard(second, (entry) => entry.kind === 'message' && entry.text === 'After')
  expect(one.log.faults).toEqual([])
})
