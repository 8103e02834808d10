import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { visitorNamespace } from '../../protocol/events.ts'
import type { Asking, Telling } from '../../protocol/events.ts'
import type { VisitorNews, VisitorRequests } from '../../protocol/visitor.ts'
import { newRandomId } from '../../server/ids.ts'
import { root } from '../built.ts'

export interface AskedDesk {
  /** From the call that made the process, in milliseconds. */
  sinceStart(): number
  /** Asks as new visitors, again and again, until an answer has this in it. */
  askUntil(question: string, wanted: string): Promise<void>
  stop(): Promise<void>
}

type VisitorSocket = Socket<Telling<VisitorNews>, Asking<VisitorRequests>>

const againMs = 20
/** A visitor may send 60 messages a minute. */
const mostTimes = 50
const withinMs = 30_000

/** Frontdesk as built, in a process of its own, with these folders. Resolves when it listens. */
export async function startAskedDesk(dataDir: string, faqDir: string): Promise<AskedDesk> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js')], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, FAQ_DIR: faqDir, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const port = await portOf(child)
  return {
    sinceStart: () => performance.now() - startedAt,
    askUntil: (question, wanted) => askUntil(`http://127.0.0.1:${port}${visitorNamespace}`, question, wanted),
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function askUntil(url: string, text: string, wanted: string): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await askOften(url, text, wanted))) {
    if (performance.now() > deadline) throw new Error(`"${text}" was not answered with "${wanted}"`)
  }
}

/** As often as one visitor may. */
async function askOften(url: string, text: string, wanted: string): Promise<boolean> {
  const socket: VisitorSocket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { key: randomBytes(32).toString('base64url') },
  })
  try {
    for (let times = 0; times < mostTimes; times++) {
      if ((await repliesTo(socket, text)).some((reply) => reply.includes(wanted))) return true
      await wait(againMs)
    }
    return false
  } finally {
    socket.disconnect()
  }
}

/** Sends a message, and returns what the bot said to it. */
function repliesTo(socket: VisitorSocket, text: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing was said to "${text}"`)), withinMs)
    const hear: VisitorNewsListener = ({ entries }) => {
      const said = entries.filter((entry) => !('author' in entry) || entry.author !== 'visitor')
      if (said.length === 0) return
      clearTimeout(timer)
      socket.off('transcript:grew', hear)
      resolve(said.map((entry) => ('text' in entry ? String(entry.text) : '')))
    }
    socket.on('transcript:grew', hear)
    socket.emit('message:send', { conversationId: null, messageId: newRandomId(), text }, (reply) => {
      if (!reply.ok) reject(new Error(`refused: ${reply.refusal}`))
    })
  })
}

type VisitorNewsListener = (news: VisitorNews['transcript:grew']) => void

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.once('exit', () => reject(new Error(`Frontdesk ended before it listened: ${printed}`)))
    child.stderr?.on('data', (bytes: Buffer) => (printed += bytes.toString()))
    child.stdout?.on('data', (bytes: Buffer) => {
      printed += bytes.toString()
      const port = /listening on http:\/\/[^:]+:(\d+)/.exec(printed)?.[1]
      if (port) resolve(Number(port))
    })
  })
}
