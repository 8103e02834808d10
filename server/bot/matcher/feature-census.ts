import type { FeatureNumbersParts } from './feature-numbers.ts'
import { featuresOf, visitPairs } from './features.ts'
import type { Token } from './normalise.ts'
import { pairNumber, WordPairs } from './word-pairs.ts'
import type { SeenPairs } from './word-pairs.ts'

/** The features of a FAQ, and in how many of its texts each is, by number. */
export interface Census {
  features: FeatureNumbersParts
  texts: number[]
}

/** What a word has by itself, by number. */
interface OwnNumbers {
  words: number[]
  grams: number[]
}

/** Gathers the features of texts; pairs and grams that fewer texts have than `minimumSeen` get no number. Words are numbered
 *  when they are first met, so that no pair, and no gram more than once a word, has to be written out. */
export function takeCensus(texts: Token[][], letterPairs: boolean, minimumSeen: number): Census {
  const words = new Tally()
  const grams = new Tally()
  const known = new Map<Token, OwnNumbers>()
  texts.forEach((tokens, text) => {
    for (const token of tokens) {
      let own = known.get(token)
      if (!own) known.set(token, (own = numberOwn(token, letterPairs, words, grams)))
      words.meet(own.words, text)
      grams.meet(own.grams, text)
    }
  })
  const stemOf = (token: Token): number => known.get(token)!.words[0]!
  const { neighbours, together } = gatherPairs(texts, words.names.length, stemOf, minimumSeen)
  const seenGrams = grams.names.flatMap((_, gram) => (grams.texts[gram]! >= minimumSeen ? [gram] : []))
  return {
    features: {
      words: words.names,
      neighbours: neighbours.pairs.parts,
      together: together.pairs.parts,
      grams: seenGrams.map((gram) => grams.names[gram]!),
      letterPairs,
    },
    texts: [
      ...words.texts,
      ...neighbours.times,
      ...together.times,
      ...seenGrams.map((gram) => grams.texts[gram]!),
    ],
  }
}

function numberOwn(token: Token, letterPairs: boolean, words: Tally, grams: Tally): OwnNumbers {
  const own = featuresOf(token, letterPairs)
  return {
    words: own.words.map((word) => words.numberOf(word)),
    grams: own.grams.map((gram) => grams.numberOf(gram)),
  }
}

/** `stemOf`: the number of a word, below `words`. */
function gatherPairs(
  texts: Token[][],
  words: number,
  stemOf: (token: Token) => number,
  minimumSeen: number,
): { neighbours: SeenPairs; together: SeenPairs } {
  const edge = words
  const neighbours: number[] = []
  const together: number[] = []
  for (const tokens of texts) {
    const stems = tokens.map(stemOf)
    const inText = new Set<number>()
    visitPairs(tokens, {
      neighbours(one, other) {
        const first = one === undefined ? edge : stems[one]!
        const second = other === undefined ? edge : stems[other]!
        inText.add(pairNumber(first, second, words + 1))
      },
      // No two of these are the same.
      together(one, other) {
        const first = Math.min(stems[one]!, stems[other]!)
        const second = Math.max(stems[one]!, stems[other]!)
        together.push(pairNumber(first, second, words + 1))
      },
    })
    for (const pair of inText) neighbours.push(pair)
  }
  return {
    neighbours: WordPairs.gather(neighbours, words + 1, minimumSeen),
    together: WordPairs.gather(together, words + 1, minimumSeen),
  }
}

/** Numbers names as they come, and counts the texts that have them. */
class Tally {
  readonly names: string[] = []
  readonly texts: number[] = []
  private readonly numbers = new Map<string, number>()
  private readonly lastText: number[] = []

  numberOf(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.names.length)
    this.texts.push(0)
    this.lastText.push(-1)
    return this.names.push(name) - 1
  }

  /** Texts come one after the other; what comes again in the same one is counted once. */
  meet(numbers: number[], text: number): void {
    for (const number of numbers) {
      if (this.lastText[number] === text) continue
      this.lastText[number] = text
      this.texts[number]!++
    }
  }
}
