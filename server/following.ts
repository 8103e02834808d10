import { canRetry } from '../protocol/refusals.ts'
import type { Accounts } from './accounts.ts'
import type { Follower } from './cluster.ts'
import type { Desk } from './desk.ts'
import { Refusal } from './domain/refusal.ts'
import type { Log } from './ports.ts'
import { agentsOf, openScreens } from './transport/announcer.ts'
import type { SocketServer } from './transport/announcer.ts'
import { keyedSessionRoom } from './transport/agent-session.ts'
import type { TellTyping } from './transport/typing.ts'

const againAfterMs = 1_000

/** What this server makes of what the others do: its screens hear of it as if it had happened here. */
export function createFollower(parts: {
  io: SocketServer
  desk: Desk
  accounts: Accounts
  typing: TellTyping
  checkSessions: () => void
  log: Log
}): Follower {
  const { io, desk, accounts, typing, checkSessions, log } = parts
  const screens = openScreens(io)

  async function accountChanged(accountId: string): Promise<void> {
    const account = await accounts.byId(accountId)
    if (account) desk.presence.update(account)
    else desk.presence.remove(accountId)
  }

  async function lookAtAccounts(): Promise<void> {
    const all = await accounts.list()
    for (const account of all) desk.presence.update(account)
    const ids = new Set(all.map(({ id }) => id))
    for (const { id } of desk.presence.team()) if (!ids.has(id)) desk.presence.remove(id)
  }

  /** The word comes once, perhaps while the database is just coming back: then it is read a moment later. */
  function readSurely(read: () => Promise<void>): void {
    read().catch((cause: unknown) => {
      if (cause instanceof Refusal && canRetry(cause.code))
        desk.clock.after(againAfterMs, () => readSurely(read))
      else log.error('what another server changed could not be read', cause)
    })
  }

  return {
    ...screens,
    typing,
    conversationChanged: desk.heard,
    conversationErased: desk.heardErased,
    accountChanged: (accountId) => readSurely(() => accountChanged(accountId)),
    sessionEnded: (key) => agentsOf(io).in(keyedSessionRoom(key)).disconnectSockets(true),
    mayHaveMissed() {
      checkSessions()
      readSurely(lookAtAccounts)
    },
    attendingElsewhere: desk.presence.attendingElsewhere,
    agentGone: desk.presence.gone,
  }
}
