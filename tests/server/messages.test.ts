import { expect, test } from 'vitest'
import { sinceLimit } from '../../protocol/limits.ts'
import type { FaqMatch } from '../../server/domain/faq.ts'
import { visitorSays } from '../../server/domain/saying.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import {
  adasConsole,
  caughtUp,
  entriesHeard,
  matchBehind,
  replyTo,
  says,
  transcript,
} from '../support/acts.ts'
import { createFakeBot, refundQuestion } from '../support/fake-bot.ts'
import { mondayMorning } from '../support/fake-clock.ts'
import { hello, newKey, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

test('a message is acknowledged with its number and the time of the server, then the answer comes', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const sent = await says(vera, refundQuestion, 'message-1')
  expect(sent).toMatchObject({ sequence: 1, at: mondayMorning })
  expect(await replyTo(vera, 'message-1')).toMatchObject({
    sequence: 2,
    kind: 'answer',
    by: { who: 'bot' },
    faqId: 'refund-time',
  })
  const ada = await adasConsole(url)
  expect(await matchBehind(ada, sent.conversationId, 'message-1')).toMatchObject({ decision: 'answer' })
})

test('a message is pushed to the other tab of its visitor, and not back to the tab that sent it', async () => {
  const { url } = await startApp()
  const key = newKey()
  const [one, two] = [await visitorSocket(url, key), await visitorSocket(url, key)]
  await says(one, refundQuestion, 'message-1')
  await Promise.all([replyTo(one, 'message-1'), replyTo(two, 'message-1')])
  expect(entriesHeard(one).map((entry) => entry.sequence)).toEqual([2])
  expect(entriesHeard(two).map((entry) => entry.sequence)).toEqual([1, 2])
})

test('another visitor hears nothing of it', async () => {
  const { url } = await startApp()
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  await caughtUp(viktor)
  expect(viktor.news('transcript:grew')).toEqual([])
})

test('a retry gets the first acknowledgement, and the first text stays', async () => {
  const { url, clock } = await startApp()
  const vera = await visitorSocket(url)
  const first = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  await clock.advance(60_000)
  const retried = await says(vera, 'Something else', 'message-1')
  expect(retried).toEqual(first)
  const entries = await transcript(vera, first.conversationId)
  expect(entries).toHaveLength(2)
  expect(entries[0]).toMatchObject({ id: 'message-1', text: refundQuestion, at: mondayMorning })
})

test('a retry from another connection, long after the conversation was closed, gets it too', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const first = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  const { conversationId } = first
  await vera.get('conversation:close', { conversationId, requestId: newRequestId() })
  vera.close()
  expect(await says(await visitorSocket(url, vera.key), refundQuestion, 'message-1')).toEqual(first)
})

test('a new message after the conversation was closed begins another one', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const first = await says(vera, refundQuestion)
  await vera.get('conversation:close', { conversationId: first.conversationId, requestId: newRequestId() })
  const second = await says(vera, refundQuestion)
  expect(second.conversationId).not.toBe(first.conversationId)
  expect(second.sequence).toBe(1)
})

test('fifty first messages at once begin one conversation', async () => {
  const { url } = await startApp()
  const key = newKey()
  const tabs = await Promise.all(Array.from({ length: 5 }, () => visitorSocket(url, key)))
  const sents = await Promise.all(
    tabs.flatMap((tab) => Array.from({ length: 10 }, () => says(tab, refundQuestion))),
  )
  expect(new Set(sents.map((sent) => sent.conversationId)).size).toBe(1)
  expect(new Set(sents.map((sent) => sent.sequence)).size).toBe(50)
})

test('fifty questions at once get fifty answers, numbered without a hole', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const ids = Array.from({ length: 50 }, (_, i) => `question-${i}`)
  const sents = await Promise.all(ids.map((id) => says(vera, refundQuestion, id)))
  await waitFor('fifty answers', () => entriesHeard(vera).length === 50)
  const entries = await transcript(vera, sents[0]?.conversationId ?? '')
  expect(entries.map((entry) => entry.sequence)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  expect(new Set(entries.map((entry) => entry.id))).toEqual(new Set(ids.flatMap((id) => [id, `${id}:reply`])))
})

test('the messages of one tab keep their order', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  await says(vera, 'First', 'message-0')
  const sents = await Promise.all(
    Array.from({ length: 30 }, (_, i) => says(vera, `Number ${i}`, `numbered-${i}`)),
  )
  const sequences = sents.map((sent) => sent.sequence)
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
})

test('a long transcript is read in pages of two hundred', async () => {
  const { url, store } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  for (let i = 0; i < 448; i++)
    await store.conversations.change(conversationId, (current) =>
      visitorSays(current, { id: `more-${i}`, by: { who: 'visitor' }, now: 0 }, `More ${i}`),
    )
  const pages = []
  for (const after of [0, 200, 400, 450, 99_999])
    pages.push(await vera.get('transcript:since', { conversationId, after }))
  expect(pages.map((page) => page.entries.length)).toEqual([sinceLimit, sinceLimit, 50, 0, 0])
  expect(pages.map((page) => page.head)).toEqual([450, 450, 450, 450, 450])
  const sequences = pages.flatMap((page) => page.entries.map((entry) => entry.sequence))
  expect(sequences).toEqual(Array.from({ length: 450 }, (_, i) => i + 1))
})

test('a hello gives the open conversation from where this screen is', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  const again = await visitorSocket(url, vera.key)
  const fresh = await again.get('desk:hello', hello)
  expect(fresh.conversation).toMatchObject({ id: conversationId, head: 2 })
  expect(fresh.conversation?.entries).toHaveLength(2)
  const known = await again.get('desk:hello', { ...hello, conversationId, after: 1 })
  expect(known.conversation?.entries.map((entry) => entry.sequence)).toEqual([2])
})

test('a closed conversation stays on the screen that shows it, and comes to no other', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await vera.get('conversation:close', { conversationId, requestId: newRequestId() })
  expect((await vera.get('desk:hello', { ...hello, conversationId })).conversation?.id).toBe(conversationId)
  expect((await vera.get('desk:hello', hello)).conversation).toBeNull()
})

test('a reply that the bot owed when the server died is said at the next hello, once', async () => {
  const first = await startApp()
  first.bot.understand(() => new Promise(() => undefined))
  const vera = await visitorSocket(first.url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await first.close()

  const second = await startApp({ store: first.store })
  const [one, two] = [await visitorSocket(second.url, vera.key), await visitorSocket(second.url, vera.key)]
  await Promise.all([one.get('desk:hello', hello), two.get('desk:hello', hello)])
  expect(await replyTo(one, 'message-1')).toMatchObject({ kind: 'answer', sequence: 2 })
  await one.get('desk:hello', hello)
  expect(await transcript(one, conversationId)).toHaveLength(2)
})

test('NUL and half characters do not reach the transcript, and nothing is left of a text made of them', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, ' a\0b\ud83d ')
  expect((await transcript(vera, conversationId))[0]).toMatchObject({ text: 'ab\ufffd' })
  const empty = { conversationId, messageId: newRequestId(), text: ' \0 ' }
  expect(await vera.ask('message:send', empty)).toEqual({ ok: false, refusal: 'bad-request' })
})

test('NUL and half characters are kept nowhere else either', async () => {
  const { url, store } = await startApp()
  const vera = await visitorSocket(url)
  const page = { url: 'https://shop.example/', title: 'Sh\0op\ud83d' }
  await vera.get('desk:hello', { ...hello, page, timeZone: 'Europe/\0Stockholm' })
  const { conversationId } = await says(vera, 'Hello')
  await vera.get('conversation:close', { conversationId, requestId: newRequestId() })
  const comment = 'Th\0anks\udc00'
  await vera.get('conversation:rate', { conversationId, requestId: newRequestId(), rating: 5, comment })
  const { state, entries } = await store.conversations.read(conversationId)
  expect(state).toMatchObject({ page: { title: 'Shop\ufffd' }, timeZone: 'Europe/Stockholm' })
  expect(entries.at(-1)).toMatchObject({ kind: 'rating', comment: 'Thanks\ufffd' })
})

test('a server that stops before the bot has answered says nothing for it: the next start does', async () => {
  const store = createMemoryStore()
  const bot = createFakeBot()
  let fail: ((cause: Error) => void) | undefined
  bot.understand(() => new Promise<FaqMatch>((_, reject) => (fail = reject)))
  const first = await startApp({ store, bot })
  const vera = await visitorSocket(first.url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await waitFor('the bot is asked', () => fail !== undefined)
  await first.close()
  fail?.(new Error('the matcher is stopping too'))

  const second = await startApp({ store })
  const again = await visitorSocket(second.url, vera.key)
  await again.get('desk:hello', hello)
  expect(await replyTo(again, 'message-1')).toMatchObject({ kind: 'answer', faqId: 'refund-time' })
  expect(await transcript(again, conversationId)).toHaveLength(2)
})
