const bucketMs = 0.1
const longestMs = 2_000

/** Delays, counted in buckets of 0.1 ms: as small for a million of them as for one. */
export class Delays {
  readonly counts: number[] = new Array<number>(longestMs / bucketMs).fill(0)

  add(ms: number): void {
    const bucket = Math.min(this.counts.length - 1, Math.max(0, Math.floor(ms / bucketMs)))
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1
  }

  clear(): void {
    this.counts.fill(0)
  }
}

/** The delay that `share` (0 to 1) of all stay within, in ms. NaN for none. */
export function percentile(share: number, ...counts: readonly number[][]): number {
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  if (total === 0) return NaN
  let seen = 0
  for (let bucket = 0; bucket < longestMs / bucketMs; bucket++) {
    for (const each of counts) seen += each[bucket] ?? 0
    if (seen >= share * total) return (bucket + 1) * bucketMs
  }
  return longestMs
}
