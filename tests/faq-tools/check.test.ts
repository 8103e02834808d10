import { expect, test } from 'vitest'
import type { CheckReport } from '../../server/faq-tools/check.ts'
import { faqFolder, faqTool, soundFaq } from './faq-folder.ts'
import type { Faq } from './faq-folder.ts'

const entryOf = (faq: Faq, id: string, language: 'en' | 'de' = 'en') =>
  faq[`${language}/shop.json`].entries.find((entry) => entry.id === id)!

const written = (faq: Faq, change: (text: string) => string) =>
  change(JSON.stringify(faq['en/shop.json'], null, 2))

async function report(folder: string, ...args: string[]): Promise<CheckReport> {
  return JSON.parse((await faqTool(folder, 'check', '--json', ...args)).out) as CheckReport
}

/** Each entry asked in fifteen ways, most of which find it when the others are known. */
function wellWorded(faq: Faq): void {
  const asking = ['what about', 'tell me of', 'i want to know', 'question on', 'please explain']
  const things: Record<string, string[]> = {
    'delivery-cost': ['the delivery cost', 'costs of delivery', 'delivery cost to France'],
    'opening-hours': ['opening hours', 'the hours when you open', 'open hours at noon'],
    'bicycle-repair': ['bicycle repair', 'to repair a bicycle', 'bicycle repair in spring'],
  }
  for (const { id, phrasings } of faq['en/shop.json'].entries)
    phrasings.splice(0, 4, ...things[id]!.flatMap((thing) => asking.map((ask) => `${ask} ${thing}`)))
  Object.assign(faq['site.json'], { languages: ['en'] })
  delete (faq as Partial<Faq>)['de/shop.json']
}

test('a FAQ that nothing is wrong with and that finds what is hidden has the full score', async () => {
  const { code, out } = await faqTool(await faqFolder(wellWorded), 'check', '--strict')
  expect(out).toContain('FAQ  en 3 entries, 45 phrasings')
  expect(out).toContain('Score 100 of 100')
  expect(out).toContain('Nothing to do.')
  expect(code).toBe(0)
})

test('a FAQ without a mistake that can hardly be found scores far less, and is told what was not found', async () => {
  const { code, out } = await faqTool(await faqFolder(), 'check', '--strict')
  expect(out).toContain('FAQ  en 3 entries, 12 phrasings · de 3 entries, 12 phrasings')
  expect(out).not.toMatch(/^(Mistakes|Warnings)/m)
  expect(Number(/Score (\d+)/.exec(out)?.[1])).toBeLessThan(75)
  expect(out).toContain(
    'FAQ/en/shop.json:7: entry "delivery-cost" has 4 phrasings. Each hidden in turn, none is found: "shipping fee", "price of postage", "how much to send it", …. Add more, in other words than these: 15 answer far more visitors.',
  )
  expect(code).toBe(0)
})

test('the phrasings that check asks for raise the score', async () => {
  const scoreOf = async (change?: (faq: Faq) => void) => (await report(await faqFolder(change))).score.total
  const more = [
    'delivery fee',
    'fee for shipping a parcel',
    'postage for a parcel',
    'how much is the shipping',
  ]
  const added = await scoreOf((faq) => void entryOf(faq, 'delivery-cost').phrasings.push(...more))
  expect(added).toBeGreaterThan((await scoreOf()) + 3)
})

test('many phrasings that have nothing in common are told to be not found', async () => {
  const odd = [
    'wheel bent|chain oil|rusty fork|saddle torn|pedals wobble|lamp dark|bell silent|frame cracked|basket off|gears slip|squeaky brakes|spoke snapped|tyre flat|paint scratch|handlebar loose',
    'saturday|until noon|easter|night|lunch break|sunday too|christmas|seven sharp|bank holiday|tomorrow|weekends|early bird|when shut|summer|new year',
    'postage|parcel fee|france|heavy box|courier price|free above|surcharge|islands|express extra|per kilo|pay on arrival|customs|taxes|abroad|shipping',
  ]
  const folder = await faqFolder((faq) =>
    ['bicycle-repair', 'opening-hours', 'delivery-cost'].forEach(
      (id, at) => (entryOf(faq, id).phrasings = odd[at]!.split('|')),
    ),
  )
  const { findings } = await report(folder)
  const hard = findings.find(({ kind, entry }) => kind === 'hard-to-find' && entry === 'bicycle-repair')
  expect(hard?.message).toMatch(
    /^entry "bicycle-repair" has 15 phrasings\. Each hidden in turn, \d+ are not found: "/,
  )
  expect(hard?.message).toContain('Add some that ask for the same in other words.')
})

interface Breakage {
  what: string
  change?: (faq: Faq) => void
  files?: Record<string, string | Buffer>
  says: string
  code: number
}

/** What is wrong with whole files and fields: nothing of it is used, so the check fails. */
const mistakes: Breakage[] = [
  {
    what: 'a comma too many',
    files: { 'en/shop.json': written(soundFaq, (text) => text.replace('"Shop",', '"Shop",,')) },
    says: 'FAQ/en/shop.json:2: ',
    code: 1,
  },
  {
    what: 'a number where a text belongs',
    change: (faq) => Object.assign(entryOf(faq, 'opening-hours'), { question: 24 }),
    says: 'FAQ/en/shop.json:20: entry "opening-hours": "question" is the number 24. ',
    code: 1,
  },
  {
    what: 'an unknown field',
    change: (faq) => Object.assign(entryOf(faq, 'opening-hours'), { folowUps: ['delivery-cost'] }),
    says: 'FAQ/en/shop.json:28: entry "opening-hours" has an unknown field "folowUps". Did you mean "followUps"?',
    code: 1,
  },
  {
    what: 'a field under another name',
    change: (faq) => {
      const { answer, ...rest } = entryOf(faq, 'opening-hours')
      faq['en/shop.json'].entries[1] = { ...rest, reply: answer } as never
    },
    says: 'Mistakes (1)\n  FAQ/en/shop.json:27: entry "opening-hours" has an unknown field "reply". Did you mean "answer", which is missing?\n',
    code: 1,
  },
  {
    what: 'percent for a share',
    change: (faq) => Object.assign(faq['site.json'], { keep: 90 }),
    says: '"keep" is 90. Write a share: 0.9 for 90 %.',
    code: 1,
  },
  {
    what: 'a link of an entry with a space',
    change: (faq) => Object.assign(entryOf(faq, 'opening-hours'), { links: [{ url: '/our prices.html' }] }),
    says: 'item 1 of "links.url" is "/our prices.html". Write %20 for a space.',
    code: 1,
  },
  {
    what: 'an id that stands twice',
    change: (faq) => (entryOf(faq, 'bicycle-repair').id = 'opening-hours'),
    says: 'FAQ/en/shop.json:30: entry "opening-hours" is in FAQ/en/shop.json:19 already. Give one of them another id, or remove it.',
    code: 1,
  },
  {
    what: 'a copy of a file beside it',
    files: { 'en/shop (copy).json': JSON.stringify(soundFaq['en/shop.json'], null, 2) },
    says: 'Mistakes (1)\n  FAQ/en/shop.json:5: all 3 entries are in FAQ/en/shop (copy).json already. If one of the two files is a copy, move it out of the FAQ.\n',
    code: 1,
  },
  {
    what: 'a follow-up to nowhere',
    change: (faq) => (entryOf(faq, 'delivery-cost').followUps = ['opening-hour']),
    says: 'entry "delivery-cost" names "opening-hour" in "followUps", but no entry has that id. Did you mean "opening-hours"?',
    code: 1,
  },
  {
    what: 'an empty answer',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = ' '),
    says: 'entry "opening-hours": "answer" is empty.',
    code: 1,
  },
  {
    what: 'another encoding',
    files: {
      'de/shop.json': Buffer.from(JSON.stringify(soundFaq['de/shop.json'], null, 2), 'latin1'),
    },
    says: 'FAQ/de/shop.json:9: this line has a character that is not UTF-8. Save the file as UTF-8.',
    code: 1,
  },
]

/** What visitors would notice: told, and failing with --strict. */
const warnings: Breakage[] = [
  {
    what: 'another price in a translation',
    change: (faq) => (entryOf(faq, 'delivery-cost', 'de').answer = 'In Europa 45 €, ab 1.000 € kostenlos. Siehe [Preise](/delivery.html).'), // prettier-ignore
    says: 'FAQ/de/shop.json:13: entry "delivery-cost": says 45 where "en" says 40 (FAQ/en/shop.json:13). One of the two is out of date.',
    code: 1,
  },
  {
    what: 'the same phrasing in two entries',
    change: (faq) => entryOf(faq, 'bicycle-repair').phrasings.push('Opening hours?'),
    says: 'FAQ/en/shop.json:37: entry "bicycle-repair": "Opening hours?" also stands in entry "opening-hours" (FAQ/en/shop.json:22), so visitors are asked which one they mean. Keep it in one of them.',
    code: 1,
  },
  {
    what: 'a question that is listed as unanswered and has an answer',
    change: (faq) => Object.assign(faq['en/shop.json'], { unanswered: ['Opening hours?'] }),
    says: 'FAQ/en/shop.json:42: "unanswered" has "Opening hours?", which entry "opening-hours" (FAQ/en/shop.json:19) answers. Remove it from one of them.',
    code: 1,
  },
  {
    what: 'a phrasing without words',
    change: (faq) => entryOf(faq, 'opening-hours').phrasings.push('🕐?'),
    says: 'FAQ/en/shop.json:26: entry "opening-hours": "🕐?" has no word in it, so nothing is found by it. Write words.',
    code: 1,
  },
  {
    what: 'a file that was copied and not translated',
    change: (faq) => (faq['de/shop.json'] = structuredClone(faq['en/shop.json'])),
    says: 'FAQ/de/shop.json:5: not translated, but word for word as in "en": "delivery-cost", "opening-hours", "bicycle-repair". Translate, or remove it: visitors get the en text then.',
    code: 1,
  },
  {
    what: 'a top question that is a draft',
    change: (faq) => Object.assign(entryOf(faq, 'delivery-cost'), { draft: true }),
    says: 'FAQ/site.json:15: "topQuestions" names "delivery-cost", a draft, so it is not shown. Publish it, or name another one.',
    code: 1,
  },
  {
    what: 'a link that only works on one page',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = 'See [here](hours.html).'),
    says: 'the link "[here](hours.html)" leads elsewhere from each page. Begin it with "/", or with https://.',
    code: 1,
  },
  {
    what: 'an address without https',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = 'See [here](www.shop.example).'),
    says: 'the link "[here](www.shop.example)" is taken for a page of your own site. Write https:// before it.',
    code: 1,
  },
  {
    what: 'HTML in an answer',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = 'Always <blink>open</blink>.'),
    says: '"<blink>" is HTML and is shown as written. Use Markdown, such as **bold** or a list.',
    code: 1,
  },
  {
    what: 'a whole page for an answer',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = 'From 9 am to 5:30 pm. '.repeat(300)),
    says: 'characters; past 900 few read on in a chat.',
    code: 1,
  },
  {
    what: 'a table in an answer',
    change: (faq) => (entryOf(faq, 'opening-hours').answer = '| Day | |\n|---|---|\n| Monday | open |'),
    says: 'a table loses its columns in the chat. Write a list.',
    code: 1,
  },
]

/** What was meant as a link and is none, by its answer. */
const brokenLinks: [string, string][] = [
  ['See [prices](https://shop.example/our prices.html).', 'Write %20 for a space in the address.'],
  ['See [prices] (https://shop.example/prices).', 'Remove the space before "(".'],
  ['See [prices](https://shop.example/prices for more.', 'Close it with ")".'],
]
for (const [answer, advice] of brokenLinks)
  warnings.push({
    what: `a link that is none, ${answer}`,
    change: (faq) => (entryOf(faq, 'opening-hours').answer = answer),
    says: `is no link, and is shown as written. ${advice}`,
    code: 1,
  })

/** What could be better: never failing. */
const hints: Breakage[] = [
  {
    what: 'a phrasing that is nearly in another entry',
    change: (faq) => entryOf(faq, 'bicycle-repair').phrasings.push('appointment for opening the workshop, are you there on Saturday', 'are you open there on Saturday'), // prettier-ignore
    says: '"are you open there on Saturday" is almost "are you there on Saturday" in entry "opening-hours" (FAQ/en/shop.json:23).',
    code: 0,
  },
  {
    what: 'few phrasings',
    change: (faq) => (entryOf(faq, 'opening-hours').phrasings = ['opening hours']),
    says: 'FAQ/en/shop.json:21: entry "opening-hours" has 1 phrasing. Each hidden in turn, none is found: "opening hours". Add more',
    code: 0,
  },
  {
    what: 'a missing translation',
    change: (faq) => faq['de/shop.json'].entries.pop(),
    says: 'FAQ/en/shop.json:30: 1 entry is not in "de": "bicycle-repair". Visitors get the en text. Translate what they ask most.',
    code: 0,
  },
  {
    what: 'a translation whose original went away',
    change: (faq) => (entryOf(faq, 'bicycle-repair', 'de').id = 'bicycle-repairs'),
    says: 'entry "bicycle-repairs" is in "de" and not in "en", the first language. Did you mean "bicycle-repair"?',
    code: 0,
  },
  {
    what: 'an answer that nobody reads to its end',
    change: (faq) =>
      (entryOf(faq, 'opening-hours').answer =
        `Monday to Friday, 9 am to 5:30 pm. ${'Come and see us. '.repeat(60)}`),
    says: 'the answer has 1054 characters; past 900 few read on in a chat.',
    code: 0,
  },
]

test.each([...mistakes, ...warnings, ...hints])('$what: $says', async ({ change, files, says, code }) => {
  const { out, code: ended } = await faqTool(await faqFolder(change, files), 'check', '--strict', '--all')
  expect(out).toContain(says)
  expect(ended).toBe(code)
})

test('a byte order mark is no mistake', async () => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(written(soundFaq, String))])
  const { code, out } = await faqTool(
    await faqFolder(undefined, { 'en/shop.json': marked }),
    'check',
    '--strict',
    '--all',
  )
  expect([code, out.includes('Mistakes')]).toEqual([0, false])
})

test('entries that take each other’s phrasings are named together, with the phrasings', async () => {
  const folder = await faqFolder((faq) => {
    const { entries } = faq['en/shop.json']
    const phrasings = ['send back a bicycle', 'return the bicycle I bought', 'bring my bicycle back to you', 'take back this bicycle'] // prettier-ignore
    entries.push({ ...entries[1]!, id: 'return-bicycle', question: 'Return a bicycle', phrasings })
    const others = ['send a bicycle back to the shop', 'returning bicycles I bought', 'I want to bring my bicycle back', 'do you take back bicycles'] // prettier-ignore
    entries.push({ ...entries[1]!, id: 'return-goods', question: 'Return goods', phrasings: others })
  })
  const { findings } = await report(folder)
  const confused = findings.find(({ kind }) => kind === 'entries-confused')
  expect(confused?.message).toMatch(/^entry "return-\w+" is confused with "return-\w+" \(FAQ|^entry "return-/)
  expect(confused?.message).toMatch(/Each hidden in turn, \d phrasings went there: "/)
})

test('without --strict a warning does not fail, and a mistake does', async () => {
  const warned = await faqFolder((faq) => (entryOf(faq, 'opening-hours').answer = 'See [here](hours.html).'))
  expect((await faqTool(warned, 'check')).code).toBe(0)
  const broken = await faqFolder((faq) => (entryOf(faq, 'opening-hours').answer = ''))
  expect((await faqTool(broken, 'check')).code).toBe(1)
})

test('the score is 100 less what the findings cost, and what adds most stands first', async () => {
  const folder = await faqFolder((faq) => {
    entryOf(faq, 'opening-hours').phrasings = ['opening hours', 'until what time']
    faq['de/shop.json'].entries.pop()
    Object.assign(entryOf(faq, 'bicycle-repair'), { foo: 1 })
  })
  const { score, findings, next } = await report(folder)
  const sum = score.parts.reduce((total, { points }) => total + points, 0) - score.mistakes
  expect(score.total).toBe(Math.round(sum))
  expect(score.mistakes).toBe(5)
  expect(score.total).toBeLessThan(95)
  expect(next[0]?.severity).toBe('mistake')
  const after = next.slice(1).map(({ points }) => points)
  expect(after).toEqual(after.toSorted((a, b) => b - a))
  expect(next.length).toBeLessThanOrEqual(10)
  expect(findings[0]).toEqual({
    severity: 'mistake',
    kind: 'mistake',
    file: expect.stringContaining('en/shop.json') as string,
    line: expect.any(Number) as number,
    entry: 'bicycle-repair',
    message: expect.stringContaining('"foo"') as string,
    points: 5,
  })
})

test('a folder that is none scores nothing', async () => {
  const { out, code } = await faqTool('FAQ', 'check', '--faq', '/nowhere')
  expect(out).toContain('/nowhere  is not checked further before site.json is right')
  expect(out).toContain(
    '/nowhere/site.json:1: there is no such file. Put it there, or set FAQ_DIR to the right folder.',
  )
  expect(out).toContain('Score 0 of 100')
  expect(code).toBe(1)
})
