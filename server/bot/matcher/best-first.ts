/** The few numbers that rank highest, best first; of equals the first. */
export function bestFirst(ranking: Float64Array, count: number): number[] {
  const best: number[] = []
  ranking.forEach((rank, number) => {
    if (best.length === count && rank <= ranking[best.at(-1)!]!) return
    const place = best.findIndex((other) => ranking[other]! < rank)
    best.splice(place < 0 ? best.length : place, 0, number)
    best.length = Math.min(best.length, count)
  })
  return best
}
