import type { Socket } from 'socket.io'
import { agentsOf } from './announcer.ts'
import type { SocketServer } from './announcer.ts'

/** What may wait for a browser that does not read, in bytes or letters. It is cut off, and catches up by the numbers. */
const visitorsMostWaiting = 1024 * 1024
/** An agent's whole list is one packet, and only who has signed in gets as much. */
const agentsMostWaiting = 4 * 1024 * 1024

type Connection = Socket['conn']

/** As far as it is needed here: Engine.IO hides it. */
interface WebSocket {
  /** Not yet taken by the system, in bytes. */
  bufferedAmount: number
  /** Ends it at once and forgets what waits. */
  terminate(): void
}

/**
 * Cuts off whoever lets more than that wait: memory would grow with everything that is said, for as long as the line
 * stands still. Looked at before each packet, so one packet of any size gets through to who has read the others.
 */
export function dropSlowReaders(io: SocketServer): void {
  const most = new WeakMap<Connection, number>()
  agentsOf(io).on('connection', ({ conn }) => most.set(conn, agentsMostWaiting))

  io.engine.on('connection', (connection: Connection) => {
    // Not yet handed to the transport, which takes nothing more while the system does not take the last.
    let gathered = 0
    connection.on('flush', () => (gathered = 0))
    connection.on('packetCreate', ({ data }: { data?: unknown }) => {
      if (gathered + handedOver(connection) > (most.get(connection) ?? visitorsMostWaiting)) drop(connection)
      if (typeof data === 'string') gathered += data.length
    })
  })
}

function handedOver(connection: Connection): number {
  return webSocketOf(connection)?.bufferedAmount ?? 0
}

/** At once: a polite closing would wait behind all that is not read, and hold it. */
function drop(connection: Connection): void {
  const socket = webSocketOf(connection)
  if (socket) socket.terminate()
  else connection.close(true)
}

/** undefined while it polls: there, what waits is still here. */
function webSocketOf({ transport }: Connection): WebSocket | undefined {
  return transport.name === 'websocket' ? (transport as unknown as { socket: WebSocket }).socket : undefined
}
