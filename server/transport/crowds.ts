import type { IncomingMessage } from 'node:http'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Server, Socket } from 'socket.io'
import { Refusal } from '../domain/refusal.ts'
import type { Log } from '../ports.ts'
import { addressOf, isLoopback, networkOf } from './addresses.ts'
import type { TrustsProxy } from './addresses.ts'
import { pace } from './pace.ts'

export interface CrowdLimits {
  /** Connections at once, and twice as many new ones a minute. */
  connections: number
  /** Requests a minute, reading ones too. */
  requests: number
  /** Also for this machine's own addresses. For tests: there is no other machine in them. */
  countLoopback?: boolean
}

/** An office or a school behind one address stays far below; 1,000 idle connections take about 20 MB. */
export const crowdLimits: CrowdLimits = { connections: 1_000, requests: 6_000 }

/**
 * What one address may take up, whatever keys it invents. A crowd is refused at the handshake, where it costs least. This
 * machine's own addresses are not counted: behind a proxy that is not named in TRUST_PROXY they are everybody.
 */
export function createCrowds(limits: CrowdLimits, trusts: TrustsProxy, log: Log) {
  const connected = new Map<string, number>()
  const arrivals = new RateLimiterMemory({ points: limits.connections * 2, duration: 60 })
  const requests = new RateLimiterMemory({ points: limits.requests, duration: 60 })
  const told = new Set<string>()

  /** null: not counted. */
  function crowdOf(request: IncomingMessage): string | null {
    const address = addressOf(request, trusts)
    return isLoopback(address) && !limits.countLoopback ? null : networkOf(address)
  }

  async function mayConnect(request: IncomingMessage): Promise<boolean> {
    const crowd = crowdOf(request)
    if (crowd === null) return true
    if ((connected.get(crowd) ?? 0) < limits.connections && (await hasRoom(arrivals, crowd))) return true
    tell(crowd)
    return false
  }

  function count(connection: Socket['conn']): void {
    const crowd = crowdOf(connection.request)
    if (crowd === null) return
    connected.set(crowd, (connected.get(crowd) ?? 0) + 1)
    connection.once('close', () => {
      const left = (connected.get(crowd) ?? 1) - 1
      if (left > 0) connected.set(crowd, left)
      else connected.delete(crowd)
    })
  }

  function tell(crowd: string): void {
    if (told.size >= 100 || told.has(crowd)) return
    told.add(crowd)
    log.warn(
      `refused connections from ${crowd}: one address may have ${limits.connections}. ` +
        'If that is your proxy, name it in TRUST_PROXY. See docs/self-hosting.md.',
    )
  }

  return {
    mayConnect,
    /** Counts every connection for as long as it lasts. */
    watch: (io: Server) => void io.engine.on('connection', count),
    /** Counts each request of this connection, a large one as several. Refuses: 'too-many'. null: they are not counted. */
    pacedBy(request: IncomingMessage): ((worth?: number) => Promise<unknown>) | null {
      const crowd = crowdOf(request)
      return crowd === null ? null : (worth) => pace(requests, crowd, worth)
    },
  }
}

export type Crowds = ReturnType<typeof createCrowds>

/** Never rejects: what fails here is no reason to turn anybody away. */
async function hasRoom(limiter: RateLimiterMemory, crowd: string): Promise<boolean> {
  try {
    await pace(limiter, crowd)
    return true
  } catch (cause) {
    return !(cause instanceof Refusal)
  }
}
