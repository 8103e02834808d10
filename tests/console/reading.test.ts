import { expect, test } from 'vitest'
import { dayText, isWebAddress, pagePath, timeThere } from '../../console/figures.ts'
import { assistantTries, handoffStory } from '../../console/handoff-story.ts'
import { talkLines } from '../../console/talk-lines.ts'
import { cityOf, visitorName } from '../../console/visitor-name.ts'
import { durationText, waitLevel } from '../../console/waiting-time.ts'
import type {
  Choice,
  Feedback,
  MatchRecord,
  Message,
  Move,
  Offer,
  TranscriptEntry,
} from '../../protocol/conversation.ts'
import { consoleEn } from '../../ui/strings/console-en.ts'
import { consoleLanguages, loadConsoleStrings } from '../../ui/strings/console.ts'

const minuteMs = 60_000
/** On the day of the messages below. */
const noon = 12 * 60 * minuteMs
const visitor = { who: 'visitor' } as const
const ada = { id: 'ada', name: 'Ada' }

const says = (sequence: number, text: string, at = sequence): Message => ({
  ...{ kind: 'message', id: `m${sequence}`, sequence, at, by: visitor, text },
})
const moves = (sequence: number, move: Move['move'], more: Partial<Move> = {}): Move => ({
  ...{ kind: 'move', id: `v${sequence}`, sequence, at: sequence * minuteMs, by: visitor, move },
  status: 'waiting',
  ...more,
})
const match = (confidence: number): MatchRecord => ({
  decision: 'unknown',
  ranked: [{ faqId: 'refund', question: 'When is my refund here?', confidence }],
})
/** The bot's reply to the entry with the id `to`. */
const offers = (sequence: number, to: string, record: MatchRecord | null): Offer => ({
  ...{ kind: 'offer', id: `${to}:reply`, sequence, at: sequence, by: { who: 'bot' } },
  ...{ because: 'nothing-matched', match: record },
})
const turnsDown = (sequence: number): Feedback => ({
  ...{ kind: 'feedback', id: `f${sequence}`, sequence, at: sequence, by: visitor },
  ...{ of: sequence - 1, helped: false },
})
const chooses = (sequence: number, faqId: string | null): Choice => ({
  ...{ kind: 'choice', id: `c${sequence}`, sequence, at: sequence, by: visitor },
  ...{ of: sequence - 1, faqId, question: faqId && 'Refund?' },
})
const picked: MatchRecord = {
  decision: 'picked',
  ranked: [{ faqId: 'refund-time', question: 'Refund?', confidence: 1 }],
}

test.each([
  ['Europe/Paris', 'Visitor from Paris'],
  ['America/Argentina/Buenos_Aires', 'Visitor from Buenos Aires'],
  ['Etc/GMT+1', 'Visitor'],
  ['UTC', 'Visitor'],
  ['', 'Visitor'],
])('a visitor in %j is called "%s"', (timeZone, name) => {
  expect(visitorName({ email: null, timeZone }, consoleEn)).toBe(name)
})

test('who left an address is called by it', () => {
  expect(visitorName({ email: 'vera@example.com', timeZone: 'Europe/Paris' }, consoleEn)).toBe(
    'vera@example.com',
  )
  expect(cityOf('Europe/Paris')).toBe('Paris')
})

test('a wait is long from the goal on and late from twice the goal on', () => {
  expect([4.9, 5, 9.9, 10].map((minutes) => waitLevel(minutes * minuteMs, 5 * minuteMs))).toEqual([
    'calm',
    'long',
    'long',
    'late',
  ])
})

test.each([
  [-500, '0 s'],
  [59_999, '59 s'],
  [11.9 * minuteMs, '11 min'],
  [120 * minuteMs, '2 h'],
  [125 * minuteMs, '2 h 5 min'],
  [73 * 60 * minuteMs, '3 days'],
])('%i ms are "%s"', (ms, text) => {
  expect(durationText(ms, consoleEn)).toBe(text)
})

test('the visitor’s clock is theirs, and unknown where the browser hid it', () => {
  const at = Date.UTC(2026, 2, 4, 12, 0)
  expect(timeThere(at, 'Asia/Tokyo', 'en')).toBe('21:00')
  expect(timeThere(at, '', 'en')).toBeNull()
  expect(timeThere(at, 'Mars/Olympus', 'en')).toBeNull()
})

test('only web addresses are links', () => {
  expect(isWebAddress('https://shop.example/a')).toBe(true)
  expect(isWebAddress('javascript:alert(1)')).toBe(false)
  expect(isWebAddress('no address')).toBe(false)
  expect(pagePath('https://shop.example/a?b=1#c')).toBe('/a?b=1')
})

test('the story is of the last handoff; who is back in line waits on from the first joining', () => {
  const entries = [
    moves(1, 'handoff-requested', { because: 'misses' }),
    moves(4, 'agent-joined', { status: 'agent', agent: ada }),
    moves(6, 'released', { because: 'agent-gone', agent: ada }),
  ]
  const story = { because: 'agent-gone', agent: ada, joinedLineAt: minuteMs }
  expect(handoffStory(entries, null)).toEqual({ ...story, waitedMs: null })
  const taken = [...entries, moves(8, 'agent-joined', { status: 'agent', agent: ada })]
  expect(handoffStory(taken, null)).toEqual({ ...story, waitedMs: 7 * minuteMs })
  expect(handoffStory([says(1, 'hello')], null)).toBeNull()
})

test('one question is one try, the latest first', () => {
  const entries: TranscriptEntry[] = [
    says(1, 'money back?'),
    offers(2, 'm1', match(0.4)),
    turnsDown(3),
    offers(4, 'f3', match(0.4)),
    says(5, 'twice!'),
    offers(6, 'm5', match(0.2)),
    { ...offers(7, 'm5', null), id: 'm5:offer', because: 'entry-demands' },
  ]
  expect(assistantTries(entries).map(({ asked, ranked }) => [asked, ranked[0]?.confidence])).toEqual([
    ['twice!', 0.2],
    ['money back?', 0.4],
  ])
})

test('an offer after "None of these" is no try of what was written meanwhile', () => {
  const entries = [
    says(1, 'money back?'),
    offers(2, 'm1', match(0.4)),
    chooses(3, null),
    says(4, 'twice!'),
    offers(5, 'c3', match(0.4)),
    offers(6, 'm4', match(0.2)),
  ]
  expect(assistantTries(entries).map(({ asked, ranked }) => [asked, ranked[0]?.confidence])).toEqual([
    ['twice!', 0.2],
    ['money back?', 0.4],
  ])
})

test('an answer belongs to its question also when the next one was already written', () => {
  const entries = [
    says(1, 'money back?'),
    says(2, 'twice!'),
    offers(3, 'm1', match(0.4)),
    offers(4, 'm2', match(0.2)),
  ]
  expect(assistantTries(entries).map(({ asked, ranked }) => [asked, ranked[0]?.confidence])).toEqual([
    ['twice!', 0.2],
    ['money back?', 0.4],
  ])
})

test('a picked question that is answered before an earlier text keeps its answer', () => {
  const entries = [
    says(1, 'money back?'),
    { ...says(2, 'Refund?'), faqId: 'refund-time' },
    offers(3, 'm2', picked),
    offers(4, 'm1', match(0.4)),
  ]
  expect(assistantTries(entries).map((tried) => [tried.asked, tried.picked])).toEqual([
    ['money back?', false],
    ['Refund?', true],
  ])
})

test('a question picked from the first screen’s list is told as picked, one picked among choices is not told twice', () => {
  const listed = [{ ...says(1, 'Refund?'), faqId: 'refund-time' }, offers(2, 'm1', picked)]
  expect(assistantTries(listed).map((tried) => [tried.asked, tried.picked])).toEqual([['Refund?', true]])
  const chosen = [
    says(1, 'money back?'),
    offers(2, 'm1', match(0.4)),
    chooses(3, 'refund-time'),
    offers(4, 'c3', picked),
  ]
  expect(assistantTries(chosen).map((tried) => [tried.asked, tried.picked])).toEqual([['money back?', false]])
})

test('messages in a row are one turn, until somebody else speaks or time has passed', () => {
  const entries: TranscriptEntry[] = [
    says(1, 'one', 0),
    says(2, 'two', minuteMs),
    says(3, 'three', 7 * minuteMs),
    offers(4, 'm3', null),
    says(5, 'four', 7 * minuteMs),
  ]
  const turns = talkLines(entries, [], null, noon).map((line) =>
    line.kind === 'turn' ? line.messages.map((message) => message.text) : line.kind,
  )
  expect(turns).toEqual([['one', 'two'], ['three'], 'offer', ['four']])
})

test('"New" stands above the first word of the visitor that was not read', () => {
  const lines = talkLines([says(1, 'read'), says(2, 'not read', 10 * minuteMs)], [], 1, noon)
  expect(lines.map((line) => line.kind)).toEqual(['turn', 'new', 'turn'])
  expect(talkLines([says(1, 'first')], [], null, noon).map((line) => line.kind)).toEqual(['turn'])
})

test('a day stands above the words, unless all of them are of today', () => {
  const kinds = (now: number) => talkLines([says(1, 'one')], [], null, now).map((line) => line.kind)
  expect(kinds(noon)).toEqual(['turn'])
  expect(kinds(noon + 24 * 60 * minuteMs)).toEqual(['day', 'turn'])
})

test('a day of another year is told with it', () => {
  const now = new Date(2026, 2, 4, 12).getTime()
  expect(dayText(new Date(2026, 0, 12).getTime(), now, 'en')).toBe('12 January')
  expect(dayText(new Date(2025, 2, 12).getTime(), now, 'en')).toBe('12 March 2025')
  expect(dayText(new Date(2025, 2, 12).getTime(), now, 'de')).toBe('12. März 2025')
  const newYear = new Date(2026, 0, 2, 12).getTime()
  expect(dayText(new Date(2025, 11, 30).getTime(), newYear, 'en')).toBe('Tuesday')
})

test.each(consoleLanguages)(
  'a wait at the end of a sentence gives it no second full stop: %s',
  async (language) => {
    const t = await loadConsoleStrings(language)
    for (const wait of [t.seconds(40), t.minutes(3), t.hours(2, 5), t.days(3)])
      for (const text of [t.joinedLineWaited('14:00', wait), t.joinedLineWaiting('14:00', wait)])
        expect(text).toMatch(/[^.。][.。]$/)
  },
)
