import type { Server, Socket } from 'socket.io'

type Connection = Socket['conn']

/**
 * Packets that go to one connection together go in one call to the system. Socket.IO makes one call a packet, and in
 * a busy desk these calls cost more than everything else.
 */
export function gatherWrites(io: Server): void {
  const held = holdPackets()
  io.engine.on('connection', (connection: Connection) => {
    connection.on('packetCreate', () => held(connection))
    // After polling the WebSocket has another TCP socket than the request that began the connection.
    if (connection.transport.name !== 'websocket') return
    const { socket } = connection.request
    connection.on('flush', () => socket.cork())
    connection.on('drain', () => socket.uncork())
  })
}

/**
 * Keeps what is sent over a WebSocket back until this turn of the event loop has told all it has to tell: all
 * acknowledgements of a commit, and its pushes. Engine.IO gathers for a transport that says it is busy, and asks again
 * when it is ready; else the first packet of a turn would go alone.
 */
function holdPackets(): (connection: Connection) => void {
  let held: Connection['transport'][] = []

  function release(): void {
    const ready = held
    held = []
    for (const transport of ready) {
      transport.writable = true
      transport.emit('ready')
    }
  }

  return ({ transport }) => {
    if (transport.name !== 'websocket' || !transport.writable) return
    transport.writable = false
    if (held.push(transport) === 1) process.nextTick(release)
  }
}
