import type { ConversationId } from '../../protocol/conversation.ts'
import type { Place } from '../../protocol/visitor.ts'
import type { ConversationSummary } from '../domain/summary.ts'
import { placeIn, usualWait, waitingLine } from '../domain/waiting-line.ts'
import type { Announcer, Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'

/** Moves are gathered, then each visitor whose place changed is told once. */
const gatherMs = 50
/** The last waits that an estimate is made from. */
const waitsRemembered = 100

export type LiveLine = ReturnType<typeof createLine>

/** The waiting line as it is told to those who stand in it. Always recomputed from the conversations. */
export function createLine(parts: { store: Store; announcer: Announcer; clock: Clock; log: Log }) {
  const { store, announcer, clock, log } = parts
  const told = new Map<ConversationId, { visitorId: string; position: number }>()
  let usual: number | null = null
  let gathering = false
  /** One telling after the other: a list read earlier must not have the last word. */
  let telling = Promise.resolve()

  async function start(): Promise<void> {
    usual = usualWait(await store.conversations.recentWaits(waitsRemembered))
  }

  function touch(): void {
    if (gathering) return
    gathering = true
    clock.after(gatherMs, () => {
      gathering = false
      telling = telling
        .then(tell)
        .catch((cause: unknown) => log.error('places in line could not be told', cause))
    })
  }

  async function tell(): Promise<void> {
    await start()
    const line = await current()
    for (const [index, each] of line.entries()) {
      if (told.get(each.id)?.position === index + 1) continue
      told.set(each.id, { visitorId: each.visitorId, position: index + 1 })
      announcer.placeChanged(
        { conversationId: each.id, visitorId: each.visitorId },
        placeIn(line, each.id, usual, clock.now()),
      )
    }
    const waiting = new Set(line.map((each) => each.id))
    for (const [conversationId, { visitorId }] of told) {
      if (waiting.has(conversationId)) continue
      told.delete(conversationId)
      announcer.placeChanged({ conversationId, visitorId }, null)
    }
  }

  async function placeOf(id: ConversationId): Promise<Place | null> {
    return placeIn(await current(), id, usual, clock.now())
  }

  async function current(): Promise<ConversationSummary[]> {
    return waitingLine(await store.conversations.list({ statuses: ['waiting'] }))
  }

  return { start, touch, placeOf, usualWaitMs: () => usual }
}
