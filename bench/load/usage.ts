import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Usage } from './wire.ts'

const resolutionMs = 5
const loop = monitorEventLoopDelay({ resolution: resolutionMs })
loop.enable()

/** Of this process. With --expose-gc, memory is what is in use: garbage is collected first. */
export function usage(syncs: number | null): Usage {
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  // The histogram holds the time between two of its own timers.
  const loopP99Ms = Math.max(0, loop.percentile(99) / 1e6 - resolutionMs)
  loop.reset()
  return {
    cpuMs: (user + system) / 1000,
    atMs: performance.now(),
    rssMb: process.memoryUsage.rss() / 1024 / 1024,
    loopP99Ms,
    syncs,
  }
}
