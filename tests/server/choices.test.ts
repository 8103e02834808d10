import { expect, test } from 'vitest'
import type { FaqEntry } from '../../server/domain/faq.ts'
import { adasConsole, caughtUp, matchBehind, replyTo, says, transcript } from '../support/acts.ts'
import { bicycleFaq, choiceAmong, createFakeBot, refundQuestion } from '../support/fake-bot.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

/** A bot that is never sure, and asks which of these is meant. */
function unsureBot(faq: FaqEntry[] = bicycleFaq()) {
  const bot = createFakeBot(faq)
  bot.understand(() => choiceAmong(...faq.slice(0, 4)))
  return bot
}

test('the bot that is not sure gives three choices, and answers the one that is picked', async () => {
  const { url } = await startApp({ bot: unsureBot() })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Money?', 'message-1')
  const choices = await replyTo(vera, 'message-1')
  expect(choices.kind === 'choices' && choices.choices.map((choice) => choice.faqId)).toEqual([
    'refund-time',
    'return-period',
    'frame-size',
  ])
  const pick = { conversationId, requestId: 'pick-one', of: choices.sequence, faqId: 'return-period' }
  expect(await vera.get('choice:pick', pick)).toEqual({ sequence: 3 })
  expect(await replyTo(vera, 'pick-one')).toMatchObject({
    sequence: 4,
    kind: 'answer',
    faqId: 'return-period',
  })
  const ada = await adasConsole(url)
  expect(await matchBehind(ada, conversationId, 'pick-one')).toMatchObject({ decision: 'picked' })
  expect(await vera.get('choice:pick', pick)).toEqual({ sequence: 3 })
  expect(await transcript(vera, conversationId)).toHaveLength(4)
})

test('a picked entry that is no longer in the FAQ becomes an offer of a person', async () => {
  const faq = bicycleFaq()
  const { url } = await startApp({ bot: unsureBot(faq) })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Money?', 'message-1')
  await replyTo(vera, 'message-1')
  faq.splice(0)
  await vera.get('choice:pick', { conversationId, requestId: 'pick-one', of: 2, faqId: 'refund-time' })
  expect(await replyTo(vera, 'pick-one')).toMatchObject({ kind: 'offer' })
})

test('none of these makes the bot offer a person', async () => {
  const { url } = await startApp({ bot: unsureBot() })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Money?', 'message-1')
  await replyTo(vera, 'message-1')
  await vera.get('choice:pick', { conversationId, requestId: 'pick-none', of: 2, faqId: null })
  expect(await replyTo(vera, 'pick-none')).toMatchObject({ kind: 'offer', because: 'none-of-these' })
})

test('a question picked from a list is answered without asking the matcher', async () => {
  const { url, bot } = await startApp()
  const asked: string[] = []
  bot.understand((text) => {
    asked.push(text)
    return { decision: 'unknown', ranked: [] }
  })
  const vera = await visitorSocket(url)
  const picked = { conversationId: null, messageId: 'message-1', text: refundQuestion, faqId: 'refund-time' }
  const { conversationId } = await vera.get('message:send', picked)
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
  const ada = await adasConsole(url)
  expect(await matchBehind(ada, conversationId, 'message-1')).toMatchObject({ decision: 'picked' })
  expect(asked).toEqual([])
})

test('a picked question that the FAQ does not know is matched by its text', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const picked = { conversationId: null, messageId: 'message-1', text: refundQuestion, faqId: 'constructor' }
  const { conversationId } = await vera.get('message:send', picked)
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
  const ada = await adasConsole(url)
  expect(await matchBehind(ada, conversationId, 'message-1')).toMatchObject({ decision: 'answer' })
})

test('the second question in a row without an answer says so', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  await says(vera, 'Gibberish', 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'offer', because: 'nothing-matched' })
  await says(vera, 'More gibberish', 'message-2')
  expect(await replyTo(vera, 'message-2')).toMatchObject({ kind: 'offer', because: 'misses' })
})

test('an answer that helped is followed by nothing, one that did not by an offer', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  await says(vera, 'Which frame fits me?', 'message-2')
  await replyTo(vera, 'message-2')
  await vera.get('answer:rate', { conversationId, requestId: 'helped-1', of: 2, helped: true })
  await vera.get('answer:rate', { conversationId, requestId: 'helped-2', of: 4, helped: false })
  expect(await replyTo(vera, 'helped-2')).toMatchObject({ kind: 'offer', because: 'did-not-help' })
  const kinds = (await transcript(vera, conversationId)).map((entry) => entry.kind)
  expect(kinds).toEqual(['message', 'answer', 'message', 'answer', 'feedback', 'feedback', 'offer'])
})

test('an entry that demands a person puts the visitor in line at once', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'My bicycle was stolen.', 'message-1')
  await replyTo(vera, 'message-1')
  expect(await transcript(vera, conversationId)).toMatchObject([
    { kind: 'message' },
    { kind: 'answer', faqId: 'stolen-bicycle' },
    { kind: 'move', move: 'handoff-requested', by: { who: 'bot' }, because: 'entry-demands' },
  ])
  expect((await vera.get('desk:hello', hello)).place).toMatchObject({ position: 1 })
})

test('a matcher that fails does not stand between a visitor and a person', async () => {
  const { url, bot, log } = await startApp()
  bot.understand(() => Promise.reject(new Error('out of memory')))
  const vera = await visitorSocket(url)
  await says(vera, refundQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'offer', because: 'nothing-matched' })
  expect(log.faults.map((fault) => fault.message)).toEqual(['the matcher failed'])
})

test('a visitor who asks for a person while the bot is thinking gets the person, not the answer too', async () => {
  const { url, bot } = await startApp()
  let think: (() => void) | undefined
  bot.understand(
    () =>
      new Promise((resolve) => {
        think = () => resolve({ decision: 'unknown', ranked: [] })
      }),
  )
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'Money?', 'message-1')
  await vera.get('handoff:request', { conversationId, requestId: newRequestId() })
  think?.()
  await caughtUp(vera)
  const entries = await transcript(vera, conversationId)
  expect(entries.map((entry) => entry.kind)).toEqual(['message', 'move'])
})
