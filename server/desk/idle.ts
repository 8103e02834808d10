import type { ListEnd } from '../../protocol/agent.ts'
import { closeIdle } from '../domain/idle.ts'
import type { ConversationSummary } from '../domain/summary.ts'
import type { Bot, Clock, Log, NewId } from '../ports.ts'
import type { Store } from '../store/port.ts'
import type { Acting, Rule } from './acting.ts'
import { createLooks } from './looks.ts'

const hourMs = 60 * 60 * 1000
/** Nobody waits for a conversation to close: a few minutes late is on time. */
const lookEveryMs = 5 * 60 * 1000
/** The first visitors after a start come first. */
const firstLookMs = 10_000
/** After a long stop there may be thousands. Each is read and written; people's own must get in between. */
const closedAtOnce = 20

export type Idle = ReturnType<typeof createIdle>

/**
 * Closes conversations with the bot in which nothing is said any more. What is due is read from what is stored, so no
 * restart forgets it; and it is decided again inside the change, so that a visitor who writes at that moment is not
 * interrupted, and of several servers that look at once one closes.
 */
export function createIdle(parts: {
  store: Store
  bot: Bot
  clock: Clock
  log: Log
  newId: NewId
  act: Acting['act']
}) {
  const { store, bot, clock, log, newId, act } = parts

  async function look(isStopped: () => boolean): Promise<void> {
    const idleMs = bot.site().closeAfterHours * hourMs
    const until = clock.now() - idleMs
    const failures: unknown[] = []
    let before: ListEnd | undefined
    do {
      const due = await store.conversations.list({ statuses: ['bot'], until, before, limit: closedAtOnce })
      const quiet = due.filter(({ last }) => last === null || last.at <= until)
      for (const each of await Promise.allSettled(quiet.map((one) => close(one, idleMs))))
        if (each.status === 'rejected') failures.push(each.reason)
      before = due.at(-1)
    } while (before && !isStopped())
    // One that cannot be saved now must not keep the others; it is looked at again.
    if (failures.length > 0) throw failures[0]
  }

  async function close({ id }: ConversationSummary, idleMs: number): Promise<void> {
    const rule: Rule = (current, cause) => closeIdle(current, cause, idleMs)
    await act({ conversationId: id, requestId: newId() }, { who: 'system' }, rule)
  }

  return createLooks({
    clock,
    log,
    firstAfterMs: firstLookMs,
    everyMs: lookEveryMs,
    onFailure: 'idle conversations could not be closed',
    look,
  })
}
