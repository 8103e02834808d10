import { dampenCount } from './feature-counts.ts'
import type { Counts } from './feature-counts.ts'
import { featuresOf, neighbours, stemAt, visitPairs } from './features.ts'
import type { FeatureNumbers } from './feature-numbers.ts'
import type { Token } from './normalise.ts'

/** What a word has by itself: features by number, and written out those that the FAQ does not have. */
interface OwnFeatures {
  stem: number | undefined
  words: Int32Array
  grams: Int32Array
  strangeWords: string[]
  strangeGrams: string[]
}

/** Is told of features by number, and where in the text the words are that they come from. */
export interface FeatureVisitor {
  ofWord(feature: number, at: number): void
  /** None is the beginning or the end of the text. */
  ofPair(feature: number, one: number | undefined, other: number | undefined): void
}

/** Counts the features of texts by number. Most words come again, so what a word has by itself is remembered for as long as
 *  its reader remembers the word; only pairs are looked up anew. */
export class FeatureCounter {
  private readonly numbers: FeatureNumbers
  private readonly known = new WeakMap<Token, OwnFeatures>()
  /** How often the text that is being counted has each feature; zeros between two texts. */
  private readonly times: Uint16Array

  constructor(numbers: FeatureNumbers) {
    this.numbers = numbers
    this.times = new Uint16Array(numbers.size)
  }

  /** The features are in the order in which the text has them. */
  count(tokens: Token[]): Counts {
    const own: OwnFeatures[] = []
    for (const token of tokens) own.push(this.ownFeatures(token))
    const ids: number[] = []
    const strangeWords: string[] = []
    const strangeGrams: string[] = []
    for (const word of own) {
      this.addAll(word.words, ids)
      if (word.strangeWords.length > 0) strangeWords.push(...word.strangeWords)
    }
    const wordsEnd = ids.length
    const strangePairs = this.addPairs(tokens, own, ids)
    const pairsEnd = ids.length
    for (const word of own) {
      this.addAll(word.grams, ids)
      if (word.strangeGrams.length > 0) strangeGrams.push(...word.strangeGrams)
    }
    return {
      ...this.takeFrequencies(ids),
      ends: [wordsEnd, pairsEnd, ids.length],
      unseen: Float64Array.of(massOf(strangeWords), strangePairs, massOf(strangeGrams)),
    }
  }

  /** Visits each feature as often as the text has it: words, pairs, grams. */
  visit(tokens: Token[], visitor: FeatureVisitor): void {
    const own = tokens.map((token) => this.ownFeatures(token))
    own.forEach(({ words }, at) => words.forEach((id) => visitor.ofWord(id, at)))
    visitPairs(tokens, {
      neighbours: (one, other) => {
        const id = this.pairOfNeighbours(own, one, other)
        if (id !== undefined) visitor.ofPair(id, one, other)
      },
      together: (one, other) => {
        const id = this.numbers.pairTogether(own[one]!.stem, own[other]!.stem)
        if (id !== undefined) visitor.ofPair(id, one, other)
      },
    })
    own.forEach(({ grams }, at) => grams.forEach((id) => visitor.ofWord(id, at)))
  }

  private ownFeatures(token: Token): OwnFeatures {
    const known = this.known.get(token)
    if (known) return known
    const { numbers } = this
    const { words, grams } = featuresOf(token, numbers.letterPairs)
    const ownWords = sortOut(words, (word) => numbers.word(word))
    const ownGrams = sortOut(grams, (gram) => numbers.gram(gram))
    const own = {
      stem: numbers.word(token.stem),
      words: ownWords.numbered,
      grams: ownGrams.numbered,
      strangeWords: ownWords.strange,
      strangeGrams: ownGrams.strange,
    }
    this.known.set(token, own)
    return own
  }

  /** Returns the mass of the pairs that the FAQ does not have. */
  private addPairs(tokens: Token[], own: OwnFeatures[], ids: number[]): number {
    const { numbers } = this
    const strangers: string[] = []
    let strangersTogether = 0
    visitPairs(tokens, {
      neighbours: (one, other) => {
        const id = this.pairOfNeighbours(own, one, other)
        if (id === undefined) strangers.push(neighbours(stemAt(tokens, one), stemAt(tokens, other)))
        else this.add(id, ids)
      },
      // No two of these are the same.
      together: (one, other) => {
        const id = numbers.pairTogether(own[one]!.stem, own[other]!.stem)
        if (id === undefined) strangersTogether++
        else this.add(id, ids)
      },
    })
    return massOf(strangers) + strangersTogether
  }

  private pairOfNeighbours(
    own: OwnFeatures[],
    one: number | undefined,
    other: number | undefined,
  ): number | undefined {
    const { edge } = this.numbers
    return this.numbers.pairOfNeighbours(
      one === undefined ? edge : own[one]!.stem,
      other === undefined ? edge : own[other]!.stem,
    )
  }

  private addAll(some: Int32Array, ids: number[]): void {
    for (let at = 0; at < some.length; at++) this.add(some[at]!, ids)
  }

  private add(id: number, ids: number[]): void {
    if (this.times[id]!++ === 0) ids.push(id)
  }

  /** Both lie in one buffer: to make room takes longer than to fill it. */
  private takeFrequencies(counted: number[]): Pick<Counts, 'ids' | 'frequencies'> {
    const { times } = this
    const size = counted.length
    const buffer = new ArrayBuffer(size * (Int32Array.BYTES_PER_ELEMENT + Float32Array.BYTES_PER_ELEMENT))
    const ids = new Int32Array(buffer, 0, size)
    const frequencies = new Float32Array(buffer, ids.byteLength, size)
    for (let at = 0; at < size; at++) {
      const id = counted[at]!
      ids[at] = id
      frequencies[at] = dampenCount(times[id]!)
      times[id] = 0
    }
    return { ids, frequencies }
  }
}

/** Features by number, and those that have none. */
function sortOut(
  features: string[],
  numberOf: (feature: string) => number | undefined,
): { numbered: Int32Array; strange: string[] } {
  const numbered: number[] = []
  const strange: string[] = []
  for (const feature of features) {
    const number = numberOf(feature)
    if (number === undefined) strange.push(feature)
    else numbered.push(number)
  }
  return { numbered: Int32Array.from(numbered), strange }
}

function massOf(strangers: string[]): number {
  if (strangers.length === 0) return 0
  const counts = new Map<string, number>()
  for (const feature of strangers) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  let mass = 0
  for (const count of counts.values()) mass += dampenCount(count) ** 2
  return mass
}
