import { createServer } from 'node:http'
import express from 'express'
import { Server } from 'socket.io'

/** What a chat server cannot do without: Express with one route, Socket.IO with one handler. The baseline of `start`. */
const app = express()
app.get('/', (_, response) => void response.send('hello'))
const http = createServer(app)
const io = new Server(http)
io.on('connection', (socket) => {
  socket.on('message:send', (_: unknown, reply: () => void) => reply())
})
http.listen(0, '127.0.0.1', () => process.stdout.write('listening\n'))
