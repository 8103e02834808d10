import { randomFrom } from './random.ts'

/** Shuffles a copy (Fisher & Yates); the same seed gives the same order on every machine. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items]
  const next = randomFrom(seed)
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const moved = result[last]!
    result[last] = result[other]!
    result[other] = moved
  }
  return result
}
