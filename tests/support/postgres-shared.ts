import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test file asks for the PostgreSQL of this run. */
    postgresDoor: number
  }
}

/** One PostgreSQL for the whole run, started when the first test asks for it: most runs of one file need none. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined
  const door = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    server ??= startPostgres({ say: (line) => console.log(line) })
    server.then(
      (started) => socket.end(started.urlOf('')),
      (cause: unknown) => socket.end(`error: ${cause instanceof Error ? cause.message : String(cause)}`),
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  project.provide('postgresDoor', (door.address() as AddressInfo).port)
  return async () => {
    door.close()
    await (await server?.catch(() => undefined))?.remove()
  }
}
