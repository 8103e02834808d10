/** From the page to the desk, or back. */
export type Direction = 'up' | 'down'

/** What a packet of Socket.IO is for: `request` and `signal` go up, `push` and `reply` come down. */
export type PacketKind = 'request' | 'signal' | 'push' | 'reply' | 'other'

// Engine.IO's "4" (message), Socket.IO's "2" (event) or "3" (acknowledgement), the namespace, the number to answer.
const form = /^4([23])(?:\/[^,]*,)?(\d*)\[/

export function kindOf(packet: string): PacketKind {
  const found = form.exec(packet)
  if (!found) return 'other'
  if (found[1] === '3') return 'reply'
  if (found[2] !== '') return 'request'
  return nameOf(packet) === 'typing:set' ? 'signal' : 'push'
}

/** The event's name and payload; null of a reply and of anything else. */
export function eventOf(packet: string): { name: string; payload: unknown } | null {
  const found = form.exec(packet)
  if (found?.[1] !== '2') return null
  const [name, payload] = JSON.parse(packet.slice(packet.indexOf('['))) as [string, unknown]
  return { name, payload }
}

export function nameOf(packet: string): string | null {
  return /\["([a-z:]+)"/.exec(packet)?.[1] ?? null
}

/** The same packet with another payload. */
export function withPayload(packet: string, payload: unknown): string {
  const at = packet.indexOf('[')
  const [name] = JSON.parse(packet.slice(at)) as [string]
  return packet.slice(0, at) + JSON.stringify([name, payload])
}
