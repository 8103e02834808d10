/** Two texts that say the same in two languages, as numbers of words. */
export interface Translation {
  from: Int32Array
  to: Int32Array
}

/** For each word of one language, the chance that a word of the other stands for it. */
export type Chances = Map<number, number>[]

const passes = 8
/** Below this a chance is dropped: each pass makes many that are as good as none. */
const leastChance = 1e-4

/** Learns which words of `from` stand for a word of `to`, from texts and their translations alone: each word of `from` comes from
 *  one of the words opposite, or from none, as often as the texts together make likely. That is the first model of Brown, Della
 *  Pietra, Della Pietra & Mercer 1993, "The Mathematics of Statistical Machine Translation". Words of `to` have numbers below
 *  `words`; time grows with the product of the lengths of the two texts. */
export function alignWords(
  texts: Translation[],
  words: number,
  onProgress?: (done: number) => void,
): Chances {
  // The empty word, from which comes what has nothing opposite.
  const nothing = words
  let chances: Chances | null = null
  for (let pass = 0; pass < passes; pass++) {
    const counts: Chances = Array.from({ length: words + 1 }, () => new Map<number, number>())
    for (const { from, to } of texts) {
      const opposite = [nothing, ...to]
      for (const word of from) countShares(word, opposite, chances, counts)
    }
    counts.forEach(makeChances)
    chances = counts
    onProgress?.((pass + 1) / passes)
  }
  return chances!.slice(0, words)
}

/** Shares one occurrence of a word among the words opposite, by what is known of them so far. */
function countShares(word: number, opposite: number[], known: Chances | null, counts: Chances): void {
  const weights = opposite.map((other) => (known ? (known[other]!.get(word) ?? 0) : 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) return
  opposite.forEach((other, at) => {
    const share = weights[at]! / sum
    if (share > leastChance) counts[other]!.set(word, (counts[other]!.get(word) ?? 0) + share)
  })
}

function makeChances(counts: Map<number, number>): void {
  let sum = 0
  for (const count of counts.values()) sum += count
  for (const [word, count] of counts) {
    if (count < leastChance * sum) counts.delete(word)
    else counts.set(word, count / sum)
  }
}
