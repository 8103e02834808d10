import session from 'express-session'
import type { RequestHandler } from 'express'
import type { Clock } from '../ports.ts'
import type { Records } from '../store/port.ts'
import type { Session } from '../domain/account.ts'
import { hashOf } from './hash.ts'

declare module 'express-session' {
  interface SessionData {
    accountId: string
  }
}

const lastsMs = 14 * 24 * 60 * 60 * 1000

/**
 * Sign-ins by express-session, kept in the store under the hash of their id. With TLS in front (`secure`) the
 * cookie is `__Host-`; browsers drop such a cookie on plain http, so there it has a plain name.
 */
export function createSessions(options: {
  records: Records<Session>
  secret: string
  secure: boolean
  clock: Clock
}): RequestHandler {
  return session({
    name: options.secure ? '__Host-frontdesk' : 'frontdesk',
    secret: options.secret,
    // Behind TLS every request comes through a proxy: what it says of the scheme decides about this cookie only.
    proxy: options.secure,
    store: new RecordedSessions(options.records, options.clock),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'strict', secure: options.secure, path: '/', maxAge: lastsMs },
  })
}

class RecordedSessions extends session.Store {
  readonly #records: Records<Session>
  readonly #clock: Clock

  constructor(records: Records<Session>, clock: Clock) {
    super()
    this.#records = records
    this.#clock = clock
  }

  override get(id: string, done: (error: unknown, found?: session.SessionData | null) => void): void {
    this.#records.get(hashOf(id)).then(
      (record) => {
        if (!record || record.expiresAt <= this.#clock.now()) return done(null, null)
        done(null, JSON.parse(record.data) as session.SessionData)
      },
      (cause: unknown) => done(cause),
    )
  }

  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void): void {
    const record: Session = {
      accountId: data.accountId ?? '',
      data: JSON.stringify(data),
      expiresAt: this.#clock.now() + lastsMs,
    }
    settle(
      this.#records.change(hashOf(id), () => record).then(() => this.#dropExpired()),
      done,
    )
  }

  /** With every sign-in, which is seldom: nothing else looks at those that nobody comes back to. */
  async #dropExpired(): Promise<void> {
    for (const [id, { expiresAt }] of await this.#records.all())
      if (expiresAt <= this.#clock.now()) await this.#records.change(id, () => null)
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    settle(
      this.#records.change(hashOf(id), () => null),
      done,
    )
  }

  /** A visit makes it last longer; written down once a day, not with every request. */
  override touch(id: string, _data: session.SessionData, done?: () => void): void {
    const expiresAt = this.#clock.now() + lastsMs
    const dayMs = 24 * 60 * 60 * 1000
    settle(
      this.#records.get(hashOf(id)).then((record) => {
        if (!record || expiresAt - record.expiresAt < dayMs) return null
        return this.#records.change(hashOf(id), (current) => current && { ...current, expiresAt })
      }),
      done,
    )
  }
}

function settle(work: Promise<unknown>, done: ((error?: unknown) => void) | undefined): void {
  work.then(
    () => done?.(),
    (cause: unknown) => done?.(cause),
  )
}
