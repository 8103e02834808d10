import { expect, test } from 'vitest'
import type { MatchRecord } from '../../protocol/conversation.ts'
import type { WholeConversation } from '../../server/domain/conversation.ts'
import type { MissedReport } from '../../server/faq-tools/missed.ts'
import { firstChange } from '../store/samples.ts'
import { faqFolder, faqTool, faqToolWith } from './faq-folder.ts'

const visitor = { who: 'visitor' } as const
const unknown: MatchRecord = { decision: 'unknown', ranked: [] }
const day = 86_400_000

/** A conversation in which these were asked and the bot had nothing to say. */
function nothingFor(id: string, texts: string[], at = day): WholeConversation {
  const entries = texts.flatMap((text, index) => [
    { sequence: 2 * index + 1, id: `${index}`, at, by: visitor, kind: 'message' as const, text },
    {
      ...{ sequence: 2 * index + 2, id: `${index}:reply`, at, by: { who: 'bot' } as const },
      ...{ kind: 'offer' as const, because: 'nothing-matched' as const, match: unknown },
    },
  ])
  return { id, state: { ...firstChange(id, at).state, language: 'en' }, entries, notes: [] }
}

/** An answer by Ada below what stands there. */
function adaSays({ entries, ...rest }: WholeConversation, text: string): WholeConversation {
  const by = { who: 'agent', agent: { id: 'ada', name: 'Ada' } } as const
  const said = { sequence: entries.length + 1, id: 'ada', at: day, by, kind: 'message', text } as const
  return { ...rest, entries: [...entries, said] }
}

test('questions without an answer stand under the entry they are nearest to, with the line to add them to', async () => {
  const had = [
    nothingFor('c1', ['heavy parcel to Norway', 'do you sell boats']),
    adaSays(nothingFor('c2', ['Heavy parcel to Norway']), 'That would be 80 euros.'),
  ]
  const { out, code } = await faqToolWith(had, await faqFolder(), 'missed')
  expect(out).toContain('3 questions not answered in 2 conversations of the last 30 days')
  expect(out).toContain(
    'Nearest to delivery-cost “What does delivery cost?”, FAQ/en/shop.json:7\n' +
      '  2 × “Heavy parcel to Norway” (not known)\n' +
      '      an agent wrote: That would be 80 euros.\n',
  )
  expect(out).toMatch(/Near no entry \(en, 1\)\n {2}“do you sell boats” \(not known\)/)
  expect(code).toBe(0)
})

test('what the FAQ answers by now, or lists as unanswered, is counted and not told again', async () => {
  const had = [nothingFor('c1', ['what does delivery cost', 'do you sell boats'])]
  const folder = await faqFolder((faq) =>
    Object.assign(faq['en/shop.json'], { unanswered: ['Do you sell boats?'] }),
  )
  const { out } = await faqToolWith(had, folder, 'missed')
  expect(out).toContain('Of those 1 your FAQ answers now, 1 stand under "unanswered".')
  expect(out).toContain('Nothing to do.')
})

test('an answer that did not help is told with its entry, and to be read again', async () => {
  const by = { who: 'visitor' } as const
  const had = nothingFor('c1', [])
  const match: MatchRecord = { decision: 'answer', ranked: [] }
  const entries: WholeConversation['entries'] = [
    { sequence: 1, id: 'a', at: day, by, kind: 'message', text: 'shipping fee' },
    {
      ...{ sequence: 2, id: 'a:reply', at: day, by: { who: 'bot' }, kind: 'answer', faqId: 'delivery-cost' },
      ...{ question: '', text: '', html: '', match },
    },
    { sequence: 3, id: 'f', at: day, by, kind: 'feedback', of: 2, helped: false },
  ]
  const { out } = await faqToolWith([{ ...had, entries }], await faqFolder(), 'missed')
  expect(out).toContain('“shipping fee” (did not help: delivery-cost)')
  expect(out).toContain('Where an answer did not help, read it with that question in mind')
  expect(out).not.toContain('Put what asks for an entry among its phrasings')
})

test('only the days that were asked for are looked at', async () => {
  const had = [nothingFor('c1', ['do you sell boats'], -5 * day)]
  const folder = await faqFolder()
  expect((await faqToolWith(had, folder, 'missed', '--days', '3')).out).toContain(
    '0 questions not answered in 0 conversations of the last 3 days',
  )
  expect((await faqToolWith(had, folder, 'missed')).out).toContain('“do you sell boats”')
})

test('for machines: the groups, each question with its conversations', async () => {
  const had = [nothingFor('c1', ['do you sell boats']), nothingFor('c2', ['do you sell boats'])]
  const { out } = await faqToolWith(had, await faqFolder(), 'missed', '--json')
  const { groups, ...counts } = JSON.parse(out) as MissedReport
  expect(counts).toEqual({ conversations: 2, missed: 2, answeredNow: 0, listedAsUnanswered: 0 })
  expect(groups).toMatchObject([
    { language: 'en', times: 2, questions: [{ text: 'do you sell boats', how: 'nothing-matched', conversations: ['c1', 'c2'] }] },
  ]) // prettier-ignore
})

test('a number of days that is none is told, and a word too many', async () => {
  expect(await faqTool('FAQ', 'missed', '--days', 'week')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--days is "week": not a number of days, such as 30.') as string,
  })
  expect((await faqTool('FAQ', 'missed', 'now')).err).toContain('"missed" takes no "now".')
})
