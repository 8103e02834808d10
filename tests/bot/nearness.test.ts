import { expect, test } from 'vitest'
import { learnFaq } from '../../server/bot/matcher/learned-faq.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { nearnessOf } from '../../server/bot/matcher/nearness.ts'

const noKin = () => 0

test('a text is as near as to the phrasing that is most like it', () => {
  expect(nearnessOf([0.2, 0.7, 0.4], noKin)).toBe(0.7)
  expect(nearnessOf([0.7], noKin)).toBeGreaterThan(nearnessOf([0.6, 0.6, 0.6], noKin))
  expect(nearnessOf([], noKin)).toBe(0)
})

test('among phrasings that are much the same, being like one of them says less than where they differ', () => {
  const kinship = [0.9, 0.2]
  const near = [
    [0.6, 0.1],
    [0.1, 0.6],
  ].map((likeness) => nearnessOf(likeness, (at) => kinship[at]!))
  expect(near[0]).toBeLessThan(near[1]! - 0.1)
})

const shop = [
  {
    id: 'hours',
    phrasings: ['when are you open', 'opening hours', 'are you open on sunday', 'when do you close'],
  },
  {
    id: 'delivery',
    phrasings: ['what does delivery cost', 'shipping fee', 'how much is postage', 'is delivery free'],
  },
  {
    id: 'refund',
    phrasings: ['I want my money back', 'how do refunds work', 'return an order', 'send something back'],
  },
  {
    id: 'repair',
    phrasings: ['fix a flat tyre', 'my brakes are broken', 'can you mend my bike', 'repair a wheel'],
  },
]

const matcher = await createMatcher(shop, { language: 'en' })
const nearnessTo = (text: string) => matcher.explain(text).why.nearness!

test('a question that says what a phrasing says is surer, and one that no phrasing says less sure', () => {
  expect(nearnessTo('so what does the delivery cost')).toBeGreaterThan(0.01)
  expect(nearnessTo('do lighthouses keep their own bees')).toBeLessThan(-0.01)
})

test('however near a phrasing is, it makes surer by no more than a little', () => {
  for (const text of ['when are you open please', 'so how much is postage', 'how do refunds work then'])
    expect(nearnessTo(text)).toBeLessThanOrEqual(0.03)
})

test('what a rehearsal hides is not near to itself', async () => {
  const { learned } = (await learnFaq(shop, { language: 'en' }))!
  expect(learned.calibration.parts.usualNearness).toBeLessThan(0.4)
})

test('nobody looks at nearness where no table knows the language', async () => {
  const unknown = await createMatcher(shop, { language: 'qaa' })
  expect(unknown.explain('delivery cost').why.nearness).toBeNull()
})
