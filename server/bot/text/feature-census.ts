import type { Counts } from './feature-counts.ts'
import type { FeatureNumbersParts } from './feature-numbers.ts'
import { FeatureTally } from './feature-tally.ts'
import { featuresOf, visitPairs } from './features.ts'
import type { Token } from './normalise.ts'
import { pairNumber, WordPairs } from './word-pairs.ts'

/** The features of a FAQ by number, in how many of its texts each is, and what each of its texts has of them. */
export interface Census {
  features: FeatureNumbersParts
  texts: number[]
  counts: Counts[]
}

/** What a word has by itself, by number. */
interface OwnNumbers {
  words: number[]
  grams: number[]
}

/** The features of a tally that get a number in the end. */
interface Kept<Name extends string | number> {
  tally: FeatureTally<Name>
  /** In the order of their numbers. */
  names: Name[]
  texts: number[]
  /** By the number in the tally; -1 of those that get none. */
  numbers: Int32Array
}

/** Gathers the features of texts; pairs and grams that fewer texts have than `minimumSeen` get no number. Words are numbered
 *  when they are first met, so that no pair, and no gram more than once a word, has to be written out. */
export function takeCensus(texts: Token[][], letterPairs: boolean, minimumSeen: number): Census {
  const tallies = {
    words: new FeatureTally<string>(),
    neighbours: new FeatureTally<number>(),
    together: new FeatureTally<number>(),
    grams: new FeatureTally<string>(),
  }
  const stemOf = meetOwn(texts, letterPairs, tallies.words, tallies.grams)
  // In pairs of neighbours the beginning and the end of a text are one more word.
  const edge = tallies.words.names.length
  meetPairs(texts, stemOf, edge, tallies.neighbours, tallies.together)
  const words = keep(tallies.words, asMet(tallies.words), 1, 0)
  const neighbours = keep(tallies.neighbours, inOrder(tallies.neighbours), minimumSeen, edge)
  const gramsFrom = edge + neighbours.names.length
  const together = keep(tallies.together, inOrder(tallies.together), minimumSeen, gramsFrom)
  const grams = keep(tallies.grams, asMet(tallies.grams), minimumSeen, gramsFrom + together.names.length)
  return {
    features: {
      words: words.names,
      neighbours: WordPairs.of(neighbours.names, edge + 1).parts,
      together: WordPairs.of(together.names, edge + 1).parts,
      grams: grams.names,
      letterPairs,
    },
    texts: words.texts.concat(neighbours.texts, together.texts, grams.texts),
    counts: writeCounts(texts.length, [[words], [neighbours, together], [grams]]),
  }
}

/** Returns the number of a token's stem. */
function meetOwn(
  texts: Token[][],
  letterPairs: boolean,
  words: FeatureTally<string>,
  grams: FeatureTally<string>,
): (token: Token) => number {
  const known = new Map<Token, OwnNumbers>()
  const numbersOf = (token: Token): OwnNumbers => {
    const own = featuresOf(token, letterPairs)
    const numbers = {
      words: own.words.map((word) => words.numberOf(word)),
      grams: own.grams.map((gram) => grams.numberOf(gram)),
    }
    known.set(token, numbers)
    return numbers
  }
  for (const tokens of texts) {
    for (const token of tokens) {
      const own = known.get(token) ?? numbersOf(token)
      words.meet(own.words)
      grams.meet(own.grams)
    }
    words.endText()
    grams.endText()
  }
  return (token) => known.get(token)!.words[0]!
}

function meetPairs(
  texts: Token[][],
  stemOf: (token: Token) => number,
  edge: number,
  neighbours: FeatureTally<number>,
  together: FeatureTally<number>,
): void {
  for (const tokens of texts) {
    const stems = tokens.map(stemOf)
    visitPairs(tokens, {
      neighbours(one, other) {
        const first = one === undefined ? edge : stems[one]!
        const second = other === undefined ? edge : stems[other]!
        neighbours.meetOne(neighbours.numberOf(pairNumber(first, second, edge + 1)))
      },
      together(one, other) {
        const first = Math.min(stems[one]!, stems[other]!)
        const second = Math.max(stems[one]!, stems[other]!)
        together.meetOne(together.numberOf(pairNumber(first, second, edge + 1)))
      },
    })
    neighbours.endText()
    together.endText()
  }
}

/** The numbers of all features in the tally. */
function asMet({ names }: FeatureTally<string>): ArrayLike<number> {
  return Int32Array.from(names.keys())
}

/** The same in the order of the pairs. */
function inOrder(pairs: FeatureTally<number>): ArrayLike<number> {
  const sorted = Float64Array.from(pairs.names).sort()
  return Int32Array.from(sorted, (pair) => pairs.numberOf(pair))
}

/** Numbers the features that enough texts have, in this order. */
function keep<Name extends string | number>(
  tally: FeatureTally<Name>,
  order: ArrayLike<number>,
  minimumSeen: number,
  from: number,
): Kept<Name> {
  const kept: Kept<Name> = {
    tally,
    names: [],
    texts: [],
    numbers: new Int32Array(tally.names.length).fill(-1),
  }
  const { length } = order
  for (let at = 0; at < length; at++) {
    const number = order[at]!
    const texts = tally.texts[number]!
    if (texts < minimumSeen) continue
    kept.numbers[number] = from + kept.names.length
    kept.names.push(tally.names[number]!)
    kept.texts.push(texts)
  }
  return kept
}

/** What each text has of each block. All lie in two lists: many short ones take several times as long to make. */
function writeCounts(texts: number, blocks: Kept<string | number>[][]): Counts[] {
  const size = blocks.flat().reduce((sum, { tally }) => sum + tally.size, 0)
  const ids = new Int32Array(size)
  const frequencies = new Float32Array(size)
  let place = 0
  return Array.from({ length: texts }, (_, text) => {
    const start = place
    const unseen = new Float64Array(blocks.length)
    const ends = blocks.map((block, number) => {
      for (const { tally, names, numbers } of block) {
        place = tally.write(text, numbers, ids, frequencies, place)
        if (names.length < numbers.length) unseen[number]! += tally.massOfOthers(text, numbers)
      }
      return place - start
    })
    return { ids: ids.subarray(start, place), frequencies: frequencies.subarray(start, place), ends, unseen }
  })
}
