import { groupBy } from './groups.ts'
import type { History, HistoryEvent, ScreenId } from './history.ts'

type Of<K extends HistoryEvent['kind']> = Extract<HistoryEvent, { kind: K }>

/** What a run has seen, put in order for the judge. */
export type Seen = ReturnType<typeof gather>

/** Puts what a run has seen in order. */
export function gather({ events, healedAt, stored, exported, fresh, pages }: History) {
  const of = <K extends HistoryEvent['kind']>(kind: K) =>
    events.filter((event): event is Of<K> => event.kind === kind)
  const sent = new Map(of('sent').map((event) => [event.messageId, event]))
  const shown = of('shown').map(({ line, screen, conversationId, at }) => ({
    ...line,
    screen,
    conversationId,
    at,
  }))
  const left = new Set(of('left').map(({ screen, conversationId }) => `${screen} ${conversationId ?? ''}`))
  const wasLeft = (screen: ScreenId, conversationId: string) =>
    left.has(`${screen} `) || left.has(`${screen} ${conversationId}`)
  return {
    of,
    sent,
    healedAt,
    stored,
    exported,
    fresh,
    pages,
    wasLeft,
    storedById: new Map(stored.map((conversation) => [conversation.id, conversation])),
    /** What each screen showed of each conversation, in the order in which it appeared. */
    screens: [...groupBy(shown, ({ screen, conversationId }) => `${screen} ${conversationId}`).values()],
    refused: new Set(of('refused').map(({ messageId }) => messageId)),
  }
}

/**
 * From each acknowledgement to each screen of somebody else that already showed the conversation: `ms`, and how much of
 * it no fault kept that person away.
 */
export function displayTimes({ of, sent, screens }: Seen) {
  const acks = new Map(of('acknowledged').map((ack) => [ack.messageId, ack]))
  const faults = of('fault').filter(({ keptAway }) => keptAway !== null)
  return screens.flatMap((shown) =>
    shown.flatMap(({ id, screen, at }) => {
      const ack = acks.get(id)
      const viewer = personOf(screen)
      if (!ack || viewer === sent.get(id)?.person || shown[0]!.at > ack.at) return []
      const whole = { at: ack.at, until: at }
      const theirs = faults.filter(({ keptAway }) => keptAway === 'everybody' || keptAway?.person === viewer)
      const ms = at - ack.at
      return [{ messageId: id, screen, ackedAt: ack.at, ms, reachableMs: ms - coveredMs(whole, theirs) }]
    }),
  )
}

interface Span {
  at: number
  until: number
}

/** How much of the span lies in any of these, which may overlap. */
function coveredMs({ at, until }: Span, spans: Span[]): number {
  let covered = 0
  let from = at
  for (const span of spans.toSorted((a, b) => a.at - b.at)) {
    const begin = Math.max(from, span.at)
    const end = Math.min(until, span.until)
    if (end <= begin) continue
    covered += end - begin
    from = end
  }
  return covered
}

/** "vera-3" of "vera-3/2". */
export function personOf(screen: ScreenId): string {
  return screen.split('/')[0]!
}
