import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type Handler = (request: unknown) => Promise<unknown>

/** Answers each JSON line of a connection with one. */
export function answerLines(socket: Socket, handler: Handler): void {
  // Whoever asked may be gone before the answer: nothing is left to do then.
  socket.on('error', () => socket.destroy())
  void answerEach(socket, handler)
}

async function answerEach(socket: Socket, handler: Handler): Promise<void> {
  for await (const line of createInterface({ input: socket })) {
    const reply = await answer(line, handler)
    if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`)
  }
}

/** Sends one line and resolves with the answer. Rejects with what went wrong there. */
export async function askLine(socket: Socket, request: unknown): Promise<unknown> {
  // A connection that breaks ends the lines below.
  socket.on('error', () => socket.destroy())
  try {
    socket.write(`${JSON.stringify(request)}\n`)
    for await (const line of createInterface({ input: socket })) {
      const reply = JSON.parse(line) as Answer
      if ('failed' in reply) throw new Error(reply.failed)
      return reply.answer
    }
    throw new Error('the running Frontdesk closed the connection without an answer')
  } finally {
    socket.destroy()
  }
}

type Answer = { answer: unknown } | { failed: string }

async function answer(line: string, handler: Handler): Promise<Answer> {
  try {
    return { answer: await handler(JSON.parse(line)) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}
