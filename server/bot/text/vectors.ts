import { takeCensus } from './feature-census.ts'
import { FeatureCounter } from './feature-counter.ts'
import type { FeatureVisitor } from './feature-counter.ts'
import type { Counts } from './feature-counts.ts'
import { FeatureNumbers } from './feature-numbers.ts'
import type { FeatureNumbersParts } from './feature-numbers.ts'
import { extractFeatures } from './features.ts'
import type { Features } from './features.ts'
import type { Token } from './normalise.ts'

/** A text as what weighs in it, feature by feature. */
export interface Vector {
  ids: Int32Array
  values: Float32Array
}

// Character n-grams carry inflection, compounds and typos, and get a little more say than words and pairs.
const blockWeights = [1, 1, 1.4]

/** Weight of a feature that the FAQ has never seen, in the length of the vector: a question about other things
 *  becomes short and matches nothing well. 0.8 of what one seen once would weigh with full idf. */
const unseenWeight = 0.8

/** More than what one unseen word has of each block counts less and less: a name of many words says no more than one. */
const unseenOfAWord = [1, 3, 12]
const unseenPower = 0.6

export interface VocabularyOptions {
  /** 0.5 takes the square root of the inverse document frequency, 1 the whole of it. */
  idfPower: number
  /** Pairs and n-grams seen in fewer texts than this get no dimension. */
  minimumSeen: number
  /** Whether pairs of letters are among the grams of words. */
  letterPairs?: boolean
}

export interface VocabularyParts {
  features: FeatureNumbersParts
  weights: Float32Array
  unseenSquare: number
}

/** The features of the FAQ, each with its number and its inverse document frequency (Spärck Jones 1972). */
export class Vocabulary {
  readonly size: number
  private readonly features: FeatureNumbers
  private readonly counter: FeatureCounter
  private readonly weights: Float32Array
  private readonly unseenSquare: number

  constructor(features: FeatureNumbers, { weights, unseenSquare }: Omit<VocabularyParts, 'features'>) {
    this.features = features
    this.counter = new FeatureCounter(features)
    this.weights = weights
    this.size = weights.length
    this.unseenSquare = unseenSquare
  }

  /** The vocabulary of texts, and what each of them has of it. */
  static learn(
    texts: Token[][],
    { idfPower, minimumSeen, letterPairs = false }: VocabularyOptions,
  ): { vocabulary: Vocabulary; counts: Counts[] } {
    const census = takeCensus(texts, letterPairs, minimumSeen)
    const weightOf = Float32Array.from(
      { length: texts.length + 1 },
      (_, seen) => (Math.log((texts.length + 1) / (seen + 1)) + 1) ** idfPower,
    )
    const weights = new Float32Array(census.texts.length)
    for (let id = 0; id < weights.length; id++) weights[id] = weightOf[census.texts[id]!]!
    const unseenSquare = unseenWeight * (Math.log(texts.length + 1) + 1) ** 2
    const vocabulary = new Vocabulary(new FeatureNumbers(census.features), { weights, unseenSquare })
    return { vocabulary, counts: census.counts }
  }

  static open(parts: VocabularyParts): Vocabulary {
    return new Vocabulary(new FeatureNumbers(parts.features), parts)
  }

  get parts(): VocabularyParts {
    const { features, weights, unseenSquare } = this
    return { features: features.parts, weights, unseenSquare }
  }

  /** How many of its two neighbours (none: the text begins or ends) the FAQ has beside a word too. */
  fit(before: string | undefined, stem: string, after: string | undefined): number {
    const { features } = this
    const number = features.word(stem)
    const numberOf = (other: string | undefined) =>
      other === undefined ? features.edge : features.word(other)
    return (
      Number(features.pairOfNeighbours(numberOf(before), number) !== undefined) +
      Number(features.pairOfNeighbours(number, numberOf(after)) !== undefined)
    )
  }

  /** The features that a text is made of, written out. */
  extract(tokens: Token[]): Features {
    return extractFeatures(tokens, this.features.letterPairs)
  }

  hasWord(stem: string): boolean {
    return this.features.word(stem) !== undefined
  }

  /** The number of a feature that is written out; undefined where the FAQ does not have it. */
  numberOf(block: number, feature: string): number | undefined {
    return this.features.numberOf(block, feature)
  }

  /** Visits the features of a text that the FAQ has. */
  visit(tokens: Token[], visitor: FeatureVisitor): void {
    this.counter.visit(tokens, visitor)
  }

  count(tokens: Token[]): Counts {
    return this.counter.count(tokens)
  }

  /** The text as a vector of length 1 at most; each block has its share of it. */
  weigh(counts: Counts): Vector {
    return this.weighInto(new Float32Array(counts.ids.length), counts)
  }

  /** The same of a text that is only asked: what was counted makes room for what it weighs. */
  vectorOf(tokens: Token[]): Vector {
    const counts = this.count(tokens)
    return this.weighInto(counts.frequencies, counts)
  }

  private weighInto(values: Float32Array, { ids, frequencies, ends, unseen }: Counts): Vector {
    let start = 0
    let presentWeight = 0
    for (let block = 0; block < blockWeights.length; block++) {
      const end = ends[block]!
      let square = 0
      for (let at = start; at < end; at++) {
        const value = frequencies[at]! * this.weights[ids[at]!]!
        square += value * value
        values[at] = value
      }
      square += this.unseenSquare * dampen(unseen[block]!, unseenOfAWord[block]!)
      if (square > 0) {
        const weight = blockWeights[block]!
        presentWeight += weight * weight
        scale(values, weight / Math.sqrt(square), start, end)
      }
      start = end
    }
    if (presentWeight > 0) scale(values, 1 / Math.sqrt(presentWeight), 0, start)
    return { ids, values }
  }
}

function scale(values: Float32Array, factor: number, start: number, end: number): void {
  for (let at = start; at < end; at++) values[at]! *= factor
}

function dampen(amount: number, usual: number): number {
  return amount <= usual ? amount : usual * (amount / usual) ** unseenPower
}
