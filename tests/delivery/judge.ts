import type { Status } from '../../protocol/conversation.ts'
import { transitions } from '../../server/domain/transitions.ts'
import { groupBy } from './groups.ts'
import type { History, Line, ScreenId } from './history.ts'
import { displayTimes, gather, personOf } from './seen.ts'
import type { Seen } from './seen.ts'

/**
 * C1 acknowledged is stored, once, as acknowledged. C2 it is on every live screen of its conversation, once. C3 each
 * screen shows the stored order, n+1 never before n. C4 nothing that nobody sent, nothing of another conversation.
 * C5 what was refused is nowhere. C6 numbers are 1 … k. C7 a sender's order is kept. C8 news is shown in time,
 * to whom it can reach. C9 a fresh page shows, and an export has, what the store holds. C10 no note reaches a visitor.
 * C11 the bot replies once to each question. C12 what was typed was sent in the end. C13 each move begins where the one
 * before it led: none is made twice.
 */
export type CheckName = `C${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`

export interface Finding {
  check: CheckName
  what: string
}

/**
 * From the acknowledgement to the other screens: within faults and what they leave behind, and after the last one. Not
 * counted is while a server or the database is gone, or while a person is.
 */
export interface DisplayLimits {
  insideFaultMs: number
  afterHealingMs: number
}

/** Looks for broken promises in what a run has seen. An empty list: none. */
export function judge(history: History, limits?: DisplayLimits): Finding[] {
  const seen = gather(history)
  return [
    ...acknowledgedIsStored(seen),
    ...acknowledgedIsShown(seen),
    ...screensShowTheStoredOrder(seen),
    ...nothingUnsent(seen),
    ...refusedIsNowhere(seen),
    ...numbersHaveNoHoles(seen),
    ...sendersOrderIsKept(seen),
    ...(limits ? shownInTime(seen, limits) : []),
    ...freshPagesAgree(seen),
    ...exportAgrees(seen),
    ...realPagesAgree(seen),
    ...notesStayInside(seen),
    ...botRepliesOnce(seen),
    ...typedWasSent(seen),
    ...movesFollow(seen),
  ]
}

function acknowledgedIsStored({ of, sent, storedById }: Seen): Finding[] {
  return of('acknowledged').flatMap(({ messageId, conversationId, sequence, person }) => {
    const conversation = storedById.get(conversationId)
    const message = sent.get(messageId)
    const lines = (message?.isNote ? conversation?.notes : conversation?.lines) ?? []
    const found = lines.filter((line) => line.id === messageId)
    const [line] = found
    const where = `${person}'s ${messageId}, acknowledged as ${conversationId} ${sequence},`
    if (!line) return [finding('C1', `${where} is not stored`)]
    if (found.length > 1) return [finding('C1', `${where} is stored ${found.length} times`)]
    if (line.sequence !== sequence) return [finding('C1', `${where} is stored as ${line.sequence}`)]
    if (line.text !== message?.text) return [finding('C1', `${where} is stored with another text`)]
    return []
  })
}

function acknowledgedIsShown({ of, sent, screens, wasLeft }: Seen): Finding[] {
  const times = countBy(
    screens.flat(),
    ({ screen, conversationId, id }) => `${screen} ${conversationId} ${id}`,
  )
  const watching = screensByConversation(of, screens)
  return of('acknowledged').flatMap(({ messageId, conversationId }) => {
    if (sent.get(messageId)?.isNote) return []
    return [...watching.get(conversationId)!]
      .filter((screen) => !wasLeft(screen, conversationId))
      .flatMap((screen) => {
        const shown = times.get(`${screen} ${conversationId} ${messageId}`) ?? 0
        return shown === 1 ? [] : [finding('C2', `${messageId} is on ${screen} ${shown} times`)]
      })
  })
}

/** Those that showed anything of it, and every page of the visitor whose it is, even one that showed nothing. */
function screensByConversation(of: Seen['of'], screens: Seen['screens']): Map<string, Set<ScreenId>> {
  const pages = groupBy(
    of('opened').filter(({ side }) => side === 'visitor'),
    ({ screen }) => personOf(screen),
  )
  const watching = new Map<string, Set<ScreenId>>()
  for (const { conversationId, person } of of('acknowledged')) {
    const known = watching.get(conversationId) ?? new Set()
    for (const { screen } of pages.get(person) ?? []) known.add(screen)
    watching.set(conversationId, known)
  }
  for (const [first] of screens) watching.get(first!.conversationId)?.add(first!.screen)
  return watching
}

function screensShowTheStoredOrder({ screens, storedById }: Seen): Finding[] {
  return screens.flatMap((shown) => {
    const { screen, conversationId } = shown[0]!
    const stored = storedById.get(conversationId)?.lines ?? []
    const wrong = shown.findIndex(
      (line, index) => line.sequence !== index + 1 || !isSame(line, stored[index]),
    )
    if (wrong < 0) return []
    const { sequence, id } = shown[wrong]!
    const there = stored[wrong]
    const instead = there ? `${there.sequence} ${there.id}` : 'nothing'
    return [
      finding('C3', `${screen} shows ${sequence} ${id} as line ${wrong + 1}, where ${instead} is stored`),
    ]
  })
}

function nothingUnsent({ stored, of, sent, screens }: Seen): Finding[] {
  const homes = new Map(of('acknowledged').map((ack) => [ack.messageId, ack.conversationId]))
  const places = [
    ...stored.flatMap(({ id, lines, notes }) => [
      ...lines.filter(isWritten).map((line) => ({ where: 'the store', home: id, line })),
      ...notes.map((line) => ({ where: 'the store', home: id, line })),
    ]),
    ...screens.flatMap((shown) =>
      shown.filter(isWritten).map((line) => ({ where: line.screen, home: line.conversationId, line })),
    ),
  ]
  return places.flatMap(({ where, home, line }) => {
    const message = sent.get(line.id)
    if (!message) return [finding('C4', `${where} has ${line.id}, which nobody sent`)]
    const itsHome = homes.get(line.id)
    if (itsHome && itsHome !== home) return [finding('C4', `${where} has ${line.id} of another conversation`)]
    return message.text === line.text ? [] : [finding('C4', `${where} has ${line.id} with another text`)]
  })
}

function refusedIsNowhere({ refused, stored, screens }: Seen): Finding[] {
  const inStore = stored.flatMap(({ lines, notes }) => [...lines, ...notes].map(({ id }) => id))
  const onScreens = screens.flatMap((shown) => shown.map(({ id }) => id))
  return [...new Set([...inStore, ...onScreens])]
    .filter((id) => refused.has(id))
    .map((id) => finding('C5', `${id} was refused, and is there all the same`))
}

function numbersHaveNoHoles({ stored }: Seen): Finding[] {
  return stored.flatMap(({ id, lines, notes }) =>
    [lines, notes].flatMap((log) => {
      const wrong = log.findIndex(({ sequence }, index) => sequence !== index + 1)
      return wrong < 0 ? [] : [finding('C6', `${id} has ${log[wrong]!.sequence} as line ${wrong + 1}`)]
    }),
  )
}

function sendersOrderIsKept({ of, sent }: Seen): Finding[] {
  const order = new Map([...sent.keys()].map((id, index) => [id, index]))
  const bySender = groupBy(
    of('acknowledged'),
    ({ person, conversationId, messageId }) =>
      `${person} ${conversationId} ${sent.get(messageId)?.isNote ? 'notes' : ''}`,
  )
  return [...bySender.values()].flatMap((acks) => {
    const inOrder = acks.toSorted((a, b) => order.get(a.messageId)! - order.get(b.messageId)!)
    const wrong = inOrder.findIndex((ack, index) => index > 0 && ack.sequence < inOrder[index - 1]!.sequence)
    if (wrong < 0) return []
    return [
      finding('C7', `${inOrder[wrong]!.person} sent ${inOrder[wrong]!.messageId} later; it stands earlier`),
    ]
  })
}

function shownInTime(seen: Seen, limits: DisplayLimits): Finding[] {
  return displayTimes(seen).flatMap(({ messageId, screen, ackedAt, ms, reachableMs }) => {
    const limit = ackedAt > seen.healedAt ? limits.afterHealingMs : limits.insideFaultMs
    if (reachableMs <= limit) return []
    return [finding('C8', `${messageId} was on ${screen} ${Math.round(ms)} ms after it was acknowledged`)]
  })
}

function freshPagesAgree({ fresh, storedById }: Seen): Finding[] {
  return fresh.flatMap(({ screen, conversationId, lines }) => {
    const stored = storedById.get(conversationId)?.lines ?? []
    const isWhole = lines.length === stored.length && lines.every((line, at) => isSame(line, stored[at]))
    if (isWhole) return []
    return [
      finding(
        'C9',
        `${screen}, opened at the end, shows ${lines.length} of ${stored.length} lines or others`,
      ),
    ]
  })
}

function exportAgrees({ stored, exported }: Seen): Finding[] {
  if (!exported) return [finding('C9', 'what is stored cannot be exported')]
  const inFile = new Map(exported.map((conversation) => [conversation.id, JSON.stringify(conversation)]))
  const wrong = stored.filter((conversation) => inFile.get(conversation.id) !== JSON.stringify(conversation))
  const strange = exported.length - stored.length
  return [
    ...wrong.map(({ id }) => finding('C9', `the export has ${inFile.has(id) ? 'another' : 'no'} ${id}`)),
    ...(strange > 0 ? [finding('C9', `the export has ${strange} conversations too many`)] : []),
  ]
}

/** A page in a browser shows texts only; the first of them tells whose conversation it is. */
function realPagesAgree({ pages, stored }: Seen): Finding[] {
  return pages.flatMap(({ screen, texts, doubled }) => {
    const home = stored.find(({ lines }) => lines.some((line) => isWritten(line) && line.text === texts[0]))
    const written = (home?.lines ?? []).filter(isWritten).map(({ text }) => text)
    const wrong = [...written, null].findIndex((text, at) => text !== (texts[at] ?? null))
    return [
      ...[...new Set(doubled)].map((text) => finding('C2', `${screen} showed "${text}" twice`)),
      ...(texts.length === 0 ? [finding('C2', `${screen} shows nothing`)] : []),
      ...(wrong < 0 && texts.length === written.length
        ? []
        : [finding('C3', `${screen} shows "${texts[wrong]}" where "${written[wrong]}" is stored`)]),
    ]
  })
}

function notesStayInside({ of, sent, screens }: Seen): Finding[] {
  const visitors = new Set(
    of('opened')
      .filter(({ side }) => side === 'visitor')
      .map(({ screen }) => screen),
  )
  const shown = screens
    .flat()
    .filter(({ id, screen }) => sent.get(id)?.isNote && visitors.has(screen))
    .map(({ id, screen }) => finding('C10', `the note ${id} is on ${screen}`))
  return [...shown, ...of('leaked').map(({ person, text }) => finding('C10', `"${text}" went to ${person}`))]
}

/** Of conversations that were always with the bot: each question has one reply, whose id is derived from it. */
function botRepliesOnce({ stored }: Seen): Finding[] {
  return stored
    .filter(({ lines }) => lines.every(({ kind }) => kind !== 'move'))
    .flatMap(({ id, lines }) =>
      lines.filter(isWritten).flatMap((question) => {
        const replies = lines.filter((line) => line.by === 'bot' && line.id.startsWith(`${question.id}:`))
        if (replies.length === 1) return []
        return [finding('C11', `${question.id} in ${id} has ${replies.length} replies of the bot`)]
      }),
    )
}

/** What is stored was sent, also where its acknowledgement was lost and the page saw it in the transcript instead. */
function typedWasSent({ of, sent, stored, refused }: Seen): Finding[] {
  const kept = stored.flatMap(({ lines, notes }) => [...lines, ...notes].map(({ id }) => id))
  const settled = new Set([...kept, ...refused])
  const texts = countBy(
    [...sent.values()].filter(({ messageId }) => settled.has(messageId)),
    ({ text }) => text,
  )
  return of('typed').flatMap(({ person, text }) =>
    texts.get(text) === 1
      ? []
      : [finding('C12', `${person}'s "${text}" was sent ${texts.get(text) ?? 0} times`)],
  )
}

/** By the table of moves. A timer that two servers keep, or that outlives its server, would move twice. */
function movesFollow({ stored }: Seen): Finding[] {
  return stored.flatMap(({ id, lines }) => {
    let statuses: readonly Status[] = ['bot']
    return lines.flatMap(({ move, sequence }) => {
      if (!move) return []
      const mayFollow = transitions[move].from.some((status) => statuses.includes(status))
      const where = `${id} ${sequence}`
      const found = mayFollow
        ? []
        : [finding('C13', `${where} is "${move}", while it is ${statuses.join(' or ')}`)]
      statuses = transitions[move].to
      return found
    })
  })
}

function isSame(line: Line, stored: Line | undefined): boolean {
  return stored?.id === line.id && stored.sequence === line.sequence && stored.text === line.text
}

function isWritten({ kind }: Line): boolean {
  return kind === 'message'
}

function finding(check: CheckName, what: string): Finding {
  return { check, what }
}

function countBy<T>(list: T[], key: (each: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of list) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1)
  return counts
}
