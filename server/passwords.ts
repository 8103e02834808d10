import pLimit from 'p-limit'
import { Refusal } from './domain/refusal.ts'

// Hashing shares four threads with the journal's fdatasync: two at a time leave it room, and a flood of sign-ins
// is refused before it can pile up.
const inFlightMax = 2
const waitingMax = 20
const limit = pLimit(inFlightMax)

/** argon2id with the least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Loaded with the first password, not at start: it brings a native library along. */
const argon2 = () => import('@node-rs/argon2')

export async function hashPassword(password: string): Promise<string> {
  return inTurn(async () => (await argon2()).hash(password, cost))
}

/** `hash: null` (no such account) takes as long as a wrong password, and is as wrong. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const { hash: make, verify } = await argon2()
    if (hash !== null) return verify(hash, password)
    await make(password, cost)
    return false
  })
}

/** Refuses: 'too-many' when twenty wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount >= waitingMax) throw new Refusal('too-many', { retryAfterMs: 5_000 })
  return limit(work)
}
