import type { AgentPresence } from '../../protocol/agent.ts'
import type { AgentFace } from '../../protocol/conversation.ts'
import type { Account } from '../domain/account.ts'
import type { Clock, Log } from '../ports.ts'
import type { Store } from '../store/port.ts'

/** A page reload takes a second or two: nobody is told that somebody left before this. */
const awayAfterMs = 10_000
/** After this without a connection, an agent's conversations return to the line. */
const goneAfterMs = 120_000

export type Presence = ReturnType<typeof createPresence>

/**
 * Which agents are connected and willing. Recomputed from the sockets, here and on the other servers of a cluster; only
 * the willingness is kept. In a cluster the store counts how long an agent is gone from all of them.
 */
export function createPresence(parts: {
  store: Store
  clock: Clock
  log: Log
  onChange: () => void
  onGone: (agent: AgentFace) => Promise<void>
}) {
  const { store, clock, log, onChange, onGone } = parts
  const { cluster } = store
  const team = new Map<string, Member>()
  let elsewhere: ReadonlySet<string> = new Set()

  async function start(): Promise<void> {
    for (const [, account] of await store.accounts.all()) update(account)
  }

  function update(account: Account): void {
    const known = team.get(account.id)
    if (known && known.face.name === account.name && known.willing === account.available) return
    const member = memberOf({ id: account.id, name: account.name })
    member.face = { id: account.id, name: account.name }
    member.willing = account.available
    onChange()
  }

  /** An account is gone: so is its place in the team, and nobody waits for the agent to come back. */
  function remove(agentId: string): void {
    const member = team.get(agentId)
    if (!member) return
    member.callOff()
    team.delete(agentId)
    onChange()
    giveUp(member.face)
  }

  function connected(agent: AgentFace): void {
    const member = memberOf(agent)
    member.callOff()
    member.sockets += 1
    if (member.here) return
    member.here = true
    attend()
    onChange()
  }

  /** What the other servers say of themselves. */
  function attendingElsewhere(agentIds: ReadonlySet<string>): void {
    const isSame = agentIds.size === elsewhere.size && [...agentIds].every((id) => elsewhere.has(id))
    elsewhere = agentIds
    if (!isSame) onChange()
  }

  function attend(): void {
    cluster?.attend([...team.values()].filter((member) => member.here).map(({ face }) => face.id))
  }

  /** Gone from all servers of a cluster: returns their conversations to the line, unless they are back. */
  async function gone(agentId: string): Promise<void> {
    if (isHere(agentId)) return
    await onGone(team.get(agentId)?.face ?? { id: agentId, name: '' })
  }

  function disconnected(agent: AgentFace): void {
    const member = team.get(agent.id)
    if (!member) return
    member.sockets -= 1
    if (member.sockets === 0) waitFor(member)
  }

  /** An agent who had conversations when the server stopped: given the same time to come back, if they still can. */
  function expect(agent: AgentFace): void {
    const member = team.get(agent.id)
    if (!member) return giveUp(agent)
    if (cluster) return
    if (member.sockets === 0) waitFor(member)
  }

  function waitFor(member: Member): void {
    member.callOff()
    const awayTimer = clock.after(awayAfterMs, () => {
      member.here = false
      attend()
      onChange()
    })
    const goneTimer = cluster ? () => undefined : clock.after(goneAfterMs, () => giveUp(member.face))
    member.callOff = () => {
      awayTimer()
      goneTimer()
    }
  }

  /** Tried again until it is done, unless the agent comes back. */
  function giveUp(agent: AgentFace): void {
    onGone(agent).catch((cause: unknown) => {
      log.error('conversations could not be released', cause)
      const callOff = clock.after(awayAfterMs, () => giveUp(agent))
      const member = team.get(agent.id)
      if (member) member.callOff = callOff
    })
  }

  async function setAvailable(agentId: string, available: boolean): Promise<void> {
    const account = await store.accounts.change(agentId, (current) => current && { ...current, available })
    if (account) update(account)
  }

  function memberOf(face: AgentFace): Member {
    const known = team.get(face.id)
    if (known) return known
    const member: Member = { face, sockets: 0, here: false, willing: true, callOff: () => undefined }
    team.set(face.id, member)
    return member
  }

  const isConnected = (member: Member) => member.here || elsewhere.has(member.face.id)
  const isAvailable = (member: Member) => isConnected(member) && member.willing

  function isHere(agentId: string | undefined): boolean {
    const member = agentId ? team.get(agentId) : undefined
    return member !== undefined && isConnected(member)
  }

  return {
    start,
    update,
    remove,
    connected,
    disconnected,
    expect,
    setAvailable,
    /** Who may be handed to visitors now. */
    available: (): AgentFace[] => [...team.values()].filter(isAvailable).map((member) => member.face),
    isHere,
    attendingElsewhere,
    gone,
    team: (): AgentPresence[] =>
      [...team.values()].map((member) => ({
        ...member.face,
        presence: isAvailable(member) ? 'available' : 'away',
        connected: isConnected(member),
      })),
  }
}

interface Member {
  face: AgentFace
  sockets: number
  /** Connected, or gone for less than ten seconds. */
  here: boolean
  willing: boolean
  /** Calls off what waits for this agent to come back. */
  callOff: () => void
}
