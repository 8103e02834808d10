import { countBy, finding, isSame, isWritten } from './finding.ts'
import type { Finding } from './finding.ts'
import { groupBy } from './groups.ts'
import type { ScreenId } from './history.ts'
import { displayTimes, personOf } from './seen.ts'
import type { Seen } from './seen.ts'

/**
 * From the acknowledgement to the other screens: within faults and what they leave behind, and after the last one. Not
 * counted is while a server or the database is gone, or while a person is.
 */
export interface DisplayLimits {
  insideFaultMs: number
  afterHealingMs: number
}

export function acknowledgedIsShown({ of, sent, screens, wasLeft }: Seen): Finding[] {
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

export function screensShowTheStoredOrder({ screens, storedById }: Seen): Finding[] {
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

export function nothingUnsent({ stored, of, sent, screens }: Seen): Finding[] {
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

export function shownInTime(seen: Seen, limits: DisplayLimits): Finding[] {
  return displayTimes(seen).flatMap(({ messageId, screen, ackedAt, ms, reachableMs }) => {
    const limit = ackedAt > seen.healedAt ? limits.afterHealingMs : limits.insideFaultMs
    if (reachableMs <= limit) return []
    return [finding('C8', `${messageId} was on ${screen} ${Math.round(ms)} ms after it was acknowledged`)]
  })
}

export function notesStayInside({ of, sent, screens }: Seen): Finding[] {
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
