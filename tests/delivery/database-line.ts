import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** The network between one server and the database. */
export interface DatabaseLine {
  port: number
  /** What the server says to the database, as it is passed on. Of the same length: lengths travel with it. */
  meddle: (bytes: Buffer) => Buffer
  /** Connections are reset, and new ones refused, until `mend`. */
  cut(): void
  /** Nothing goes through and nobody is told, until `mend`: then all of it does. New connections hang too. */
  swallow(): void
  mend(): void
  close(): Promise<void>
}

/** Opens a line to the database on this port of 127.0.0.1. */
export async function openDatabaseLine(databasePort: number): Promise<DatabaseLine> {
  const ends = new Set<Socket>()
  let isCut = false
  let swallows = false

  const server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy()
    const far = connect(databasePort, '127.0.0.1')
    join(near, far, (bytes) => line.meddle(bytes))
    join(far, near, (bytes) => bytes)
  })

  function join(from: Socket, to: Socket, meddle: (bytes: Buffer) => Buffer): void {
    ends.add(from)
    from.setNoDelay(true)
    from.on('data', (bytes: Buffer) => to.write(meddle(bytes)))
    from.on('error', () => from.destroy())
    from.once('close', () => {
      ends.delete(from)
      to.destroy()
    })
    if (swallows) from.pause()
  }

  const line: DatabaseLine = {
    port: 0,
    meddle: (bytes) => bytes,
    cut() {
      isCut = true
      for (const end of ends) end.resetAndDestroy()
    },
    swallow() {
      swallows = true
      for (const end of ends) end.pause()
    },
    mend() {
      isCut = false
      swallows = false
      for (const end of ends) end.resume()
    },
    async close() {
      for (const end of ends) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  line.port = (server.address() as AddressInfo).port
  return line
}
