import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

/** A child process that does what it is told, one order after the other, and answers each. */
export interface Worker<Order> {
  tell<Answer>(order: Order): Promise<Answer>
  /** SIGKILL, as a power switch; resolves when it is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Longer than any order takes; past it something hangs. */
const answerWithinMs = 120_000

export function startWorker<Order extends object>(program: string, execArgv: string[] = []): Worker<Order> {
  const child = fork(program, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    tell: (order) => told(child, program, order),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(timer)
    },
  }
}

/** In the child: answers each order. When the parent is gone, so is this process. */
export function obey<Order>(answerTo: (order: Order) => Promise<object>): void {
  process.on('message', (order: Order) => {
    answerTo(order).then(
      (answer) => process.send?.(answer),
      (cause: unknown) => {
        process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
        process.exit(1)
      },
    )
  })
  process.once('disconnect', () => process.exit(0))
}

function told<Answer>(child: ChildProcess, program: string, order: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => () => {
      child.kill('SIGKILL')
      reject(new Error(`${program} ${why}`))
    }
    const died = failed('ended before it answered')
    const timer = setTimeout(failed(`did not answer within ${answerWithinMs / 1000} s`), answerWithinMs)
    child.once('exit', died)
    child.once('message', (answer) => {
      clearTimeout(timer)
      child.off('exit', died)
      resolve(answer as Answer)
    })
    child.send(order)
  })
}
