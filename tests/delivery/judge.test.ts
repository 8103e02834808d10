import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import type { CheckName } from './finding.ts'
import type { History, HistoryEvent, Line } from './history.ts'

const question = line(1, 'vera-m1', 'visitor', 'is it open on sunday?')
const reply = line(2, 'vera-m1:reply', 'bot', null)
const handedOver = { ...line(3, 'vera-ask', 'visitor', null, 'move'), move: 'handoff-requested' as const }
const joined = { ...line(4, 'ada-take', 'agent', null, 'move'), move: 'agent-joined' as const }
const answer = line(5, 'ada-m1', 'agent', 'it is not')
const thanks = line(6, 'vera-m2', 'visitor', 'thank you')
const lines = [question, reply, handedOver, joined, answer, thanks]
/** Viktor's, with the bot alone. */
const asked = line(1, 'viktor-m1', 'visitor', 'where is my bike?')
const told = line(2, 'viktor-m1:reply', 'bot', null)

test('a run in which every promise was kept has no findings', () => {
  expect(judge(goodRun(), { insideFaultMs: 100, afterHealingMs: 100 })).toEqual([])
})

const broken: [string, CheckName, (run: History) => void][] = [
  ['an acknowledged message is not stored', 'C1', (run) => remove(run.stored[0]!.lines, thanks)],
  ['an acknowledged message is stored under another number', 'C1', (run) => (storedThanks(run).sequence = 9)],
  ['an acknowledged message is stored with another text', 'C1', (run) => (storedThanks(run).text = 'thanx')],
  ['a message is stored twice', 'C1', (run) => run.stored[0]!.lines.push({ ...thanks, sequence: 7 })],
  ['an acknowledged note is not stored', 'C1', (run) => (run.stored[0]!.notes = [])],
  ['a screen lacks the last message', 'C2', (run) => removeEvent(run, isShown('ada/1', 'vera-m2'))],
  ['a screen shows a message twice', 'C2', (run) => run.events.push(shown('ada/1', thanks, 9))],
  [
    'a screen shows n+1 before n',
    'C3',
    (run) => swap(run.events, isShown('ada/1', 'ada-m1'), isShown('ada/1', 'vera-m2')),
  ],
  ['a screen shows a line of the bot that is not stored', 'C3', (run) => remove(run.stored[0]!.lines, reply)],
  ['a screen begins in the middle', 'C3', (run) => removeEvent(run, isShown('ada/1', 'vera-m1'))],
  [
    'the store has a message that nobody sent',
    'C4',
    (run) => run.stored[0]!.lines.push(line(7, 'x', 'agent', 'x')),
  ],
  [
    'a screen shows a message of another conversation',
    'C4',
    (run) => run.events.push({ ...shown('ada/1', thanks, 9), conversationId: 'c2' }),
  ],
  ['a refused message is stored', 'C5', (run) => refuse(run, 'vera-m2')],
  ['the numbers have a hole', 'C6', (run) => (run.stored[0]!.lines[3]!.sequence = 8)],
  ['the notes have a hole', 'C6', (run) => (run.stored[0]!.notes[0]!.sequence = 2)],
  ["a sender's messages change places", 'C7', (run) => swapSequences(run)],
  ['news was shown late within a fault', 'C8', (run) => (eventOf(run, isShown('ada/1', 'vera-m2')).at = 900)],
  ['a page opened at the end lacks a line', 'C9', (run) => run.fresh[0]!.lines.pop()],
  [
    'a page opened at the end has another text',
    'C9',
    (run) => (run.fresh[0]!.lines[5] = { ...thanks, text: 'ta' }),
  ],
  ['an export lacks a line', 'C9', (run) => run.exported![0]!.lines.pop()],
  ['an export lacks a note', 'C9', (run) => run.exported![0]!.notes.pop()],
  ['an export lacks a conversation', 'C9', (run) => run.exported!.pop()],
  [
    'an export has a conversation too many',
    'C9',
    (run) => run.exported!.push({ id: 'c3', lines: [], notes: [] }),
  ],
  [
    "a note is on a visitor's screen",
    'C10',
    (run) => run.events.push(shown('vera/1', line(7, 'ada-n1', 'agent', 'nice'), 9)),
  ],
  [
    "a note went over a visitor's wire",
    'C10',
    (run) => run.events.push({ kind: 'leaked', at: 9, person: 'vera', text: 'nice' }),
  ],
  ['the bot did not reply to a question', 'C11', (run) => remove(run.stored[1]!.lines, told)],
  [
    'the bot replied twice to a question',
    'C11',
    (run) => run.stored[1]!.lines.push(line(3, 'viktor-m1:again', 'bot', null)),
  ],
  [
    'what was typed was never sent',
    'C12',
    (run) => run.events.push({ kind: 'typed', at: 9, person: 'vera', text: 'hello?' }),
  ],
  [
    'an agent joined twice',
    'C13',
    (run) => run.stored[0]!.lines.push({ ...joined, sequence: 7, id: 'ada-take-again' }),
  ],
  [
    'a conversation returned to the line that nobody had taken',
    'C13',
    (run) => Object.assign(run.stored[0]!.lines[3]!, { move: 'released' }),
  ],
  ['an export cannot be made', 'C9', (run) => (run.exported = null)],
  ['a page lacks the last text', 'C3', (run) => run.pages[0]!.texts.pop()],
  ['a page shows two texts in another order', 'C3', (run) => run.pages[0]!.texts.reverse()],
  ['a page showed a text twice for a moment', 'C2', (run) => run.pages[0]!.doubled.push('it is not')],
]

for (const [bug, check, plant] of broken)
  test(`${check} finds that ${bug}`, () => {
    const run = goodRun()
    plant(run)
    const found = judge(run, { insideFaultMs: 100, afterHealingMs: 100 })
    expect(found.map((each) => each.check)).toContain(check)
  })

test('a message that was sent and never acknowledged may be stored or not', () => {
  const run = goodRun()
  removeEvent(run, (event) => event.kind === 'acknowledged' && event.messageId === 'vera-m2')
  removeEvent(run, (event) => event.kind === 'typed' && event.text === 'thank you')
  expect(judge(run)).toEqual([])
})

test('C8 does not count the time in which a person could not be reached', () => {
  const run = goodRun()
  eventOf(run, isShown('ada/1', 'vera-m2')).at = 190
  run.healedAt = 300
  const fault = { kind: 'fault', name: 'an agent vanishes', at: 0, until: 120 } as const
  run.events.push({ ...fault, keptAway: { person: 'ben' } })
  expect(judge(run, { insideFaultMs: 100, afterHealingMs: 100 }).map(({ check }) => check)).toEqual(['C8'])
  run.events.push({ ...fault, keptAway: { person: 'ada' } }, { ...fault, at: 50, keptAway: 'everybody' })
  expect(judge(run, { insideFaultMs: 100, afterHealingMs: 100 })).toEqual([])
})

test('a screen that was left owes nothing, but what it showed is judged', () => {
  const run = goodRun()
  run.events.push(shown('vera/2', question, 10), { kind: 'left', at: 11, screen: 'vera/2' })
  expect(judge(run)).toEqual([])
  run.events.push(shown('vera/2', answer, 10.5))
  expect(judge(run).map(({ check }) => check)).toEqual(['C3'])
})

/** Vera and Ada with one note, Viktor and the bot: everything as it should be. */
function goodRun(): History {
  const events: HistoryEvent[] = [
    { kind: 'opened', at: 0, screen: 'vera/1', side: 'visitor' },
    { kind: 'opened', at: 0, screen: 'ada/1', side: 'agent' },
    ...said('vera', question, 1),
    ...said('ada', answer, 5),
    ...said('vera', thanks, 6),
    { kind: 'typed', at: 7, person: 'ada', text: 'nice' },
    { kind: 'sent', at: 7, person: 'ada', messageId: 'ada-n1', text: 'nice', isNote: true },
    { kind: 'acknowledged', at: 8, person: 'ada', messageId: 'ada-n1', conversationId: 'c1', sequence: 1 },
    { kind: 'opened', at: 0, screen: 'viktor/1', side: 'visitor' },
    ...said('viktor', asked, 1, 'c2'),
    ...[asked, told].map((each) => ({
      ...shown('viktor/1', each, each.sequence + 0.5),
      conversationId: 'c2',
    })),
    ...['vera/1', 'ada/1'].flatMap((screen) => lines.map((each) => shown(screen, each, each.sequence + 0.5))),
  ]
  const stored = [
    { id: 'c1', lines: structuredClone(lines), notes: [{ sequence: 1, id: 'ada-n1', text: 'nice' }] },
    { id: 'c2', lines: structuredClone([asked, told]), notes: [] },
  ]
  const fresh = [{ screen: 'vera/2', conversationId: 'c1', lines: structuredClone(lines) }]
  const texts = lines.flatMap(({ text }) => text ?? [])
  const pages = [{ screen: 'vera/dom', texts, doubled: [] }]
  return structuredClone({ events, healedAt: 100, stored, exported: structuredClone(stored), fresh, pages })
}

function said(
  person: string,
  { id, text, sequence }: Line,
  at: number,
  conversationId = 'c1',
): HistoryEvent[] {
  return [
    { kind: 'typed', at, person, text: text! },
    { kind: 'sent', at, person, messageId: id, text: text!, isNote: false },
    { kind: 'acknowledged', at: at + 1, person, messageId: id, conversationId, sequence },
  ]
}

function line(
  sequence: number,
  id: string,
  by: Line['by'],
  text: string | null,
  kind: Line['kind'] = text === null ? 'answer' : 'message',
): Line {
  return { sequence, id, by, kind, text }
}

function shown(screen: string, each: Line, at: number): HistoryEvent & { kind: 'shown' } {
  return { kind: 'shown', at, screen, conversationId: 'c1', line: { ...each } }
}

type Fits = (event: HistoryEvent) => boolean

function isShown(screen: string, id: string): Fits {
  return (event) => event.kind === 'shown' && event.screen === screen && event.line.id === id
}

function eventOf(run: History, fits: Fits): HistoryEvent {
  return run.events.find(fits)!
}

function removeEvent(run: History, fits: Fits): void {
  run.events.splice(run.events.findIndex(fits), 1)
}

function swap(events: HistoryEvent[], a: Fits, b: Fits): void {
  const [first, second] = [events.findIndex(a), events.findIndex(b)]
  ;[events[first], events[second]] = [events[second]!, events[first]!]
}

function remove(from: Line[], which: Line): void {
  from.splice(
    from.findIndex(({ id }) => id === which.id),
    1,
  )
}

function storedThanks(run: History): Line {
  return run.stored[0]!.lines.find(({ id }) => id === thanks.id)!
}

function refuse(run: History, messageId: string): void {
  run.events.push({ kind: 'refused', at: 9, person: 'vera', messageId, refusal: 'conversation-closed' })
}

function swapSequences(run: History): void {
  for (const event of run.events)
    if (event.kind === 'acknowledged' && event.person === 'vera')
      event.sequence = event.messageId === 'vera-m1' ? 6 : 1
}
