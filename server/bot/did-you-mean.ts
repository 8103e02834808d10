/** Every short word is close to others: "lun", a French Monday, to "sun". */
const shortMax = 3

/** ` Did you mean "phrasings"?` where one of the known words is close, else the other advice. */
export function didYouMean(word: string, known: Iterable<string>, otherwise: string): string {
  const limit = Math.max(2, Math.floor(word.length / 4))
  let best: string | null = null
  let least = limit + 1
  for (const each of known) {
    if (Math.abs(each.length - word.length) >= least) continue
    const distance = editDistance(word.toLowerCase(), each.toLowerCase())
    if (distance < least) [best, least] = [each, distance]
  }
  const longest = Math.max(word.length, best?.length ?? 0)
  return best && longest > shortMax && least * 2 < longest ? `Did you mean "${best}"?` : otherwise
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const swap = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(swap, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above[b.length] ?? 0
}
