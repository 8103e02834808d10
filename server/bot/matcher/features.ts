import type { Token } from './normalise.ts'

/** How often each feature occurs in a text, in three blocks: words, word pairs, character n-grams. */
export type Features = [words: Map<string, number>, pairs: Map<string, number>, grams: Map<string, number>]

// Pairs that need not be neighbours grow with the square of the length; the first words say what is asked.
const pairedTokens = 24
const gramLengths = [3, 4, 5]
const unspacedGramLengths = [2, 3]

/** The features of a text; groups of related words count as words. Scripts without spaces give single characters and character pairs as their words. */
export function extractFeatures(tokens: Token[]): Features {
  const features: Features = [new Map(), new Map(), new Map()]
  const [words, pairs, grams] = features
  for (const token of tokens) {
    if (token.unspaced) {
      addGrams(words, token.word, [1, 2])
      addGrams(grams, ` ${token.word} `, unspacedGramLengths)
    } else {
      add(words, token.stem)
      for (const group of token.related) add(words, group)
      addGrams(grams, ` ${token.word} `, gramLengths)
    }
  }
  addPairs(
    pairs,
    tokens.filter((token) => !token.unspaced).map((token) => token.stem),
  )
  return features
}

/** The feature of two words in a row; none is the beginning or the end of the text. */
export function neighbours(one: string | undefined, other: string | undefined): string {
  return `${one ?? '^'} ${other ?? '$'}`
}

/** Neighbours in order, with the ends of the text; then any two different words in either order. */
function addPairs(pairs: Map<string, number>, stems: string[]): void {
  if (stems.length === 0) return
  let previous: string | undefined
  for (const stem of [...stems, undefined]) {
    add(pairs, neighbours(previous, stem))
    previous = stem
  }
  const first = [...new Set(stems.slice(0, pairedTokens))].sort()
  first.forEach((a, index) => {
    for (let other = index + 1; other < first.length; other++) add(pairs, `${a}+${first[other]}`)
  })
}

function addGrams(counts: Map<string, number>, text: string, lengths: number[]): void {
  for (const length of lengths) {
    for (let start = 0; start + length <= text.length; start++) add(counts, text.slice(start, start + length))
  }
}

function add(counts: Map<string, number>, feature: string): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1)
}
