import type { Token } from './normalise.ts'

/** How often each feature occurs in a text, written out, in three blocks: words, word pairs, character n-grams. */
export type Features = [words: Map<string, number>, pairs: Map<string, number>, grams: Map<string, number>]

export const pairsBlock = 1

// Pairs that need not be neighbours grow with the square of the length; the first words say what is asked.
const pairedTokens = 24
const gramLengths = [3, 4, 5]
const gramLengthsWithLetterPairs = [2, ...gramLengths]
const unspacedGramLengths = [2, 3]

/** The features of a text, to explain what it scored. Whoever counts them goes by `featuresOf` and `visitPairs`, and writes no
 *  pair out. */
export function extractFeatures(tokens: Token[], letterPairs = false): Features {
  const features: Features = [new Map(), new Map(), new Map()]
  const [words, pairs, grams] = features
  for (const token of tokens) {
    const own = featuresOf(token, letterPairs)
    for (const word of own.words) add(words, word)
    for (const gram of own.grams) add(grams, gram)
  }
  visitPairs(tokens, {
    neighbours: (one, other) => add(pairs, neighbours(stemAt(tokens, one), stemAt(tokens, other))),
    together: (one, other) => add(pairs, together(tokens[one]!.stem, tokens[other]!.stem)),
  })
  return features
}

/** What one word has by itself: groups of related words count as words. Scripts without spaces give single characters and
 *  character pairs as their words. Pairs of letters find other forms of a word, and foreign names, where the FAQ is too small
 *  to have them and no table knows words. */
export function featuresOf(token: Token, letterPairs: boolean): { words: string[]; grams: string[] } {
  const padded = ` ${token.word} `
  const lengths = letterPairs ? gramLengthsWithLetterPairs : gramLengths
  return token.unspaced
    ? { words: gramsOf(token.word, [1, 2]), grams: gramsOf(padded, unspacedGramLengths) }
    : { words: [token.stem, ...token.related], grams: gramsOf(padded, lengths) }
}

/** Is told of pairs by where their words are in the text. */
export interface PairVisitor {
  /** Two words in a row; none is the beginning or the end of the text. */
  neighbours(one: number | undefined, other: number | undefined): void
  /** Any two words of different stems, in the order of the alphabet. */
  together(one: number, other: number): void
}

/** Neighbours in order, with the ends of the text; then any two different words. */
export function visitPairs(tokens: Token[], visitor: PairVisitor): void {
  const spaced: number[] = []
  for (let at = 0; at < tokens.length; at++) if (!tokens[at]!.unspaced) spaced.push(at)
  if (spaced.length === 0) return
  let before: number | undefined
  for (const at of spaced) {
    visitor.neighbours(before, at)
    before = at
  }
  visitor.neighbours(before, undefined)
  const first = differentWords(tokens, spaced.slice(0, pairedTokens))
  for (let one = 0; one < first.length; one++)
    for (let other = one + 1; other < first.length; other++) visitor.together(first[one]!, first[other]!)
}

function differentWords(tokens: Token[], places: number[]): number[] {
  const placeOf = new Map<string, number>()
  for (const at of places) placeOf.set(tokens[at]!.stem, at)
  return [...placeOf.keys()].sort().map((stem) => placeOf.get(stem)!)
}

// No letter, so no word: where a text begins and ends.
const beginning = '^'
const end = '$'

/** The pair of two words in a row, written out. */
export function neighbours(one = beginning, other = end): string {
  return `${one} ${other}`
}

export function stemAt(tokens: Token[], at: number | undefined): string | undefined {
  return at === undefined ? undefined : tokens[at]!.stem
}

function together(one: string, other: string): string {
  return `${one}+${other}`
}

/** The words of a pair that was written out. */
export function wordsOfPair(pair: string): { areNeighbours: boolean; words: (string | undefined)[] } {
  const space = pair.indexOf(' ')
  const areNeighbours = space >= 0
  const middle = areNeighbours ? space : pair.indexOf('+')
  const words = [pair.slice(0, middle), pair.slice(middle + 1)]
  return {
    areNeighbours,
    words: words.map((word) => (word === beginning || word === end ? undefined : word)),
  }
}

function gramsOf(text: string, lengths: number[]): string[] {
  const grams: string[] = []
  for (const length of lengths)
    for (let start = 0; start + length <= text.length; start++) grams.push(text.slice(start, start + length))
  return grams
}

function add(counts: Map<string, number>, feature: string): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1)
}
