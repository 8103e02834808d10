import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { beforeAll, describe, expect, test } from 'vitest'
import { readOwnSet } from '../../bench/match/sets.ts'
import type { TalkKind } from '../../protocol/conversation.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import type { Match } from '../../server/bot/matcher/matcher.ts'
import { noAnswersIn } from '../../server/bot/other-language.ts'
import { listen } from '../../server/bot/talk/listen.ts'
import type { HeardTalk } from '../../server/bot/talk/listen.ts'
import { withoutPadding } from '../../server/bot/talk/padding.ts'
import { partsOf } from '../../server/bot/talk/parts.ts'
import {
  readTalkFile,
  talkJsonSchema,
  talkLanguageOf,
  talkLanguages,
} from '../../server/bot/talk/talk-file.ts'
import { talkLesson } from '../../server/bot/talk/talk-lessons.ts'
import { understand } from '../../server/bot/talk/understand.ts'

interface Said {
  language: string
  text: string
  /** null: an ordinary question. */
  heard: TalkKind | null
}

const said = JSON.parse(await readFile(join(import.meta.dirname, 'talk.json'), 'utf8')) as Said[]
const strong: string[] = ['person', 'angry', 'distressed', 'praise'] satisfies TalkKind[]

type MatchTalk = (text: string) => Promise<Match>
const matchers = new Map<string, MatchTalk>()

beforeAll(async () => {
  for (const language of talkLanguages) {
    const { entries, ...options } = talkLesson(language, await readTalkFile(language))
    const matcher = await createMatcher(entries, options)
    matchers.set(language, async (text) => matcher.match(text))
  }
})

const hear = async (text: string, language = 'en') => {
  const match = matchers.get(language)
  if (!match) throw new Error(`nobody listens in ${language}`)
  return listen(text, match)
}

test.each(talkLanguages)('what is said everywhere is heard in a conversation in %s', async (language) => {
  const kindOf = async (text: string) => (await hear(text, language))?.kind
  for (const text of ['hi', 'Hello!', 'hey']) expect(await kindOf(text)).toBe('hello')
  for (const text of ['thanks', 'thank you', 'merci', 'Danke!']) expect(await kindOf(text)).toBe('thanks')
  for (const text of ['OK', 'okay']) expect(await kindOf(text)).toBe('ok')
  expect(await kindOf('bye')).toBe('bye')
})

/** What keeps a question from being answered as one, or calls a person who was not asked for. */
const isAlarm = (heard: HeardTalk | null) =>
  heard !== null && (heard.rest === '' || strong.includes(heard.kind))

async function shareOf(sentences: Said[], isSo: (heard: HeardTalk | null, one: Said) => boolean) {
  const not: string[] = []
  for (const one of sentences) {
    const heard = await hear(one.text, one.language)
    if (!isSo(heard, one)) not.push(`${one.text} → ${heard?.kind ?? 'nothing'}`)
  }
  return { share: 1 - not.length / sentences.length, not }
}

describe('the hold-out, written apart from the examples', () => {
  test('what is said besides questions is heard as what it is, in every language', async () => {
    const talk = said.filter(({ heard }) => heard !== null)
    expect(new Set(talk.map(({ language }) => language))).toEqual(new Set(talkLanguages))
    const { share, not } = await shareOf(
      talk,
      (heard, one) => heard?.kind === one.heard && heard?.rest === '',
    )
    expect(share, not.join('\n')).toBeGreaterThan(0.92)
  })

  test('of ordinary questions fewer than one in fifty is taken for something else', async () => {
    const questions = said.filter(({ heard }) => heard === null)
    expect(questions.length).toBeGreaterThanOrEqual(80)
    const { share, not } = await shareOf(questions, (heard) => !isAlarm(heard))
    expect(share, not.join('\n')).toBeGreaterThan(0.98)
  })
})

// These are what they are heard as: people who are upset, or want a person, among the own questions and phrasings.
const meantSo =
  /human|huamn|someone 😤|menschen|mitarbeiter|rückruf|موظف|manager|complain|compalin|complaint|formal|unacceptable|terrible|rude|unhappy/i

test.each(['en', 'de', 'ar'])(
  '%s: fewer than one in a hundred of the own questions is an alarm',
  async (language) => {
    const { queries, entries } = readOwnSet(language)
    const phrasings = entries.flatMap(({ question, phrasings }) => [question ?? '', ...phrasings])
    const texts = [...queries.map(({ text }) => text), ...phrasings].filter((text) => !meantSo.test(text))
    const faq = await createMatcher(entries, { language })
    const alarms: string[] = []
    for (const text of texts) {
      const heard = await hear(text, language)
      const match = faq.match(text)
      // Where all of it is small talk, an entry that fits as well wins.
      const isAnswered =
        match.decision === 'answer' && (match.ranked[0]?.confidence ?? 0) >= (heard?.confidence ?? 1)
      if (isAlarm(heard) && !(isAnswered && heard?.rest === '')) alarms.push(`${text} → ${heard?.kind}`)
    }
    expect(alarms.length / texts.length, alarms.join('\n')).toBeLessThan(0.01)
  },
)

test('a question after a greeting goes on without it', async () => {
  const heard = await hear('hi, thanks for your help, I just wanted to know if you ship to Norway')
  expect(heard?.rest).toBe('I just wanted to know if you ship to Norway')
})

test('of a question with praise before it both are heard', async () => {
  expect(await hear('You are great! Do you ship to Norway?')).toMatchObject({
    kind: 'praise',
    rest: 'Do you ship to Norway',
  })
})

test('of several kinds in one message the one that needs a reply most counts', async () => {
  expect(await hear('hello, thanks, bye')).toMatchObject({ kind: 'bye', rest: '' })
  expect(await hear('Hello! Let me talk to a human, please.')).toMatchObject({ kind: 'person', rest: '' })
})

test('a greeting without a comma is taken off, and thanks at the end', async () => {
  const match = matchers.get('en') as MatchTalk
  expect(await withoutPadding('good morning do you ship to norway thank you', match)).toBe(
    'do you ship to norway',
  )
  expect(await withoutPadding('do you ship to norway', match)).toBe('do you ship to norway')
})

test('the surer of the question as written and without its greeting counts', async () => {
  const faq = await createMatcher(
    [
      { id: 'norway', phrasings: ['do you ship to norway', 'delivery to norway'] },
      { id: 'returns', phrasings: ['can I return it', 'how do I send something back'] },
    ],
    { language: 'en' },
  )
  const asked: string[] = []
  const matchFaq = async (text: string) => {
    asked.push(text)
    return faq.match(text)
  }
  const { match, heard } = await understand(
    'hello, do you ship to norway?',
    matchFaq,
    matchers.get('en') as MatchTalk,
  )
  expect(match).toMatchObject({ decision: 'answer', ranked: [{ id: 'norway' }, {}] })
  expect(heard).toMatchObject({ kind: 'hello', rest: 'do you ship to norway' })
  expect(asked).toEqual(['hello, do you ship to norway?', 'do you ship to norway'])
})

test.each([
  'I was charged twice. https://shop.example/account/orders/48213?and=query',
  'https://shop.example/a/red-bicycle',
  'The one on www.love.example please, when will it be back?',
  'Write to help@shop.example about my order 48213',
])('the words in an address are not listened to: %s', async (text) => {
  expect(isAlarm(await hear(text))).toBe(false)
})

test('what is said beside an address is heard as without it', async () => {
  expect(await hear('thank you https://shop.example/orders/1')).toMatchObject({ kind: 'thanks', rest: '' })
  expect(await hear('https://shop.example/orders/1, you are the best!')).toMatchObject({ kind: 'praise' })
})

test('a number is one word, whatever stands in it', () => {
  expect(partsOf('I am 1,70 m, is M or S right? It costs 3.5')).toEqual([
    'I am 1,70 m',
    'is M or S right',
    'It costs 3.5',
  ])
})

test('a text of nothing but signs says nothing', async () => {
  for (const text of ['', '???', '…', '🚲🚲', ',,,,']) expect(await hear(text)).toBeNull()
})

test.each([
  ['👍🏽', 'ok'],
  ['🚲 ❤️', 'praise'],
  ['😡😡😡', 'angry'],
  ['👎', 'no'],
])('%s without a word says something too', async (text, kind) => {
  expect(await hear(text)).toMatchObject({ kind, rest: '' })
  expect(await hear('🚲')).toBeNull()
})

test('a text of very many parts is listened to at both ends', () => {
  const parts = partsOf(`hello. ${'word. '.repeat(50_000)}thanks`)
  expect(parts).toHaveLength(12)
  expect([parts[0], parts.at(-1)]).toEqual(['hello', 'thanks'])
})

test('a tag with a region and the written forms of Norwegian lead to their language, others to none', () => {
  expect(['pt-BR', 'nb', 'nn-NO', 'DE_at', 'fi', ''].map(talkLanguageOf)).toEqual([
    'pt',
    'no',
    'no',
    'de',
    null,
    null,
  ])
})

test.each(talkLanguages)('%s: no sentence of a kind stands in another, and none twice', async (language) => {
  const { kinds, questions } = await readTalkFile(language)
  const all = [...Object.values(kinds).flatMap(({ examples }) => examples), ...questions]
  const plain = all.map((text) =>
    text
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim(),
  )
  expect(plain.filter((text, at) => plain.indexOf(text) !== at)).toEqual([])
})

test.each(talkLanguages)('%s: every kind but the wish for a person has a reply', async (language) => {
  const { kinds } = await readTalkFile(language)
  const silent = Object.entries(kinds).filter(([, { reply }]) => reply === undefined)
  expect(silent.map(([kind]) => kind)).toEqual(['person'])
})

test('French replies never begin a line with the sign that ends a sentence', async () => {
  const { kinds } = await readTalkFile('fr')
  const said = [...Object.values(kinds).map(({ reply = '' }) => reply), noAnswersIn('fr', 'en').text]
  expect(said.filter((text) => / [?!:;»]/.test(text))).toEqual([])
})

// Written anew by `npx vitest run -u tests/bot/talk.test.ts`.
test('talk.schema.json says what is checked', async () => {
  const text = await format(JSON.stringify(talkJsonSchema(), null, 2), { parser: 'json', printWidth: 110 })
  await expect(text).toMatchFileSnapshot('../../server/bot/talk/talk.schema.json')
})
