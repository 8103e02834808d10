import { DeletionIndex } from './deletions.ts'
import type { Token } from './normalise.ts'
import { isOneSlipAway, slipEase } from './slips.ts'

const shortestCorrected = 3
const longestCorrected = 24

/** A word of the FAQ, and how often it is there. */
export interface SeenWord {
  token: Token
  times: number
}

/** Finds, for a word that the FAQ does not have, the word of the FAQ one slip away. */
export class TypoCorrector {
  private readonly seen: Map<string, SeenWord>
  private readonly near: DeletionIndex
  /** The words that others are corrected to. */
  private readonly meantWords: SeenWord[]

  static learn(texts: Token[][]): TypoCorrector {
    const seen = new Map<string, SeenWord>()
    for (const token of texts.flat()) {
      if (token.unspaced || token.word.length > longestCorrected) continue
      const known = seen.get(token.word)
      if (known) known.times++
      else seen.set(token.word, { token, times: 1 })
    }
    return new TypoCorrector([...seen.values()])
  }

  constructor(words: SeenWord[]) {
    this.seen = new Map(words.map((seen) => [seen.token.word, seen]))
    this.meantWords = words.filter(({ token }) => token.word.length >= shortestCorrected - 1)
    this.near = new DeletionIndex(this.meantWords.map(({ token }) => token.word))
  }

  get parts(): SeenWord[] {
    return [...this.seen.values()]
  }

  /** The word that was probably meant, or undefined for a known, very short or number-like one. A known
   *  one with another stem was written without the accent that the stemmer goes by. `fit` says how well a word
   *  of the FAQ goes with the words beside it: of several, that and the easier slip decide, then the same first letter
   *  and how often the FAQ has it. */
  correct(token: Token, fit: (meant: Token) => number): Token | undefined {
    const { word } = token
    if (token.unspaced || word.length < shortestCorrected || word.length > longestCorrected) return undefined
    const known = this.seen.get(word)
    if (known) return known.token.stem === token.stem ? undefined : known.token
    if (/\p{N}/u.test(word)) return undefined
    let best: { token: Token; rank: number } | undefined
    this.near.visitNear(word, (number) => {
      const { token: meant, times } = this.meantWords[number]!
      if (!isOneSlipAway(word, meant.word)) return
      const sameStart = meant.word[0] === word[0] ? 1 : 0
      const rank = fit(meant) + slipEase(word, meant.word) + sameStart + Math.log(1 + times)
      if (!best || rank > best.rank) best = { token: meant, rank }
    })
    return best?.token
  }
}
