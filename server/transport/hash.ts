import { createHash } from 'node:crypto'

/** What is kept in place of a secret that is random enough to need no salt: SHA-256, base64url. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
