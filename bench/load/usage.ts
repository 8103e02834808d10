import type { Usage } from './wire.ts'

export function usage(syncs: number | null): Usage {
  const { user, system } = process.cpuUsage()
  return {
    cpuMs: (user + system) / 1000,
    atMs: performance.now(),
    rssMb: process.memoryUsage.rss() / 1024 / 1024,
    syncs,
  }
}
