import { expect, test } from 'vitest'
import type { AskReport } from '../../server/faq-tools/ask.ts'
import { showAsk } from '../../server/faq-tools/show-ask.ts'
import { createTerminal } from '../../server/faq-tools/terminal.ts'
import { faqFolder, faqTool } from './faq-folder.ts'

test('a question shows what would be said, the candidates, and the words that spoke', async () => {
  const { out, code } = await faqTool(await faqFolder(), 'ask', 'what is the shiping fee')
  expect(out).toContain('“what is the shiping fee”  asked in en\n  read “shiping” as “shipping”\n')
  expect(out).toContain('Answers with delivery-cost\n  │ Delivery is €40')
  expect(out).toMatch(/0\.\d\d {2}What does delivery cost\? {2}delivery-cost, FAQ\/en\/shop\.json:5\n/)
  expect(out).toMatch(/for {6}near in meaning to “shipping fee” \+0.* · shiping \+0/)
  expect(code).toBe(0)
})

test('a question in another language asks the entries of that language', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'Versandkosten', '--language', 'de-AT')
  expect(out).toContain('asked in de')
  expect(out).toContain('Answers with delivery-cost')
})

test('a question that nothing is like says so', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'xyzzy plugh')
  expect(out).toContain('Does not know, and offers a person')
})

test('a question like those that are listed as unanswered says that it is less sure for that', async () => {
  const unanswered = ['postage to the moon', 'shipping to the moon', 'delivery on the moon']
  const folder = await faqFolder((faq) => Object.assign(faq['en/shop.json'], { unanswered }))
  const { out } = await faqTool(folder, 'ask', 'is there delivery to the moon')
  expect(out).toMatch(/less sure by 0\.\d\d: it is like questions listed as unanswered/)
  const { out: other } = await faqTool(folder, 'ask', 'fix my flat tyre')
  expect(other).not.toContain('listed as unanswered')
})

test('whether a phrasing says much the same is told with the candidates', async () => {
  const folder = await faqFolder()
  const { out } = await faqTool(folder, 'ask', 'the shipping fee')
  expect(out).toMatch(/surer of the first by 0\.\d\d: a phrasing says much the same/)
  const { out: other } = await faqTool(folder, 'ask', 'my neighbours dog barks at the postman all day')
  expect(other).toMatch(/less sure of the first by 0\.\d\d: no phrasing says much the same/)
})

test('for machines: the decision, what is said, and reasons that add up to each score', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'what is the shipping fee', '--json')
  const report = JSON.parse(out) as AskReport
  expect(report).toMatchObject({ language: 'en', decision: 'answer', corrected: [] })
  expect(report.said[0]).toMatchObject({ kind: 'answer', faqId: 'delivery-cost' })
  for (const { score, reasons } of report.candidates)
    expect(reasons.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 9)
})

test('what was heard besides the question is shown, why, and what was looked for', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'hi there, what is the shipping fee, thanks')
  expect(out).toMatch(/heard thanks 0\.\d\d {2}thanks/)
  expect(out).toContain('looked for “what is the shipping fee”')
  expect(out).toContain('Answers with delivery-cost')
})

test('talk without a question is replied to, and the candidates are told as what could have been', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'good morning')
  expect(out).toMatch(/Replies to hello\n {2}│ Hello!/)
  expect(out).not.toContain('Candidates, how sure, and why')
})

test('anger is offered a person for what it is, and not for want of an answer', async () => {
  const folder = await faqFolder()
  const { out } = await faqTool(folder, 'ask', 'this is the third time I write, you are useless')
  expect(out).toMatch(/heard angry [01]\.\d\d/)
  expect(out).toContain('Offers a person to somebody who is angry')
  expect(out).not.toContain('Does not know')
})

test('a language that the FAQ does not have is named', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'Où est mon colis, s’il vous plaît ?')
  expect(out).toContain('written in fr, asked in en')
  expect(out).toContain('Says that it has no answers in this language, and offers a person')
})

test('a question is asked after another one, and goes on from its answer', async () => {
  const folder = await faqFolder((faq) => (faq['en/shop.json'].topic = 'Delivery'))
  const asked = ['ask', 'and on saturday?', '--after', 'what does delivery cost', '--json']
  const { out } = await faqTool(folder, ...asked)
  const { after, asked: lookedFor } = JSON.parse(out) as AskReport
  // Alone it is answered already where it says enough.
  expect([after, lookedFor]).toEqual(
    after === null ? [null, null] : ['delivery-cost', 'Delivery and on saturday?'],
  )
})

test('a message before that changes nothing is told, so that nobody wonders', async () => {
  const asked = ['ask', 'fix a flat tyre', '--after', 'what does delivery cost']
  const { out } = await faqTool(await faqFolder(), ...asked)
  expect(out).toContain('understood by itself: “what does delivery cost” before it changes nothing')
})

test('what is offered stands among the candidates, though next to nothing spoke for it', () => {
  let out = ''
  const guess = { id: 'opening-hours', question: 'When are you open?', confidence: 0.04, score: -1 }
  const reasons = [{ kind: 'start', text: '', amount: -1 } as const]
  const report: AskReport = {
    ...{ text: 'and to norway?', language: 'en', writesIn: null, decision: 'choose', heard: null, doubt: 0 },
    said: [{ kind: 'choices', choices: [{ faqId: guess.id, question: guess.question }] }],
    ...{ asked: null, before: null, after: null, askedIn: null, corrected: [], nearness: null },
    candidates: [{ ...guess, reasons, file: 'en/shop.json', line: 19 }],
  }
  showAsk(report, createTerminal({ write: (text) => (out += text) }, false))
  expect(out).toContain(
    '0.04  When are you open?  opening-hours, en/shop.json:19\n        for      hardly anything',
  )
})

test('of a very long answer no more is shown than it can be known by', async () => {
  const folder = await faqFolder((faq) => (faq['en/shop.json'].entries[0]!.answer = 'Free. '.repeat(50_000)))
  const { out } = await faqTool(folder, 'ask', 'shipping fee')
  expect(out).toContain('│ Free. Free.')
  expect(out.length).toBeLessThan(3000)
})

test('a FAQ with a mistake still answers with the rest, and says where to look', async () => {
  const folder = await faqFolder((faq) => (faq['en/shop.json'].entries[1]!.answer = ''))
  const { out, err } = await faqTool(folder, 'ask', 'shipping fee')
  expect(err).toContain('The FAQ has a mistake, and what has one is left out: npm run faq -- check')
  expect(out).toContain('Answers with delivery-cost')
})

test.each([
  [['asc'], 'There is no "asc".'],
  [['ask'], 'What shall be asked? Write it in quotes.'],
  [['ask', 'x', '--language', 'german'], '--language is "german": not a language tag, such as de or pt-BR.'],
  [['ask', 'x', '--strict'], '"ask" knows no --strict.'],
  [['check', 'faq-data'], '"check" takes no "faq-data". The folder goes after --faq.'],
  [['check', '--site', 'https://x.example'], '--site says where --links shall look: add --links.'],
  [['check', '--colour'], "Unknown option '--colour'."],
  [['eval'], 'Name one file of questions.'],
])('%j is answered with what there is', async (args, says) => {
  const { err, out, code } = await faqTool('FAQ', ...args)
  expect(err).toContain(`${says}\nnpm run faq -- check`)
  expect([out, code]).toEqual(['', 2])
})
