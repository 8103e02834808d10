import { once } from 'node:events'
import { createConnection } from 'node:net'

/** Whether somebody listens on this port of this machine. */
export async function tryToConnect(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false // not yet
  } finally {
    socket.destroy()
  }
}
