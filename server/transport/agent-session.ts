import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Accounts } from '../accounts.ts'
import type { Clock } from '../ports.ts'
import { hashOf } from './hash.ts'

/** How often a signed-in socket's session is looked at again. */
const sessionCheckedMs = 60 * 60 * 1000

export const sessionRoom = (sessionId: string) => keyedSessionRoom(hashOf(sessionId))
/** By the key of the session's record. */
export const keyedSessionRoom = (key: string) => `session ${key}`

/** The account that this handshake's cookie is signed in to: now, however often it was asked before. */
export function accountOf(request: IncomingMessage, parts: { accounts: Accounts; sessions: RequestHandler }) {
  // A view of its own each time: on the request itself the library would find the session it once read, and not look again.
  const withSession = Object.create(request) as Request
  return new Promise<string | null>((resolve, reject) => {
    // Read only: an empty response is all that the session library needs for that.
    void parts.sessions(withSession, {} as Response, (error?: unknown) =>
      error
        ? reject(error instanceof Error ? error : new Error('session', { cause: error }))
        : resolve(withSession.session.accountId ?? null),
    )
  }).then(async (accountId) => {
    const account = accountId ? await parts.accounts.byId(accountId) : null
    return account && { account, sessionId: withSession.sessionID }
  })
}

/** Calls `end` once the session is over; a socket may stay open longer than it. Returns what calls it off. */
export function watchSession(clock: Clock, isOver: () => Promise<boolean>, end: () => void): () => void {
  let callOff = clock.after(sessionCheckedMs, check)
  function check(): void {
    callOff = clock.after(sessionCheckedMs, check)
    void endIfOver(isOver, end)
  }
  return () => callOff()
}

/** The same, now and once. */
export function endIfOver(isOver: () => Promise<boolean>, end: () => void): Promise<void> {
  return isOver().then(
    (over) => (over ? end() : undefined),
    () => undefined, // unreadable now: the next check looks again
  )
}
