import type { Token } from '../text/normalise.ts'
import type { Reading } from './readings.ts'
import { createWordsHolding } from './unspaced-words.ts'
import type { Vector, Vocabulary } from '../text/vectors.ts'

/** A word or phrase of a text, and its features with what each of them weighs there. */
export interface Trait {
  kind: 'word' | 'phrase'
  text: string
  weights: [feature: number, value: number][]
}

/** Takes a text apart: characters count for the word they come from, pairs as phrases. `vectors`: of each reading; `show`: the
 *  word at a place as it was written. */
export function gatherTraits(
  readings: Reading[],
  vectors: Vector[],
  vocabulary: Vocabulary,
  show: (at: number) => string,
): Trait[] {
  const traits = new Traits(show)
  readings.forEach(({ tokens, share }, reading) => {
    const { ids, values } = vectors[reading]!
    const weightOf = new Map<number, number>()
    for (let at = 0; at < ids.length; at++) weightOf.set(ids[at]!, share * values[at]!)
    const origins = originsOf(tokens, vocabulary, traits)
    const timesOf = new Map<number, number>()
    for (const { feature, times } of origins) timesOf.set(feature, (timesOf.get(feature) ?? 0) + times)
    for (const { trait, feature, times } of origins)
      trait.weights.push([feature, (weightOf.get(feature)! * times) / timesOf.get(feature)!])
  })
  return traits.all
}

/** The traits of a text by their names. */
class Traits {
  private readonly show: (at: number) => string
  private readonly byName = new Map<string, Trait>()

  constructor(show: (at: number) => string) {
    this.show = show
  }

  get all(): Trait[] {
    return [...this.byName.values()]
  }

  word(text: string): Trait {
    return this.named('word', text)
  }

  wordAt(place: number): Trait {
    return this.word(this.show(place))
  }

  /** "where is", or "where … parcel" if the two are no neighbours; what is read as two words but written as one is only that
   *  word. */
  pairAt(one: number, other: number): Trait {
    const [first, second] = one < other ? [one, other] : [other, one]
    if (this.show(first) === this.show(second)) return this.wordAt(first)
    const between = second === first + 1 ? ' ' : ' … '
    return this.named('phrase', this.show(first) + between + this.show(second))
  }

  private named(kind: Trait['kind'], text: string): Trait {
    const name = `${kind} ${text}`
    const trait = this.byName.get(name) ?? { kind, text, weights: [] }
    this.byName.set(name, trait)
    return trait
  }
}

/** That a feature comes from a word or phrase, so many times. */
interface Origin {
  trait: Trait
  feature: number
  times: number
}

/** What the features of a text come from, those that the FAQ has. */
function originsOf(tokens: Token[], vocabulary: Vocabulary, traits: Traits): Origin[] {
  const origins: Origin[] = []
  const words = tokens.map(({ unspaced }, at) => (unspaced ? null : traits.wordAt(at)))
  const firstOf = firstPlaces(tokens)
  vocabulary.visit(tokens, {
    ofWord(feature, at) {
      const trait = words[at]
      if (trait) origins.push({ trait, feature, times: 1 })
    },
    // At the beginning or the end of a text there is only one.
    ofPair(feature, one = -1, other = -1) {
      const first = firstOf[one] ?? firstOf[other]!
      const second = firstOf[other] ?? first
      origins.push({ trait: traits.pairAt(first, second), feature, times: 1 })
    },
  })
  for (const token of tokens) if (token.unspaced) origins.push(...originsOfPieces(token, vocabulary, traits))
  return origins
}

/** Without spaces a whole sentence would be one word, and its pieces mean nothing to people: they count for the words that
 *  they are in. */
function originsOfPieces(token: Token, vocabulary: Vocabulary, traits: Traits): Origin[] {
  const wordsHolding = createWordsHolding(token.word)
  return vocabulary.extract([token]).flatMap((counts, block) =>
    [...counts].flatMap(([piece, times]) => {
      const feature = vocabulary.numberOf(block, piece)
      if (feature === undefined) return []
      return wordsHolding(piece).map(({ text, part }) => ({
        trait: traits.word(text),
        feature,
        times: times * part,
      }))
    }),
  )
}

/** For each word of a text, where it is for the first time. */
function firstPlaces(tokens: Token[]): number[] {
  const firstAt = new Map<string, number>()
  return tokens.map(({ stem }, at) => {
    const first = firstAt.get(stem) ?? at
    firstAt.set(stem, first)
    return first
  })
}
