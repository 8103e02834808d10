import { expect, test } from 'vitest'
import type { TalkKind } from '../../protocol/conversation.ts'
import type { Conversation } from '../../server/domain/conversation.ts'
import type { FaqEntry, FaqMatch, Heard } from '../../server/domain/faq.ts'
import { requestHandoff } from '../../server/domain/handoff.ts'
import { missesInARow } from '../../server/domain/handoff-policy.ts'
import { keepOpinion } from '../../server/domain/opinions.ts'
import { replyToQuestion } from '../../server/domain/reply.ts'
import { visitorSays } from '../../server/domain/saying.ts'
import { faqEntry } from '../support/fake-bot.ts'
import { cause, conversationIn, following, nothing, now, rules, story, visitor } from './samples.ts'

const refund = faqEntry('refund-time')
const person = faqEntry('talk-to-a-person', { handoff: true })

const heard = (kind: TalkKind, more: Partial<Heard> = {}): Heard => ({
  ...{
    kind,
    confidence: 0.93,
    alone: true,
    language: 'en',
    text: `About ${kind}.`,
    html: `<p>About ${kind}.</p>`,
  },
  ...more,
})
const only = (kind: TalkKind): FaqMatch => ({ ...nothing, heard: heard(kind) })
const with_ = (kind: TalkKind, entry: FaqEntry): FaqMatch => ({
  decision: 'answer',
  ranked: [{ entry, confidence: 0.9 }],
  heard: heard(kind, { alone: false }),
})

const asking =
  (id: string, text = 'Well?') =>
  (conversation: Conversation) =>
    visitorSays(conversation, cause(visitor, id), text)
const replying =
  (id: string, match: FaqMatch, how = rules) =>
  (conversation: Conversation) =>
    replyToQuestion(conversation, id, match, how, now, 60_000)

/** What the bot says to a first message that is understood like this. */
const reply = (match: FaqMatch, how = rules) =>
  replying('m1', match, how)(story(conversationIn('bot'), asking('m1')))

test('small talk gets its reply, with no FAQ entry, no status and no miss', () => {
  const change = reply(only('thanks'))
  expect(change.state).toEqual({})
  expect(change.entries).toMatchObject([
    {
      ...{ id: 'm1:reply', kind: 'answer', faqId: null, question: '', text: 'About thanks.' },
      match: { decision: 'talk', heard: { kind: 'thanks', confidence: 0.93 } },
    },
  ])
})

test.each(['hello', 'how-are-you', 'who-are-you', 'may-i-ask', 'ok', 'bye', 'yes', 'no', 'praise'] as const)(
  '"%s" never hands over and is never a miss',
  (kind) => {
    const after = story(conversationIn('bot'), asking('m1'), replying('m1', only(kind)))
    expect(after.state.status).toBe('bot')
    expect(missesInARow(after)).toBe(0)
  },
)

test('small talk between two misses neither ends the row nor lengthens it', () => {
  const after = story(
    conversationIn('bot'),
    ...[asking('m1'), replying('m1', nothing), asking('m2'), replying('m2', only('thanks'))],
    ...[asking('m3'), replying('m3', nothing)],
  )
  expect(after.entries.at(-1)).toMatchObject({ kind: 'offer', because: 'misses' })
})

test('an entry that fits wins over small talk', () => {
  const change = reply(with_('thanks', refund))
  expect(change.entries).toMatchObject([{ kind: 'answer', faqId: 'refund-time' }])
})

test('a question beside small talk that nobody can answer is a miss like any other', () => {
  const change = reply({ ...nothing, heard: heard('hello', { alone: false }) })
  expect(change.entries).toMatchObject([{ kind: 'offer', because: 'nothing-matched' }])
})

test('who asks for a person is handed over at once, as by the button', () => {
  const change = reply(only('person'))
  expect(change.entries).toMatchObject([
    { kind: 'move', id: 'm1:handoff', by: visitor, because: 'asked', promisedMs: 60_000, status: 'waiting' },
  ])
  expect(change.state).toMatchObject({ status: 'waiting', because: 'asked' })
})

test('the owner’s own words go before the handoff that somebody asks for, whatever the rules say of entries', () => {
  const change = reply(with_('person', person), { ...rules, entry: 'offer' })
  expect(change.entries).toMatchObject([
    { kind: 'answer', faqId: 'talk-to-a-person', sequence: 2 },
    { kind: 'move', because: 'asked', sequence: 3 },
  ])
})

test('an answer to something else does not keep anybody from a person', () => {
  expect(reply(with_('person', refund)).entries).toMatchObject([{ kind: 'move', because: 'asked' }])
})

test.each(['angry', 'distressed'] as const)(
  'who is %s gets a calm sentence and the offer of a person',
  (kind) => {
    const change = reply(only(kind))
    expect(change.entries).toMatchObject([{ kind: 'offer', because: kind, text: `About ${kind}.` }])
    expect(change.state).not.toHaveProperty('status')
  },
)

test.each(['angry', 'distressed'] as const)(
  'who is %s is handed over at once where the rules say so',
  (kind) => {
    const change = reply(only(kind), { ...rules, upset: 'make' })
    expect(change.entries).toMatchObject([
      { kind: 'answer', faqId: null, text: `About ${kind}.` },
      { kind: 'move', move: 'handoff-requested', because: kind, by: { who: 'bot' } },
    ])
  },
)

test('who is angry and asks something gets the answer first, then the offer', () => {
  const change = reply(with_('angry', refund))
  expect(change.entries).toMatchObject([
    { kind: 'answer', id: 'm1:reply', faqId: 'refund-time' },
    { kind: 'offer', id: 'm1:offer', because: 'angry', text: 'About angry.' },
  ])
})

test('an entry that hands over by itself does so for who is angry too, and the agents learn why', () => {
  const complaint = faqEntry('complaint', { handoff: true })
  const change = reply(with_('angry', complaint))
  expect(change.entries).toMatchObject([
    { kind: 'answer', faqId: 'complaint' },
    { kind: 'move', because: 'angry', by: { who: 'bot' } },
  ])
  const offered = reply(with_('angry', complaint), { ...rules, entry: 'offer' })
  expect(offered.entries.map(({ kind }) => kind)).toEqual(['answer', 'offer'])
})

test('where all of a message is talk, an entry must fit as well as the talk does', () => {
  const spurious: FaqMatch = {
    decision: 'answer',
    ranked: [{ entry: refund, confidence: 0.64 }],
    heard: heard('who-are-you'),
  }
  expect(reply(spurious).entries).toMatchObject([{ kind: 'answer', faqId: null }])
  const fitting: FaqMatch = { ...spurious, ranked: [{ entry: refund, confidence: 0.98 }] }
  expect(reply(fitting).entries).toMatchObject([{ kind: 'answer', faqId: 'refund-time' }])
})

test('the offer to somebody upset is no miss', () => {
  const after = story(conversationIn('bot'), asking('m1'), replying('m1', only('angry')))
  expect(missesInARow(after)).toBe(0)
})

test('the button after a calm offer tells the agents why, and gives the head start of the rules', () => {
  const how = { ...rules, aheadMinutes: { angry: 3, distressed: 0 } }
  const after = story(conversationIn('bot'), asking('m1'), replying('m1', only('angry'), how))
  const { state } = requestHandoff(after, cause(visitor, 'ask-1'), { rules: how })
  expect(state).toMatchObject({ because: 'angry', headStartMs: 180_000, waitingSince: now })
})

test('"yes" to the offer of a person is a handoff; to anything else it is small talk', () => {
  const offered = story(conversationIn('bot'), asking('m1'), replying('m1', nothing), asking('m2', 'yes'))
  const accepted = replying('m2', only('yes'))(offered)
  expect(accepted.entries).toMatchObject([{ kind: 'move', by: visitor, because: 'nothing-matched' }])
  expect(reply(only('yes')).entries).toMatchObject([{ kind: 'answer', faqId: null }])
})

test('"no" to an answer offers a person, as the button under it does; to anything else it is small talk', () => {
  const sure: FaqMatch = { decision: 'answer', ranked: [{ entry: refund, confidence: 0.9 }] }
  const answered = story(conversationIn('bot'), asking('m1'), replying('m1', sure), asking('m2', 'no'))
  const turnedDown = replying('m2', only('no'))(answered)
  expect(turnedDown.entries).toMatchObject([{ kind: 'offer', because: 'did-not-help' }])
  expect(reply(only('no')).entries).toMatchObject([{ kind: 'answer', faqId: null }])
})

test('a reply to talk is said once, however often it is asked for', () => {
  for (const kind of ['thanks', 'person', 'angry'] as const) {
    const before = story(conversationIn('bot'), asking('m1'))
    const first = replying('m1', only(kind))(before)
    expect(replying('m1', only(kind))(following(before, first)).entries).toEqual([])
  }
})

test('praise and complaints are kept with their words, once', () => {
  const said = story(conversationIn('bot'), asking('m1', 'You are\ngreat'))
  const change = replying('m1', only('praise'))(said)
  const opinion = { sequence: 1, at: now, kind: 'praise', text: 'You are great' }
  expect(change.state.opinions).toEqual([opinion])
  const again = keepOpinion(following(said, change), 'm1', heard('praise'), {
    state: {},
    entries: [],
    notes: [],
  })
  expect(again.state).toEqual({})
})

test('praise around a question is kept too, and the question answered', () => {
  const change = reply(with_('praise', refund))
  expect(change.entries).toMatchObject([{ kind: 'answer', faqId: 'refund-time' }])
  expect(change.state.opinions).toMatchObject([{ kind: 'praise' }])
})

test('small talk is no opinion', () => {
  expect(reply(only('thanks')).state).not.toHaveProperty('opinions')
})

test('of very many opinions the last ten are kept', () => {
  const turns = Array.from({ length: 12 }, (_, i) => [asking(`m${i}`), replying(`m${i}`, only('praise'))])
  const { opinions } = story(conversationIn('bot'), ...turns.flat()).state
  expect(opinions).toHaveLength(10)
  expect(opinions?.at(-1)?.sequence).toBe(23)
})
