import { randomBytes } from 'node:crypto'

/** The beginning of a WebSocket text frame (RFC 6455 §5.2) whose other half never comes. Pages mask what they send. */
export function halfFrame(text: string, masked: boolean): Buffer {
  const payload = Buffer.from(text)
  const mask = masked ? randomBytes(4) : Buffer.alloc(0)
  const header = Buffer.concat([Buffer.from([0x81]), lengthOf(payload.length, masked), mask])
  const body = masked ? payload.map((byte, at) => byte ^ mask[at % 4]!) : payload
  return Buffer.concat([header, body.subarray(0, Math.ceil(body.length / 2))])
}

function lengthOf(length: number, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0
  if (length < 126) return Buffer.from([bit | length])
  if (length < 65_536) return Buffer.from([bit | 126, length >> 8, length & 0xff])
  const long = Buffer.alloc(9)
  long[0] = bit | 127
  long.writeBigUInt64BE(BigInt(length), 1)
  return long
}
