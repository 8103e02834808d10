import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { AskOrder, Measured } from './ask-one.ts'

/** What was measured before the time was over, and whether it was all. */
export interface Asked {
  measured: Measured
  isDone: boolean
}

/** Measures one contestant on one set in a child process, which is ended when the time is over. */
export function askInChild(folder: string, order: AskOrder, limitS: number): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', join(folder, 'ask-one.js')], {
      // What a library prints must not get between the figures.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let complaints = ''
    let isLate = false
    const measured: Measured = {}
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, limitS * 1000)
    child.stderr?.on('data', (bytes: Buffer) => (complaints += bytes.toString()))
    child.on('message', (news: Measured) => Object.assign(measured, news))
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0 || isLate) resolve({ measured, isDone: !isLate })
      else reject(new Error(`${order.contestant} on ${order.set.name} failed:\n${complaints}`))
    })
    child.send(order)
  })
}
