import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { adasConsole, asksForPerson } from '../support/acts.ts'
import { visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

test('a desk that closes cuts every connection and serves nobody', async () => {
  const { url, close, log } = await startApp()
  const [vera, ada] = [await visitorSocket(url), await adasConsole(url)]
  await asksForPerson(vera)
  await close()
  await waitFor('both are cut off', () => !vera.isConnected() && !ada.isConnected())
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  expect(log.faults).toEqual([])
})

test('a desk closes although somebody never finishes a request', async () => {
  const { url, close } = await startApp()
  const { port, hostname } = new URL(url)
  const dripping = connect(Number(port), hostname)
  onTestFinished(() => void dripping.destroy())
  let closed = false
  dripping.on('close', () => (closed = true)).on('error', () => undefined)
  await new Promise<void>((resolve) => dripping.write('GET /healthz HTTP/1.1\r\nX-Slow', () => resolve()))
  await fetch(`${url}/healthz`)
  await close()
  await waitFor('the request is cut off', () => closed)
})
