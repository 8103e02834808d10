/**
 * Sites of unequal size on several databases, each where there is least so far. Returns the largest share of all load
 * that one database gets: what it would be if all were equal, and what bad luck adds.
 */
export function largestShare(sites: number, databases: number, random: () => number): number {
  const loads = new Array<number>(databases).fill(0)
  for (const size of sizes(sites, random)) {
    const least = loads.indexOf(Math.min(...loads))
    loads[least] = (loads[least] ?? 0) + size
  }
  return Math.max(...loads) / loads.reduce((sum, load) => sum + load, 0)
}

/** Log-normal, as shops are: one in six is three times the middle one and more. In the order in which they came. */
function sizes(sites: number, random: () => number): number[] {
  return Array.from({ length: sites }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.exp(1.1 * normal)
  })
}
