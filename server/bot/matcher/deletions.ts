// A hash of 32 bits and the number of a word fit exactly into the 53 bits of a number.
const mostWords = 2 ** 21

/** Words by what is left of them when one letter is lost; two words one slip apart have one such form in common (Garbe 2012,
 *  SymSpell). Forms are kept as hashes, in rising order: written out they would take ten times the memory. */
export class DeletionIndex {
  private readonly hashes: Uint32Array
  private readonly wordAt: Uint32Array

  constructor(words: string[]) {
    // Hash and number in one: numbers are sorted many times faster than pairs.
    const forms = Float64Array.from(
      words.flatMap((word, number) => [...formsOf(word)].map((hash) => hash * mostWords + number)),
    ).sort()
    this.hashes = Uint32Array.from(forms, (form) => Math.floor(form / mostWords))
    this.wordAt = Uint32Array.from(forms, (form) => form % mostWords)
  }

  /** Calls with the number of every word that may be one slip away, some of them twice; of others now and then, as hashes
   *  may be the same by chance. */
  visitNear(word: string, visit: (number: number) => void): void {
    for (const hash of formsOf(word)) {
      for (let at = this.firstOf(hash); this.hashes[at] === hash; at++) visit(this.wordAt[at]!)
    }
  }

  private firstOf(hash: number): number {
    let low = 0
    let high = this.hashes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.hashes[middle]! < hash) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Hashes of the word as it is and of every form of it that lacks one letter. */
function formsOf(word: string): Set<number> {
  const forms = new Set([hashOf(word, -1)])
  for (let lost = 0; lost < word.length; lost++) forms.add(hashOf(word, lost))
  return forms
}

/** FNV-1a over the letters, all but one (Fowler, Noll & Vo 1991). */
function hashOf(word: string, lost: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) {
    if (at !== lost) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
