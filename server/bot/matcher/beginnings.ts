/** Words by how they begin: those that go on after what was written. */
export class BeginningIndex {
  private readonly words: string[]
  private readonly order: Uint32Array

  constructor(words: string[]) {
    this.words = words
    this.order = Uint32Array.from(words.keys()).sort((a, b) => (words[a]! < words[b]! ? -1 : 1))
  }

  /** Calls with the number of every word that begins so. */
  visitBeginning(beginning: string, visit: (number: number) => void): void {
    const { words, order } = this
    for (let at = this.firstFrom(beginning); at < order.length; at++) {
      if (!words[order[at]!]!.startsWith(beginning)) return
      visit(order[at]!)
    }
  }

  private firstFrom(word: string): number {
    let low = 0
    let high = this.order.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.words[this.order[middle]!]! < word) low = middle + 1
      else high = middle
    }
    return low
  }
}
