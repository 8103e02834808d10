import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

export interface SilentReader {
  /** A request, numbered for its answer, or a signal without a number. */
  send(name: string, payload: object, number?: number): void
  /** From now on it takes nothing from the network: the system's buffers fill, then the server's. */
  stopReading(): void
  /** Takes what is left; resolves with the length of all that came, when the connection is gone. */
  readToTheEnd(): Promise<number>
}

/** A browser at the level of frames, which can stop to read. In a namespace once this resolves. */
export async function silentReader(
  url: string,
  namespace: string,
  { auth = {}, headers = {} }: { auth?: object; headers?: Record<string, string> },
): Promise<SilentReader> {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(address, { headers, perMessageDeflate: false })
  onTestFinished(() => socket.terminate())
  let came = 0
  // Cut off while much is unread, a connection ends with an error.
  socket.on('error', () => undefined)
  const joined = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = data.toString()
      came += frame.length
      if (frame.startsWith('0')) socket.send(`40${namespace},${JSON.stringify(auth)}`)
      if (frame.startsWith('40')) resolve()
      if (frame === '2') socket.send('3')
    })
  })
  await joined
  return {
    send: (name, payload, number) =>
      socket.send(`42${namespace},${number ?? ''}${JSON.stringify([name, payload])}`),
    stopReading: () => socket.pause(),
    async readToTheEnd() {
      socket.resume()
      if (socket.readyState !== WebSocket.CLOSED) await once(socket, 'close')
      return came
    },
  }
}
