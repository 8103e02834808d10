import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { isEasySlip } from '../../server/bot/matcher/slips.ts'
import type { Match, MatcherEntry } from '../../server/bot/matcher/matcher.ts'
import { loadWordTable } from '../../server/bot/meaning/word-table-file.ts'
import { unpackTable } from '../../server/bot/meaning/word-table.ts'
import { packTable } from '../../tools/word-table/table.ts'

const shop: MatcherEntry[] = [
  entry('hours', 'When are you open?', 'opening hours', 'are you open on sunday', 'what time do you close'),
  entry(
    'refund',
    'How do I get a refund?',
    'i want my money back',
    'when is my refund paid',
    'refund for a return',
  ),
  entry(
    'shipping',
    'How much is shipping?',
    'delivery cost',
    'what do you charge for delivery',
    'is shipping free',
  ),
  entry('password', 'I forgot my password', 'reset password', 'i can not log in', 'new password please'),
  entry(
    'warranty',
    'How long is the warranty?',
    'warranty on bikes',
    'is a broken frame covered by warranty',
  ),
  entry('test-ride', 'Can I take a test ride?', 'try a bike before buying', 'book a test ride'),
]

test('a phrasing word for word is answered with its entry', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  for (const { id, phrasings } of shop) {
    for (const phrasing of phrasings) expectAnswer(matcher.match(phrasing), id)
  }
})

test('a phrasing that was never taught finds its entry', async () => {
  const hidden = 'what do you charge for delivery'
  const taught = shop.map((item) => ({
    ...item,
    phrasings: item.phrasings.filter((text) => text !== hidden),
  }))
  const matcher = await createMatcher(taught, { language: 'en' })
  const { decision, ranked } = matcher.match(hidden)
  expect(decision).not.toBe('unknown')
  expect(ranked[0]?.id).toBe('shipping')
})

test('a slip of the keyboard does not change the entry', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  for (const [text, id] of [
    ['resett my pasword', 'password'],
    ['how logn is the waranty', 'warranty'],
    ['i want my mony bakc', 'refund'],
    ['opneing hours', 'hours'],
  ] as const) {
    const { decision, ranked } = matcher.match(text)
    expect({ text, id: ranked[0]?.id }).toEqual({ text, id })
    expect(decision).not.toBe('unknown')
  }
})

test('a mistyped word is taken for the one that goes with the words beside it, and is easily slipped into', async () => {
  const faq = [
    entry('weather', 'Will the weather today be fine?', 'how is the weather today', 'weather today in town'),
    entry('water', 'Is there cold water?', 'is the cold water free', 'cold water for bottles', 'water water'),
    entry('pane', 'A cracked pane', 'the window pane'),
    entry('pace', 'At which pace do you ride?', 'the riding pace', 'pace pace pace'),
  ]
  const matcher = await createMatcher(faq, { language: 'en' })
  const takenFor = (text: string) => matcher.explain(text).why.corrected.map(({ meant }) => meant)
  expect(takenFor('hows the weater today')).toContain('weather')
  expect(takenFor('i need cold weater')).toEqual(['water'])
  expect(takenFor('panr')).toEqual(['pane'])
})

test('a word of three letters that the language has, or that no table knows, is a slip only of one that fits in', async () => {
  const faq = [...shop, entry('name', 'Change my name', 'your name please', 'how do i change my name')]
  const english = await createMatcher(faq, { language: 'en' })
  const nowhere = await createMatcher(faq, { language: 'xx' })
  const takenFor = (matcher: typeof english, text: string) =>
    matcher.explain(text).why.corrected.map(({ meant }) => meant)
  expect(takenFor(english, 'change my nme')).toEqual(['name'])
  expect(takenFor(english, 'hello nme hello')).toEqual(['name'])
  expect(takenFor(english, 'change my age')).toEqual([])
  expect(takenFor(nowhere, 'change my nme')).toEqual(['name'])
  expect(takenFor(nowhere, 'qqq nme qqq')).toEqual([])
})

test.each([
  { language: 'en', phrasing: 'can i use this word', text: 'when do you work', instead: 'word' },
  { language: 'en', phrasing: 'what is the price', text: 'i like that a lot', instead: 'what' },
  {
    language: 'fr',
    phrasing: 'rendez-vous pour une réparation',
    text: 'vendez-vous des vélos',
    instead: 'rendez',
  },
])('a good word of the language is not taken for the one a letter away: $text, not $instead', async (it) => {
  const matcher = await createMatcher([entry('it', it.phrasing), ...shop], { language: it.language })
  const meant = matcher.explain(it.text).why.corrected.map((word) => word.meant)
  expect(meant).not.toContain(it.instead)
})

test('a slip that makes another word of the language is put right where the word that was meant fits in', async () => {
  const faq = [...shop, entry('form', 'Where is the form?', 'order from abroad', 'send it from home')]
  const matcher = await createMatcher(faq, { language: 'en' })
  const takenFor = (text: string) => matcher.explain(text).why.corrected.map(({ meant }) => meant)
  expect(takenFor('can i order frim abroad')).toEqual(['from'])
  expect(takenFor('hoe do i reset it')).toContain('How')
})

test('keys beside one another count in Cyrillic and Arabic too', () => {
  expect(isEasySlip('зачаз', 'заказ')).toBe(false)
  expect(isEasySlip('заеаз', 'заказ')).toBe(true)
  expect(isEasySlip('طلت', 'طلب')).toBe(false)
  expect(isEasySlip('طاب', 'طلب')).toBe(true)
})

test('a word cut short is read as the one it begins', async () => {
  const faq = [
    ...shop,
    entry('account', 'Close my account', 'delete my account', 'how do i close my account please'),
    entry('appointment', 'Book an appointment', 'appointments for repairs', 'make an appointment'),
    entry('play', 'Make a playlist', 'my playlist of songs'),
  ]
  const english = await createMatcher(faq, { language: 'en' })
  const takenFor = (text: string) => english.explain(text).why.corrected.map(({ meant }) => meant)
  expect(takenFor('book an appoin.')).toEqual(['appointment'])
  // A word by now, but it fits in and means the same.
  expect(takenFor('close my acc')).toEqual(['account'])
  expect(english.match('close my acc').ranked[0]?.id).toBe('account')
  // Words that only begin another.
  expect(takenFor('we play outside')).toEqual([])
})

test('case, accents, emoji, punctuation and spaces make no difference', async () => {
  const cafe = [...shop, entry('cafe', 'Is there a café?', 'where is the café', 'café menu')]
  const matcher = await createMatcher(cafe, { language: 'en' })
  for (const text of ['where is the café', 'WHERE IS THE CAFE', '  where… is the “cafe\u0301”?! ☕️🙏']) {
    expect(matcher.match(text)).toEqual(matcher.match('where is the cafe'))
    expectAnswer(matcher.match(text), 'cafe')
  }
})

test('umlauts may be typed as two letters', async () => {
  const faq = [
    entry('rueckgabe', 'Rückgabe', 'für wen ist die Rückgabe möglich'),
    entry('groesse', 'Welche Größe?'),
  ]
  const matcher = await createMatcher(faq, { language: 'de' })
  expectAnswer(matcher.match('fuer wen ist die rueckgabe moeglich'), 'rueckgabe')
  expectAnswer(matcher.match('WELCHE GROESSE'), 'groesse')
})

test('arabic is found with and without vowel marks, article and the letters written for one another', async () => {
  const faq = [
    entry('return', 'كيف يمكنني إرجاع الطلبية؟', 'أريد إعادة الدراجة'),
    entry('hours', 'متى تفتحون؟', 'ساعات العمل'),
  ]
  const matcher = await createMatcher(faq, { language: 'ar' })
  expectAnswer(matcher.match('كَيْفَ يُمْكِنُني ارجاع الطلبيه'), 'return')
  expectAnswer(matcher.match('ما هي ساعات عمل'), 'hours')
})

test('scripts without spaces are matched by their characters', async () => {
  const faq = [entry('hours', '你们几点开门？', '营业时间是什么'), entry('refund', '怎么退货？', '我要退款')]
  const matcher = await createMatcher(faq, { language: 'zh' })
  expectAnswer(matcher.match('几点开门'), 'hours')
  expectAnswer(matcher.match('请问怎么退款'), 'refund')
  expect(matcher.match('今天天气怎么样').decision).toBe('unknown')
})

test('nonsense, other topics, emoji alone and silence are unknown', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  const texts = ['xqzt blorf wug', 'asdfghjkl', 'who won the election in france', '🙃🙃🙃', '?!', '', '   ']
  for (const text of texts)
    expect({ text, decision: matcher.match(text).decision }).toEqual({ text, decision: 'unknown' })
})

test('a question that the FAQ lists as unanswered is unknown, and much the same ones become unsure', async () => {
  const asked = 'can you deliver a test bike to my door'
  const without = await createMatcher(shop, { language: 'en' })
  const unanswered = ['do you bring test bikes to my home', 'test bike delivered to the door', 'home visits']
  const taught = await createMatcher(shop, { language: 'en', unanswered })
  expect(without.match(asked).decision).toBe('answer')
  expect(taught.match(asked).decision).not.toBe('answer')
  expect(taught.match('Home visits?').decision).toBe('unknown')
  expectAnswer(taught.match('book a test ride'), 'test-ride')
})

test('a phrasing that is listed as unanswered too is still answered', async () => {
  const matcher = await createMatcher(shop, { language: 'en', unanswered: ['opening hours'] })
  expectAnswer(matcher.match('opening hours'), 'hours')
})

test('the same words in two entries are a choice between the two', async () => {
  const faq = [...shop, entry('bank-hours', 'Bank hours', 'opening hours')]
  const { decision, ranked } = (await createMatcher(faq, { language: 'en' })).match('Opening hours?')
  expect(decision).toBe('choose')
  expect(ranked.map(({ id }) => id).sort()).toEqual(['bank-hours', 'hours'])
})

test('words that are properties of every object are words like any other', async () => {
  const faq = [
    ...shop,
    entry('code', 'What is a constructor?', 'constructor prototype', '__proto__ and hasOwnProperty'),
  ]
  const matcher = await createMatcher(faq, { language: 'en' })
  expectAnswer(matcher.match('constructor prototype'), 'code')
  const plain = await createMatcher(shop, { language: '__proto__' })
  for (const text of ['constructor', '__proto__', 'toString valueOf hasOwnProperty']) {
    expect(plain.match(text).decision).toBe('unknown')
  }
})

test('a text of 100,000 characters takes no longer than its first 4,000', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  const texts = [
    'refund '.repeat(15_000),
    'a'.repeat(100_000),
    '我'.repeat(100_000),
    '\ufdfa'.repeat(100_000),
    "'s ".repeat(33_334),
  ]
  for (const text of texts) {
    const started = performance.now()
    const match = matcher.match(text)
    expect(performance.now() - started).toBeLessThan(500)
    expect(match).toEqual(matcher.match(text.slice(0, 4000)))
  }
})

test('an empty FAQ knows nothing', async () => {
  for (const entries of [[], [entry('a', ''), entry('b', '?!')]]) {
    const matcher = await createMatcher(entries, { language: 'en' })
    expect(matcher.match('hello')).toEqual({ decision: 'unknown', ranked: [] })
  }
})

test('a FAQ of one entry does not answer everything with it', async () => {
  const matcher = await createMatcher(shop.slice(0, 1), { language: 'en' })
  expectAnswer(matcher.match('are you open today'), 'hours')
  expect(matcher.match('how do i reset my password').decision).toBe('unknown')
})

test('one phrasing an entry is enough to be found', async () => {
  const faq = shop.map(({ id, question }) => ({ id, phrasings: [question ?? ''] }))
  const matcher = await createMatcher(faq, { language: 'en' })
  for (const { id, phrasings } of faq) expectAnswer(matcher.match(phrasings[0]!), id)
  expect(matcher.match('i would like a refund').ranked[0]?.id).toBe('refund')
  expect(matcher.match('xqzt blorf wug').decision).toBe('unknown')
})

test('the answer helps to find an entry that its phrasings do not name', async () => {
  const faq = shop.map((item) =>
    item.id === 'hours' ? { ...item, answer: 'Weekdays from nine, saturdays until noon.' } : item,
  )
  const matcher = await createMatcher(faq, { language: 'en' })
  expect(matcher.match('weekdays and saturdays').ranked[0]?.id).toBe('hours')
})

test('confidences fall from place to place, stay between 0 and 1 and add up to at most 1', async () => {
  const matcher = await createMatcher(shop, { language: 'en' })
  const texts = [
    'opening hours',
    'refund',
    'bike',
    'how long',
    'when is delivery open',
    'i want a new bike',
    'free',
  ]
  for (const text of texts) {
    const confidences = matcher.match(text).ranked.map(({ confidence }) => confidence)
    expect(confidences.length).toBeLessThanOrEqual(5)
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
    expect(Math.min(...confidences)).toBeGreaterThanOrEqual(0)
    expect(confidences.reduce((sum, confidence) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-9)
  }
})

test('a more eager bot never knows less', async () => {
  const texts = [
    'is it free',
    'bike test',
    'money',
    'long',
    'log',
    'sunday delivery',
    'forgot',
    'frame',
    'charge',
    'time',
  ]
  const known = await Promise.all(
    [0.3, 0.6, 0.9, 1].map(async (keep) => {
      const matcher = await createMatcher(shop, { language: 'en', keep })
      return texts.filter((text) => matcher.match(text).decision !== 'unknown').length
    }),
  )
  expect(known).toEqual([...known].sort((a, b) => a - b))
})

test('an English question finds a phrasing that it shares no words with', async () => {
  const faq = [
    entry('delete', 'Erase my profile'),
    entry('late', 'My parcel is delayed'),
    entry('cost', 'Which fees apply'),
    entry('broken', 'The lamp is faulty'),
  ]
  const english = await createMatcher(faq, { language: 'en-GB' })
  const nowhere = await createMatcher(faq, { language: 'xx' })
  for (const [text, id] of [
    ['remove our account', 'delete'],
    ['how much do you charge', 'cost'],
    ['it seems to be defective', 'broken'],
  ] as const) {
    expect({ text, id: english.match(text).ranked[0]?.id }).toEqual({ text, id })
    expect(nowhere.match(text).decision).toBe('unknown')
  }
})

test('a word table gives back the directions it was made from', () => {
  const words = ['rad', 'fahrrad', 'über', 'preis']
  const vectors = Float32Array.from([3, 1, 0, 0, 2.8, 1.2, 0, 0.1, 0, 0, 1, 0, -1, 0, 0, 5])
  const table = unpackTable(packTable({ language: 'de', words, vectors, dimensions: 4 }))
  const embed = (...stems: string[]) =>
    table.embed(stems.map((stem) => ({ word: stem, stem, related: [], unspaced: false })))
  words.forEach((word, row) => {
    const vector = [...vectors.subarray(row * 4, row * 4 + 4)]
    const length = Math.hypot(...vector)
    const found = [...(embed(word) ?? [])]
    expect(found.reduce((sum, value, d) => sum + (value * vector[d]!) / length, 0)).toBeGreaterThan(0.98)
  })
  expect(embed('unbekannt')).toBeNull()
  expect(embed('unbekannt', 'rad')).toEqual(embed('rad'))
})

test('a damaged word table stops no matcher, and one warning says which file it is', async () => {
  const name = 'qaa.table'
  const file = fileURLToPath(new URL(`../../server/bot/words/${name}`, import.meta.url))
  const vectors = Float32Array.from([1, 0, 0, 1])
  const whole = packTable({ language: 'qaa', words: ['bike', 'price'], vectors, dimensions: 2 })
  await writeFile(file, whole.subarray(0, whole.length - 1))
  try {
    const warnings = await warningsOf(async () => {
      for (let times = 0; times < 2; times++) {
        const matcher = await createMatcher(shop, { language: 'qaa' })
        expectAnswer(matcher.match('refund for a return'), 'refund')
      }
    })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(file)
    expect(warnings[0]).toContain(`it has ${whole.length - 1} bytes instead of ${whole.length}`)
    expect(warnings[0]).toContain('npm run word-table')
  } finally {
    await rm(file)
  }
})

test('bytes that are no word table are refused with a reason', () => {
  const whole = packTable({
    language: 'de',
    words: ['rad'],
    vectors: Float32Array.from([1, 0]),
    dimensions: 2,
  })
  const endless = Buffer.from(whole)
  endless.writeUInt16LE(0x7f80, whole.length - 3)
  const other = Buffer.from(whole.toString('latin1').replace('words-1', 'words-9'), 'latin1')
  expect(() => unpackTable(Buffer.alloc(0))).toThrow('does not begin as a word table')
  expect(() => unpackTable(Buffer.from('null\n'))).toThrow('does not begin as a word table')
  expect(() => unpackTable(other)).toThrow('does not begin as a word table')
  expect(() => unpackTable(Buffer.concat([whole, whole]))).toThrow('bytes instead of')
  expect(() => unpackTable(endless)).toThrow('have no length')
})

test('of a table that comes with the project a warning says that it is missing; other languages have none', async () => {
  const empty = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'words-'))}/`)
  try {
    const warnings = await warningsOf(async () => {
      expect(await loadWordTable('en-GB', empty)).toBeNull()
      expect(await loadWordTable('ca', empty)).toBeNull()
    })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`${fileURLToPath(empty)}en.table cannot be used: it is missing`)
  } finally {
    await rm(empty, { recursive: true })
  }
})

test('a language with many texts is learned as well', async () => {
  const many = shop.map((item) => ({
    ...item,
    phrasings: Array.from({ length: 520 }, (_, at) => `${item.phrasings[at % item.phrasings.length]} ${at}`),
  }))
  const matcher = await createMatcher(many, { language: 'en' })
  for (const { id, question } of shop) expectAnswer(matcher.match(question ?? ''), id)
  expect(matcher.match('who won the election in france').decision).toBe('unknown')
})

test('the same FAQ gives the same matcher', async () => {
  const [one, other] = [
    await createMatcher(shop, { language: 'en' }),
    await createMatcher(shop, { language: 'en' }),
  ]
  for (const text of ['refund', 'opning hours', 'what is this', 'bike'])
    expect(one.match(text)).toEqual(other.match(text))
})

async function warningsOf(act: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = []
  const hear = (warning: Error): void => {
    if ('code' in warning && warning.code === 'FRONTDESK_WORD_TABLE') warnings.push(warning.message)
  }
  process.on('warning', hear)
  try {
    await act()
    // Warnings are given at the end of the turn.
    await new Promise(setImmediate)
  } finally {
    process.off('warning', hear)
  }
  return warnings
}

function entry(id: string, question: string, ...phrasings: string[]): MatcherEntry {
  return { id, question, phrasings }
}

function expectAnswer({ decision, ranked }: Match, id: string): void {
  expect({ decision, id: ranked[0]?.id }).toEqual({ decision: 'answer', id })
}

test.each([
  [null, {}, 'entries is no list. Give [{ id, phrasings }, …].'],
  [[{ phrasings: ['b'] }], {}, 'entries[0] has no id. Give it a text as its id.'],
  [[{ id: 'a' }], {}, 'phrasings of entries[0] ("a") is no list of texts. Give [] where there are none.'],
  [[{ id: 'a', phrasings: ['b', 3] }], {}, 'phrasings of entries[0] ("a") is no list of texts.'],
  [[{ id: 'a', phrasings: [], answer: null }], {}, 'question or answer of entries[0] ("a") is no text.'],
  [
    [
      { id: 'a', phrasings: ['b'] },
      { id: 'a', phrasings: ['c'] },
    ],
    {},
    'entries[1] has the id of entries[0], "a". Give each an id of its own.',
  ],
  [[], { language: undefined }, 'options.language is missing. Give a language tag, such as "en".'],
  [[], { keep: 90 }, 'options.keep is 90. Give a share, such as 0.9.'],
  [[], { unanswered: 'boats' }, 'options.unanswered is no list of texts.'],
])('what another program gives is told where it is wrong: %j %j', async (entries, options, says) => {
  const made = createMatcher(entries as never, { language: 'en', ...options } as never)
  await expect(made).rejects.toThrow(TypeError)
  await expect(made).rejects.toThrow(says)
})
