import { expect, test } from 'vitest'
import { startApp } from '../support/start-app.ts'

/** As the server announces it with each answer. */
async function idleConnectionsAreKeptForS(url: string): Promise<number> {
  const { headers } = await fetch(`${url}/healthz`)
  return Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])
}

test('a proxy, which keeps connections for up to two minutes, is the first to end an idle one', async () => {
  const { url } = await startApp({ trustProxy: 'loopback' })
  expect(await idleConnectionsAreKeptForS(url)).toBeGreaterThan(120)
})

test('idle connections of browsers themselves are not kept for long', async () => {
  const { url } = await startApp()
  expect(await idleConnectionsAreKeptForS(url)).toBeLessThan(10)
})
