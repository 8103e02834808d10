import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/** Express' "trust proxy", ready to be asked. `hop`: 0 is who connected. */
export type TrustsProxy = (address: string, hop: number) => boolean

/** Who asks, by address: what the last proxy that is trusted says, and nobody further out. */
export function addressOf({ socket, headers }: IncomingMessage, trusts: TrustsProxy): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  const hops = [socket.remoteAddress ?? '', ...forwarded.reverse().flatMap((hop) => hop.trim() || [])]
  return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1) ?? ''
}

/** What limits count by. One customer of a provider has 2^64 addresses of version 6: their network is one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [start = '', end] = plain.split('::')
  const groups = start.split(':').filter(Boolean)
  const rest = end?.split(':').filter(Boolean) ?? []
  while (end !== undefined && groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}

/** This machine itself: nobody else comes from there but a proxy, and then it is everybody. */
export function isLoopback(address: string): boolean {
  return /^(::1$|(::ffff:)?127\.)/i.test(address)
}
