import { BeginningIndex } from './beginnings.ts'
import type { Clues } from './clues.ts'
import { DeletionIndex } from './deletions.ts'
import type { Token } from '../text/normalise.ts'
import { isOneSlipAway, slipEase } from './slips.ts'

const shortestCorrected = 3
const longestCorrected = 24
/** Nobody cuts a word short for a letter or two. */
const leastCut = 3

/** A word of the FAQ, and how often it is there. */
export interface SeenWord {
  token: Token
  times: number
}

/** Finds, for a word that the FAQ does not have, the word of the FAQ that it is a slip of or short for. */
export class TypoCorrector {
  private readonly seen: Map<string, SeenWord>
  private readonly near: DeletionIndex
  private readonly beginnings: BeginningIndex
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
    const written = this.meantWords.map(({ token }) => token.word)
    this.near = new DeletionIndex(written)
    this.beginnings = new BeginningIndex(written)
  }

  get parts(): SeenWord[] {
    return [...this.seen.values()]
  }

  /** The word that was probably meant, or undefined for a known, very short or number-like one. A known one with another
   *  stem was written without the accent that the stemmer goes by. Of several, how well they fit in and how easily they
   *  are slipped on decide, then the same first letter and how often the FAQ has them; short forms count as the
   *  least easy slip. */
  correct(token: Token, { fit, maySlip, mayShorten }: Clues): Token | undefined {
    const { word } = token
    if (token.unspaced || word.length < shortestCorrected || word.length > longestCorrected) return undefined
    const known = this.seen.get(word)
    if (known) return known.token.stem === token.stem ? undefined : known.token
    if (/\p{N}/u.test(word)) return undefined
    let best: { token: Token; rank: number } | undefined
    const propose = ({ token: meant, times }: SeenWord, ease: number): void => {
      const sameStart = meant.word[0] === word[0] ? 1 : 0
      const rank = fit(meant) + ease + sameStart + Math.log(1 + times)
      if (!best || rank > best.rank) best = { token: meant, rank }
    }
    this.near.visitNear(word, (number) => {
      const seen = this.meantWords[number]!
      const meant = seen.token.word
      if (isOneSlipAway(word, meant) && maySlip(seen.token)) propose(seen, slipEase(word, meant))
    })
    this.beginnings.visitBeginning(word, (number) => {
      const seen = this.meantWords[number]!
      if (seen.token.word.length >= word.length + leastCut && mayShorten(seen.token)) propose(seen, 0)
    })
    return best?.token
  }
}
