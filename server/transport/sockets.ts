import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Log } from '../ports.ts'
import type { SocketServer } from './announcer.ts'
import type { Crowds } from './crowds.ts'
import { gatherWrites } from './gathered-writes.ts'
import { dropSlowReaders } from './slow-readers.ts'

/** Engine.IO's number for it. */
const unknownSession = 1

/** Socket.IO on this server with what guards it, open to nobody yet: each side's namespace is served by its own file. */
export function openSockets(http: HttpServer, crowds: Crowds): SocketServer {
  const io: SocketServer = new Server(http, {
    cors: { origin: true },
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    allowRequest: (request, decide) =>
      void crowds.mayConnect(request).then((may) => decide(may ? null : 'too-many', may)),
  })
  crowds.watch(io)
  dropSlowReaders(io)
  gatherWrites(io)
  // The main namespace is open unless somebody closes it; it then answers as one that does not exist.
  io.use((_, next) => next(new Error('Invalid namespace')))
  return io
}

/** Each request of long-polling has to reach the server that began the session. WebSockets need nothing of that. */
export function warnOfStrays(io: SocketServer, log: Log): void {
  let warned = false
  io.engine.on('connection_error', ({ code }: { code: number }) => {
    if (code !== unknownSession || warned) return
    warned = true
    log.warn(
      'A long-polling request came to a server that does not know its session. If that goes on, let the proxy choose ' +
        'the server by address (ip_hash in nginx), or let WebSockets through. See docs/self-hosting.md.',
    )
  })
}
