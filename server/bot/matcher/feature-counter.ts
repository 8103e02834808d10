import { featuresOf, neighbours, stemAt, visitPairs } from './features.ts'
import type { FeatureNumbers } from './feature-numbers.ts'
import type { Token } from './normalise.ts'
import type { Counts } from './vectors.ts'

/** What a word has by itself: features by number, and written out those that the FAQ does not have. */
interface OwnFeatures {
  stem: number | undefined
  words: readonly number[]
  grams: readonly number[]
  strangeWords: readonly string[]
  strangeGrams: readonly string[]
}

const none: readonly string[] = []

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
    const own = tokens.map((token) => this.ownFeatures(token))
    const ids: number[] = []
    for (const { words } of own) this.addAll(words, ids)
    const wordsEnd = ids.length
    const strangePairs = this.addPairs(tokens, own, ids)
    const pairsEnd = ids.length
    for (const { grams } of own) this.addAll(grams, ids)
    return {
      ids: Int32Array.from(ids),
      frequencies: this.takeFrequencies(ids),
      ends: [wordsEnd, pairsEnd, ids.length],
      unseen: Float64Array.of(
        massOf(own.map(({ strangeWords }) => strangeWords)),
        strangePairs,
        massOf(own.map(({ strangeGrams }) => strangeGrams)),
      ),
    }
  }

  private ownFeatures(token: Token): OwnFeatures {
    const known = this.known.get(token)
    if (known) return known
    const { numbers } = this
    const { words, grams } = featuresOf(token, numbers.letterPairs)
    const numberedWords = words.map((word) => numbers.word(word))
    const numberedGrams = grams.map((gram) => numbers.gram(gram))
    const own = {
      stem: numbers.word(token.stem),
      words: numberedWords.filter((id) => id !== undefined),
      grams: numberedGrams.filter((id) => id !== undefined),
      strangeWords: strangersOf(words, numberedWords),
      strangeGrams: strangersOf(grams, numberedGrams),
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
        const first = one === undefined ? numbers.edge : own[one]!.stem
        const second = other === undefined ? numbers.edge : own[other]!.stem
        const id = numbers.pairOfNeighbours(first, second)
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
    return massOf([strangers]) + strangersTogether
  }

  private addAll(some: readonly number[], ids: number[]): void {
    for (const id of some) this.add(id, ids)
  }

  private add(id: number, ids: number[]): void {
    if (this.times[id]!++ === 0) ids.push(id)
  }

  private takeFrequencies(ids: number[]): Float32Array {
    const frequencies = new Float32Array(ids.length)
    for (let at = 0; at < ids.length; at++) {
      frequencies[at] = dampenCount(this.times[ids[at]!]!)
      this.times[ids[at]!] = 0
    }
    return frequencies
  }
}

function strangersOf(features: string[], numbered: (number | undefined)[]): readonly string[] {
  return numbered.includes(undefined) ? features.filter((_, at) => numbered[at] === undefined) : none
}

function massOf(strangers: (readonly string[])[]): number {
  const counts = new Map<string, number>()
  for (const some of strangers)
    for (const feature of some) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  let mass = 0
  for (const count of counts.values()) mass += dampenCount(count) ** 2
  return mass
}

/** 1 + ln(count). */
export function dampenCount(count: number): number {
  // Most are there once, and the logarithm is slow.
  return count === 1 ? 1 : 1 + Math.log(count)
}
