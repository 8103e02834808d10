import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { gatherWrites } from '../../server/transport/gathered-writes.ts'

/** A browser's connection to a server that only gathers. `sizes`: packets of each write, from now on. */
async function gatheredConnection(transports: string[]) {
  const http = createServer()
  const io = new Server(http)
  gatherWrites(io)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const socketHere = new Promise<Socket>((resolve) => io.once('connection', resolve))
  const there = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports })
  onTestFinished(async () => {
    there.disconnect()
    await io.close()
  })
  const heard: unknown[] = []
  there.on('said', (what: unknown) => heard.push(what))
  const connected = new Promise<void>((resolve) => there.once('connect', () => resolve()))
  const gone = new Promise<void>((resolve) => there.once('disconnect', () => resolve()))
  const here = await socketHere
  await connected
  const sizes: number[] = []
  here.conn.on('flush', (packets: unknown[]) => sizes.push(packets.length))
  const hears = (count: number) => expect.poll(() => heard.length, { timeout: 5_000 }).toBe(count)
  return { here, there, heard, hears, gone, sizes }
}

test('all that one turn says to a connection goes in one write, in its order', async () => {
  const { here, heard, hears, sizes } = await gatheredConnection(['websocket'])
  here.emit('said', 1)
  here.emit('said', 2)
  void Promise.resolve().then(() => here.emit('said', 3))
  await hears(3)
  expect(heard).toEqual([1, 2, 3])
  expect(sizes).toEqual([3])
})

test('what is said in later turns, one after the other, arrives too', async () => {
  const { here, heard, hears } = await gatheredConnection(['websocket'])
  for (let turn = 1; turn <= 5; turn++) {
    here.emit('said', turn)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await hears(5)
  expect(heard).toEqual([1, 2, 3, 4, 5])
})

test('a connection that is ended in the turn that said something still hears it', async () => {
  const { here, heard, gone } = await gatheredConnection(['websocket'])
  here.emit('said', 'last words')
  here.disconnect(true)
  await gone
  expect(heard).toEqual(['last words'])
})

test('polling, and what changes from polling to a WebSocket, loses nothing', async () => {
  const { here, heard, hears } = await gatheredConnection(['polling', 'websocket'])
  for (let said = 1; said <= 200; said++) {
    here.emit('said', said)
    if (said % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await hears(200)
  expect(heard).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
})
