export interface WordPairsParts {
  /** Where the list of each first word begins, and where the last one ends. */
  starts: Uint32Array
  /** The second words, in rising order within each list. */
  seconds: Uint32Array
}

/** Two words, by numbers below `words`, in one number: those are sorted many times faster than pairs. */
export function pairNumber(first: number, second: number, words: number): number {
  return first * words + second
}

/** A set of pairs of words, both by number. A question has fifty, most of them in no set: found by halving a short list,
 *  none of them has to be written out, and all take a tenth of the memory of their texts. */
export class WordPairs {
  readonly parts: WordPairsParts

  constructor(parts: WordPairsParts) {
    this.parts = parts
  }

  /** `sorted`: the numbers of different pairs, in rising order. */
  static of(sorted: number[], words: number): WordPairs {
    const starts = new Uint32Array(words + 1)
    const seconds = new Uint32Array(sorted.length)
    for (let at = 0; at < sorted.length; at++) {
      starts[Math.floor(sorted[at]! / words) + 1]!++
      seconds[at] = sorted[at]! % words
    }
    for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!
    return new WordPairs({ starts, seconds })
  }

  get size(): number {
    return this.parts.seconds.length
  }

  /** The pair's place in the order of all of them; -1 if it is not there. */
  find(first: number, second: number): number {
    const { starts, seconds } = this.parts
    let low = starts[first]!
    let high = starts[first + 1]! - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = seconds[middle]!
      if (found === second) return middle
      if (found < second) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
