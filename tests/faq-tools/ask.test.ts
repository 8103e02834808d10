import { expect, test } from 'vitest'
import type { AskReport } from '../../server/faq-tools/ask.ts'
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

test('for machines: the decision, what is said, and reasons that add up to each score', async () => {
  const { out } = await faqTool(await faqFolder(), 'ask', 'what is the shipping fee', '--json')
  const report = JSON.parse(out) as AskReport
  expect(report).toMatchObject({ language: 'en', decision: 'answer', corrected: [] })
  expect(report.said[0]).toMatchObject({ kind: 'answer', faqId: 'delivery-cost' })
  for (const { score, reasons } of report.candidates)
    expect(reasons.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 9)
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
