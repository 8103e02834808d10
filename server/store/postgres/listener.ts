import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Session } from './database.ts'
import { channel } from './notifier.ts'

/** From here it doubles, up to the other: a database that restarts is back in a second or two. */
const firstPauseMs = 100
const longestPauseMs = 5_000

/**
 * A session of its own that LISTENs, for as long as the server runs: one that is lost is replaced. `onOpen` is called
 * each time one has begun to listen; what was sent before that was not heard.
 */
export class Listener {
  readonly #database: Database
  readonly #hear: (payload: string) => void
  readonly #onOpen: () => void
  #session: Session | null = null
  #closed = false
  #pauseMs = firstPauseMs
  #opening: Promise<void> | null = null

  constructor(database: Database, hear: (payload: string) => void, onOpen: () => void) {
    this.#database = database
    this.#hear = hear
    this.#onOpen = onOpen
  }

  /** Resolves when it listens, or when the first try failed; it goes on trying. */
  open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null
    })
    return this.#opening
  }

  /** The session answers nothing any more, which it does not always notice itself: a new one takes its place. */
  replace(): void {
    this.#lost(this.#session)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#opening
    const session = this.#session
    this.#session = null
    // It may be one that does not answer.
    if (session)
      await Promise.race([session.end().catch(() => undefined), wait(longestPauseMs, null, { ref: false })])
  }

  async #open(): Promise<void> {
    const session = this.#database.newSession()
    // Both are told of a loss; the first one counts.
    session.on('error', () => this.#lost(session))
    session.on('end', () => this.#lost(session))
    session.on('notification', ({ payload }) => this.#session === session && this.#hear(payload ?? ''))
    this.#session = session
    try {
      await session.connect()
      await session.query(`LISTEN ${channel}`)
      this.#pauseMs = firstPauseMs
      this.#onOpen()
    } catch {
      this.#lost(session)
    }
  }

  #lost(session: Session | null): void {
    if (session === null || this.#session !== session) return
    this.#session = null
    session.end().catch(() => undefined)
    if (this.#closed) return
    // Not all servers of a cluster at once.
    const pauseMs = this.#pauseMs * (0.5 + Math.random() / 2)
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
    void wait(pauseMs, null, { ref: false }).then(() => (this.#closed ? undefined : this.open()))
  }
}
