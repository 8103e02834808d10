import type { Kept, Resident } from './kept.ts'

/**
 * Conversations that stay in memory although their files have all of them: those looked at last. Those with people
 * always stay.
 */
const restingMax = { closed: 200, bot: 2_000 }

/** Lets conversations leave memory, the one that was looked at longest ago first. */
export class Resting {
  readonly #resting = { closed: new Set<Kept>(), bot: new Set<Kept>() }

  forget(kept: Kept): void {
    this.#resting.closed.delete(kept)
    this.#resting.bot.delete(kept)
  }

  /**
   * A conversation that is closed or with the bot, in its file now or just looked at, leaves memory when enough others
   * came after it. One that changes meanwhile rests again when its file is written.
   */
  rest({ kept, isErased }: Resident): void {
    this.forget(kept)
    if (isErased) return
    const { status } = kept.facts
    if (status !== 'closed' && status !== 'bot') return
    const resting = this.#resting[status]
    resting.add(kept)
    for (const oldest of resting) {
      if (resting.size <= restingMax[status]) return
      resting.delete(oldest)
      if (oldest.resident?.isIdle && oldest.facts.status === status) oldest.leaveMemory()
    }
  }
}
