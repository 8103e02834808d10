import { randomFrom } from './random.ts'

/** Shuffles a copy; the same seed gives the same order on every machine. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const copy = [...items]
  shuffle(copy, randomFrom(seed))
  return copy
}

/** In place (Fisher & Yates). */
export function shuffle<T>(items: { readonly length: number; [at: number]: T }, random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const moved = items[last]!
    items[last] = items[other]!
    items[other] = moved
  }
}
