// A hash of 32 bits and the number of a word fit exactly into the 53 bits of a number.
const mostWords = 2 ** 21

/** Words by what is left of them when one letter is lost; two words one slip apart have one such form in common (Garbe 2012,
 *  SymSpell). Forms are kept as hashes, in rising order: written out they would take ten times the memory. */
export class DeletionIndex {
  private readonly hashes: Uint32Array
  private readonly wordAt: Uint32Array

  constructor(words: string[]) {
    // Hash and number in one: numbers are sorted many times faster than pairs.
    const forms = new Float64Array(words.reduce((sum, { length }) => sum + length + 1, 0))
    let size = 0
    const add = (word: string, number: number): void => {
      for (let lost = -1; lost < word.length; lost++) forms[size++] = hashOf(word, lost) * mostWords + number
    }
    words.forEach(add)
    forms.sort()
    this.hashes = new Uint32Array(size)
    this.wordAt = new Uint32Array(size)
    for (let at = 0; at < size; at++) {
      this.hashes[at] = forms[at]! / mostWords
      this.wordAt[at] = forms[at]! % mostWords
    }
  }

  /** Calls with the number of every word that may be one slip away, some more than once; of others now and then, as hashes
   *  may be the same by chance. */
  visitNear(word: string, visit: (number: number) => void): void {
    for (let lost = -1; lost < word.length; lost++) {
      const hash = hashOf(word, lost)
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

/** FNV-1a over the letters, all but one; over all of them where none is lost, -1 (Fowler, Noll & Vo 1991). */
function hashOf(word: string, lost: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) {
    if (at !== lost) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
