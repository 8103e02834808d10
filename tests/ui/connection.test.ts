import { standInForPage } from '../delivery/page-globals.ts'
import { expect, onTestFinished, test } from 'vitest'
import { visitorNamespace } from '../../protocol/events.ts'
import { connect } from '../../ui/connection.ts'
import { openWire } from '../delivery/wire.ts'
import { newKey } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

async function wireToDesk() {
  const { url } = await startApp()
  standInForPage(url)
  const wire = await openWire([url])
  onTestFinished(() => wire.close())
  const open = () => connect({ url: wire.url, namespace: visitorNamespace, auth: { key: newKey() } })
  return { wire, open }
}

test('a connection that closes before a word was said is tried again at once', async () => {
  const { wire, open } = await wireToDesk()
  wire.cutInMidFrame('down')
  const connection = open()
  onTestFinished(() => connection.close())
  // Socket.IO by itself would notice after 20 s.
  await waitFor('the connection', () => connection.state.value === 'online')
})

test('asked to reconnect, it does so once, and says so to who listens', async () => {
  const { open } = await wireToDesk()
  const connection = open()
  onTestFinished(() => connection.close())
  let times = 0
  connection.onConnect(() => times++)
  await waitFor('a first connection', () => times === 1)
  connection.reconnect()
  expect(connection.state.value).toBe('connecting')
  await waitFor('a second one', () => times === 2)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(times).toBe(2)
})
