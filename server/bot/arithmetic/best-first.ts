/** The few numbers that rank highest, best first; of equals the first. */
export function bestFirst(ranking: Float64Array, count: number): number[] {
  const best: number[] = []
  // A plain loop: each number that is handed to a function takes memory.
  for (let number = 0; number < ranking.length; number++) {
    const rank = ranking[number]!
    if (best.length === count && rank <= ranking[best[count - 1]!]!) continue
    let place = Math.min(best.length, count - 1)
    for (; place > 0 && ranking[best[place - 1]!]! < rank; place--) best[place] = best[place - 1]!
    best[place] = number
  }
  return best
}
