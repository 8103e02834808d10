import type { Instant } from '../../protocol/conversation.ts'
import type { Erased } from '../domain/retention.ts'
import type { Bot, Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'
import { createLooks } from './looks.ts'

const dayMs = 24 * 60 * 60 * 1000
/** What is counted in days may be an hour late. */
const lookEveryMs = 60 * 60 * 1000
/** After those who come back at once, and late enough to mend a number that was only just written. */
const firstLookMs = 10 * 60 * 1000
/** After a long stop, or when the number is new, there may be all of many years: people's own must get in between. */
const erasedAtOnce = 50

/**
 * Deletes conversations that were closed as many days ago as site.json says, and in which nothing happened since. Nothing
 * says which those are but the store itself, so no restart forgets them; what became due meanwhile goes at the first look.
 */
export function createRetention(parts: {
  store: Store
  bot: Bot
  clock: Clock
  log: Log
  onErased: (erased: Erased) => void
}) {
  const { store, bot, clock, log, onErased } = parts
  let believed: Instant = clock.now()

  async function look(isStopped: () => boolean): Promise<void> {
    // A clock that jumps ahead would make everything old at once: it is followed, but not faster than this.
    believed = Math.min(clock.now(), believed + 2 * lookEveryMs)
    const days = bot.site().deleteAfterDays
    if (days === null) return
    let count = 0
    try {
      for (;;) {
        const erased = await store.conversations.eraseQuiet(believed - days * dayMs, erasedAtOnce)
        for (const each of erased) onErased(each)
        count += erased.length
        if (erased.length === 0 || isStopped()) return
      }
    } finally {
      const these = count === 1 ? '1 conversation was' : `${count} conversations were`
      // Shown unless somebody wants no log at all: it is gone for good.
      if (count > 0) log.warn(`${these} deleted: closed for ${days} days (deleteAfterDays in site.json)`)
    }
  }

  return createLooks({
    clock,
    log,
    firstAfterMs: firstLookMs,
    everyMs: lookEveryMs,
    onFailure: 'conversations could not be deleted when it was time',
    look,
  })
}
