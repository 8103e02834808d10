/** Shuffles a copy (Fisher & Yates) with a small generator of its own (mulberry32, Tommy Ettinger 2017), so that the same
 *  seed gives the same order on every machine. */
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

function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
