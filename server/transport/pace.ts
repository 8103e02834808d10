import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../domain/refusal.ts'

/** Counts one try, or as many as it is worth. Refuses: 'too-many' with the time after which there is another. */
export function pace(limiter: RateLimiterMemory, key: string, tries = 1): Promise<RateLimiterRes> {
  return limiter.consume(key, tries).catch((rejected: Error | RateLimiterRes) => {
    if (rejected instanceof Error) throw rejected
    throw new Refusal('too-many', { retryAfterMs: rejected.msBeforeNext })
  })
}

/** Takes one try back; what was never tried is not remembered. */
export async function unpace(limiter: RateLimiterMemory, key: string): Promise<void> {
  const { consumedPoints } = await limiter.reward(key)
  if (consumedPoints <= 0) await limiter.delete(key)
}
