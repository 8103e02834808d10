import type { Server, Socket } from 'socket.io'

/**
 * Packets that go to one connection together go in one call to the system. Socket.IO makes one call a packet, and in
 * a busy desk these calls cost more than everything else.
 */
export function gatherWrites(io: Server): void {
  io.engine.on('connection', (connection: Socket['conn']) => {
    // After polling the WebSocket has another TCP socket than the request that began the connection.
    if (connection.transport.name !== 'websocket') return
    const { socket } = connection.request
    connection.on('flush', () => socket.cork())
    connection.on('drain', () => socket.uncork())
  })
}
