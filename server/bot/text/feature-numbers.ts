import { pairsBlock, wordsOfPair } from './features.ts'
import { WordPairs } from './word-pairs.ts'
import type { WordPairsParts } from './word-pairs.ts'

export interface FeatureNumbersParts {
  words: string[]
  neighbours: WordPairsParts
  together: WordPairsParts
  grams: string[]
  /** Whether pairs of letters are among the grams of words. */
  letterPairs: boolean
}

/** Numbers the features of a FAQ through: words, pairs of neighbours, pairs of any words, grams. */
export class FeatureNumbers {
  readonly size: number
  /** In pairs of neighbours the beginning and the end of a text are one more word. */
  readonly edge: number
  readonly letterPairs: boolean
  private readonly words: Map<string, number>
  private readonly neighbours: WordPairs
  private readonly together: WordPairs
  private readonly grams: Map<string, number>

  constructor({ words, neighbours, together, grams, letterPairs }: FeatureNumbersParts) {
    this.letterPairs = letterPairs
    this.words = numberFrom(0, words)
    this.edge = words.length
    this.neighbours = new WordPairs(neighbours)
    this.together = new WordPairs(together)
    const gramsFrom = words.length + this.neighbours.size + this.together.size
    this.grams = numberFrom(gramsFrom, grams)
    this.size = gramsFrom + grams.length
  }

  get parts(): FeatureNumbersParts {
    const { words, neighbours, together, grams, letterPairs } = this
    return {
      words: [...words.keys()],
      neighbours: neighbours.parts,
      together: together.parts,
      grams: [...grams.keys()],
      letterPairs,
    }
  }

  /** The number of a word; undefined where the FAQ does not have it. */
  word(stem: string): number | undefined {
    return this.words.get(stem)
  }

  gram(gram: string): number | undefined {
    return this.grams.get(gram)
  }

  /** The number of two words in a row, by their own numbers or `edge`. */
  pairOfNeighbours(one: number | undefined, other: number | undefined): number | undefined {
    if (one === undefined || other === undefined) return undefined
    const place = this.neighbours.find(one, other)
    return place < 0 ? undefined : this.edge + place
  }

  /** The number of two words anywhere in a text, by their own numbers. */
  pairTogether(one: number | undefined, other: number | undefined): number | undefined {
    if (one === undefined || other === undefined) return undefined
    const place = one < other ? this.together.find(one, other) : this.together.find(other, one)
    return place < 0 ? undefined : this.edge + this.neighbours.size + place
  }

  /** The number of a feature that is written out. */
  numberOf(block: number, feature: string): number | undefined {
    if (block === 0) return this.word(feature)
    return block === pairsBlock ? this.numberOfPair(feature) : this.gram(feature)
  }

  private numberOfPair(pair: string): number | undefined {
    const { areNeighbours, words } = wordsOfPair(pair)
    const [one, other] = words.map((word) => (word === undefined ? this.edge : this.words.get(word)))
    return areNeighbours ? this.pairOfNeighbours(one, other) : this.pairTogether(one, other)
  }
}

function numberFrom(first: number, features: string[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (let at = 0; at < features.length; at++) numbers.set(features[at]!, first + at)
  return numbers
}
