import { expect, test } from 'vitest'
import type { FaqEntry, FaqMatch } from '../../server/domain/faq.ts'
import { adasConsole, asksForPerson, replyTo, says, transcript } from '../support/acts.ts'
import { bicycleFaq, createFakeBot, faqEntry, refundQuestion } from '../support/fake-bot.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

const germanQuestion = 'Wann bekomme ich mein Geld zurück?'

/** The shop of the other tests, with one entry in German too. */
function twoLanguages() {
  const bot = createFakeBot()
  const german = faqEntry('refund-time', { language: 'de', question: germanQuestion, answer: 'Bald.' })
  const english = bot.entry.bind(bot)
  bot.entry = (faqId, language) =>
    language === 'de' && faqId === 'refund-time' ? german : english(faqId, language)
  bot.understand((text, language) => {
    const entry = language === 'de' ? german : bicycleFaq().find(({ question }) => question === text)
    return entry?.question === text ? sure(entry) : { decision: 'unknown', ranked: [] }
  })
  bot.recognise(germanQuestion, 'de')
  return bot
}

const sure = (entry: FaqEntry, confidence = 0.9): FaqMatch => ({
  decision: 'answer',
  ranked: [{ entry, confidence }],
})

test('a question in another language of the FAQ is answered in it, and the conversation goes on in it', async () => {
  const { url, store } = await startApp({ bot: twoLanguages() })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, germanQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer', text: 'Bald.', language: 'de' })
  expect((await store.conversations.read(conversationId)).state).toMatchObject({ language: 'de' })
  const welcome = await vera.get('desk:hello', { ...hello, conversationId })
  expect(welcome.site.language).toBe('en')
})

test('who speaks a dozen languages, on a page that names its own wrongly, is welcomed all the same', async () => {
  const { url } = await startApp({ bot: twoLanguages() })
  const vera = await visitorSocket(url)
  const browser = ['de', 'en', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'no', 'da', 'fi', 'pl']
  const languages = ['the language of this page goes here, please', ...browser]
  expect((await vera.get('desk:hello', { ...hello, languages })).site.language).toBe('de')
})

test('a question picked from a list is answered in the language of the list', async () => {
  const { url } = await startApp({ bot: twoLanguages() })
  const vera = await visitorSocket(url)
  await says(vera, germanQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  const pick = { conversationId: null, messageId: 'message-2', text: refundQuestion, faqId: 'refund-time' }
  await vera.get('message:send', pick)
  expect(await replyTo(vera, 'message-2')).toMatchObject({ kind: 'answer', language: 'en' })
})

test('a word that only the other FAQ knows is answered, but does not change the language', async () => {
  const bot = twoLanguages()
  bot.recognise(germanQuestion, 'de', false)
  const { url, store } = await startApp({ bot })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, germanQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer', language: 'en' })
  const { state, entries } = await store.conversations.read(conversationId)
  expect(state).toMatchObject({ language: 'en' })
  expect(entries[1]).toMatchObject({ match: { decision: 'answer', askedIn: 'de' } })
})

test('a question in a language without a FAQ is told so once, in that language, with the offer of a person', async () => {
  const bot = createFakeBot()
  bot.recognise('Où est mon colis ?', 'fr')
  bot.recognise('Et la facture ?', 'fr')
  const { url } = await startApp({ bot })
  const vera = await visitorSocket(url)
  await says(vera, 'Où est mon colis ?', 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({
    kind: 'offer',
    because: 'other-language',
    text: '(fr) only en',
    language: 'fr',
  })
  await says(vera, 'Et la facture ?', 'message-2')
  expect(await replyTo(vera, 'message-2')).toMatchObject({ kind: 'offer', because: 'misses' })
})

test('an answer in the default language stands above the sentence, and is no miss', async () => {
  const bot = createFakeBot()
  bot.recognise('PayPal, ça marche ?', 'fr')
  bot.understand((text) =>
    text.startsWith('PayPal') ? sure(bicycleFaq()[0]!) : { decision: 'unknown', ranked: [] },
  )
  const { url } = await startApp({ bot })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, 'PayPal, ça marche ?', 'message-1')
  await replyTo(vera, 'message-1')
  const kinds = (await transcript(vera, conversationId)).map((entry) => [entry.kind, entry.by.who])
  expect(kinds).toEqual([
    ['message', 'visitor'],
    ['answer', 'bot'],
    ['offer', 'bot'],
  ])
  await says(vera, 'zzz', 'message-2')
  expect(await replyTo(vera, 'message-2')).toMatchObject({ kind: 'offer', because: 'nothing-matched' })
})

test('a page in a language without a FAQ says so at the first question without an answer', async () => {
  const { url } = await startApp()
  const vera = await visitorSocket(url)
  await vera.get('desk:hello', { ...hello, languages: ['sv-SE', 'en'] })
  await says(vera, refundQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer' })
  await says(vera, 'hm', 'message-2')
  expect(await replyTo(vera, 'message-2')).toMatchObject({ because: 'other-language', language: 'sv' })
})

test('agents see in their list what the visitor writes in', async () => {
  const bot = createFakeBot()
  bot.recognise('Où est mon colis ?', 'fr')
  const { url } = await startApp({ bot })
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const { conversationId } = await says(vera, 'Où est mon colis ?', 'message-1')
  await replyTo(vera, 'message-1')
  await vera.get('handoff:request', { conversationId, requestId: newRequestId() })
  const { row, handoff } = await ada.get('conversation:open', { conversationId })
  expect(row).toMatchObject({ language: 'en', writesIn: 'fr' })
  expect(handoff).toMatchObject({ because: 'other-language' })
})

test('who writes to people only is tagged with their language too', async () => {
  const bot = createFakeBot()
  bot.recognise('Où est mon colis ?', 'fr')
  const { url } = await startApp({ bot })
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  const conversationId = await asksForPerson(vera)
  await says(vera, 'Où est mon colis ?', 'message-1')
  await expect
    .poll(async () => (await ada.get('conversation:open', { conversationId })).row)
    .toMatchObject({ language: 'en', writesIn: 'fr', status: 'waiting' })
})

test('a short question after an answer is understood with it, and the log says so', async () => {
  const faq = bicycleFaq()
  const [refund, period] = [faq[0]!, faq[1]!]
  const bot = createFakeBot(faq)
  const asked: string[] = []
  bot.understand((text) => {
    asked.push(text)
    if (text === refundQuestion) return sure(refund)
    if (text === 'Bicycles and how long?') return sure(period, 0.85)
    return { decision: 'unknown', ranked: [{ entry: period, confidence: 0.2 }] }
  })
  const { url, store } = await startApp({ bot })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion, 'message-1')
  await replyTo(vera, 'message-1')
  await says(vera, 'and how long?', 'message-2')
  expect(await replyTo(vera, 'message-2')).toMatchObject({ kind: 'answer', faqId: 'return-period' })
  const { entries } = await store.conversations.read(conversationId)
  expect(entries[3]).toMatchObject({ match: { after: { faqId: 'refund-time', question: refundQuestion } } })
  expect(asked).toEqual([refundQuestion, 'and how long?', 'Bicycles and how long?', 'Bicycles'])
})

test('a bot that cannot tell languages answers as before', async () => {
  const bot = createFakeBot()
  bot.writtenIn = () => Promise.reject(new Error('no table'))
  const { url, log } = await startApp({ bot })
  const vera = await visitorSocket(url)
  await says(vera, refundQuestion, 'message-1')
  expect(await replyTo(vera, 'message-1')).toMatchObject({ kind: 'answer', faqId: 'refund-time' })
  expect(log.faults.map(({ message }) => message)).toEqual(['the language of a message could not be told'])
})
