import { once } from 'node:events'
import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { halfFrame } from './half-frame.ts'
import { kindOf } from './packets.ts'
import type { Direction, PacketKind } from './packets.ts'

/** What a wire does to a packet: passes it on, so often, as it is or changed. */
export type Verdict = string[]

export interface Wire {
  url: string
  /** Asked about every packet of Socket.IO; the default lets all through once. */
  meddle: (packet: string, kind: PacketKind, direction: Direction) => Verdict
  /** Each packet waits so long before it goes on; the order is kept. */
  delayMs: number
  /** For so long nothing goes through; then all of it, in order. */
  hold(ms: number): void
  /** For so long nothing is taken from the desk: the network's buffers fill, then the desk's own. */
  stopReading(ms: number): void
  /** Says something that nobody said. */
  forge(packet: string, direction: Direction): void
  /** Cuts what is connected now. */
  cut(): void
  /** Cuts, and lets nobody connect for so long. */
  cutFor(ms: number): void
  /** Cuts in the middle of the next packet in this direction. */
  cutInMidFrame(direction: Direction): void
  close(): Promise<void>
}

/**
 * A proxy for one client: between a page and the desk, where all goes wrong that can. `targets`: addresses of the desk's
 * servers, tried in turn. `headers` are added to what the page connects with: Node's pages keep no cookies.
 * `onPacket` hears what comes out of it.
 */
export async function openWire(
  targets: string[],
  headers: Record<string, string> = {},
  onPacket: (packet: string, direction: Direction) => void = () => undefined,
): Promise<Wire> {
  const pairs = new Set<{ page: WebSocket; desk: WebSocket }>()
  const server = createServer((request, response) => passOn(request, response, targets[0]!))
  const acceptor = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  let heldUntil = 0
  let cutUntil = 0
  let cutNext: Direction | null = null
  let turn = 0

  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // A reset connection is one of the faults.
    socket.on('error', () => socket.destroy())
    if (performance.now() < cutUntil) return void socket.destroy()
    const target = targets[turn++ % targets.length]!
    const desk = new WebSocket(target.replace('http', 'ws') + request.url, {
      perMessageDeflate: false,
      headers: { ...asked(request), ...headers },
    })
    desk.once('error', () => socket.destroy())
    desk.once('open', () =>
      acceptor.handleUpgrade(request, socket, head, (page) => {
        const pair = { page, desk }
        pairs.add(pair)
        join(page, desk, 'up')
        join(desk, page, 'down')
        for (const side of [page, desk]) {
          side.on('error', () => side.terminate())
          side.once('close', () => {
            pairs.delete(pair)
            page.terminate()
            desk.terminate()
          })
        }
      }),
    )
    // The desk speaks first: what it says before the page is there would be lost.
    desk.pause()
  })

  function join(from: WebSocket, to: WebSocket, direction: Direction): void {
    let freeAt = 0
    from.on('message', (data: Buffer) => {
      const packet = data.toString()
      for (const passed of wire.meddle(packet, kindOf(packet), direction)) {
        freeAt = Math.max(freeAt, heldUntil, performance.now() + wire.delayMs)
        const waitMs = freeAt - performance.now()
        if (waitMs > 1) setTimeout(() => pass(to, passed, direction), waitMs)
        else pass(to, passed, direction)
      }
    })
    from.resume()
  }

  function pass(to: WebSocket, packet: string, direction: Direction): void {
    if (to.readyState !== WebSocket.OPEN) return
    onPacket(packet, direction)
    if (cutNext !== direction) return to.send(packet)
    cutNext = null
    const raw = (to as unknown as { _socket: Socket })._socket
    raw.write(halfFrame(packet, direction === 'up'), () => cut())
  }

  function cut(): void {
    for (const { page, desk } of pairs) {
      page.terminate()
      desk.terminate()
    }
  }

  const wire: Wire = {
    url: '',
    meddle: (packet) => [packet],
    delayMs: 0,
    hold: (ms) => void (heldUntil = performance.now() + ms),
    stopReading(ms) {
      const unread = [...pairs].map(({ desk }) => desk)
      for (const desk of unread) desk.pause()
      setTimeout(() => unread.forEach((desk) => desk.readyState === WebSocket.OPEN && desk.resume()), ms)
    },
    forge(packet, direction) {
      for (const { page, desk } of pairs) (direction === 'down' ? page : desk).send(packet)
    },
    cut,
    cutFor(ms) {
      cutUntil = performance.now() + ms
      cut()
    },
    cutInMidFrame: (direction) => void (cutNext = direction),
    async close() {
      cut()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  wire.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return wire
}

/** Pages and files, as they are: without the desk, a page gets no answer. */
function passOn(request: IncomingMessage, response: ServerResponse, target: string): void {
  const { method, url, headers } = request
  const passed = ask(new URL(url!, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(response)
  })
  passed.on('error', () => response.destroy())
  request.pipe(passed)
}

/** Who asks, from which page: all of the handshake that the desk looks at. */
function asked({ headers }: IncomingMessage): Record<string, string> {
  const { host, origin, cookie } = headers
  return { ...(host && { host }), ...(origin && { origin }), ...(cookie && { cookie }) }
}
