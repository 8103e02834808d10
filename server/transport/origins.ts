import type { IncomingMessage } from 'node:http'
import type { Log } from '../ports.ts'

/** Where the widget may run. `list: null`: on this server's own pages and on loopback ones. */
export interface OriginRules {
  list: string[] | null
  publicUrl: string | null
}

/** Refuses sockets from pages that are not allowed, and says once a page which line would allow it. */
export function createOrigins(rules: OriginRules, log: Log) {
  const told = new Set<string>()

  /** Without an Origin header it is no cross-origin page: browsers send it with every WebSocket and foreign request. */
  function isAllowed(request: IncomingMessage): boolean {
    const { origin } = request.headers
    if (origin === undefined || isOwn(request) || isListed(origin)) return true
    if (told.size < 100 && !told.has(origin)) {
      told.add(origin)
      log.warn(`refused the widget on ${origin}. ${adviceFor(origin)}`)
    }
    return false
  }

  function adviceFor(origin: string): string {
    if (!parse(origin))
      return 'A file or a sandboxed frame has no address that could be allowed: serve the page.'
    return `To allow it: ORIGINS=${[...(rules.list ?? []), origin].join(',')}`
  }

  /** Same scheme-less host as the request went to, or the public address. */
  function isOwn(request: IncomingMessage): boolean {
    const origin = parse(request.headers.origin)
    if (!origin) return false
    return (
      origin.host === request.headers.host || (rules.publicUrl !== null && origin.origin === rules.publicUrl)
    )
  }

  function isListed(origin: string): boolean {
    if (rules.list) return rules.list.includes(origin)
    const { hostname } = parse(origin) ?? { hostname: '' }
    return (
      hostname === 'localhost' ||
      hostname.endsWith('.localhost') ||
      hostname === '127.0.0.1' ||
      hostname === '[::1]'
    )
  }

  return { isAllowed, isOwn }
}

function parse(origin: string | undefined): URL | null {
  return origin && URL.canParse(origin) ? new URL(origin) : null
}
