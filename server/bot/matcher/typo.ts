import type { Token } from './normalise.ts'

const shortestCorrected = 4
const longestCorrected = 24

/** A word of the FAQ, and how often it is there. */
export interface SeenWord {
  token: Token
  times: number
}

/** Finds, for a word that the FAQ does not have, the word of the FAQ one slip away. */
export class TypoCorrector {
  private readonly seen: Map<string, SeenWord>
  private readonly byDeletion = new Map<string, string[]>()

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
    for (const word of this.seen.keys()) {
      if (word.length < shortestCorrected - 1) continue
      for (const key of deletions(word)) {
        const words = this.byDeletion.get(key)
        if (words) words.push(word)
        else this.byDeletion.set(key, [word])
      }
    }
  }

  get parts(): SeenWord[] {
    return [...this.seen.values()]
  }

  /** The word that was probably meant, or undefined for a known, short or number-like one. Prefers the same first letter,
   *  then the word that the FAQ uses most. */
  correct(token: Token): Token | undefined {
    const { word } = token
    if (token.unspaced || word.length < shortestCorrected || word.length > longestCorrected) return undefined
    if (this.seen.has(word) || /\p{N}/u.test(word)) return undefined
    let best: { token: Token; rank: number } | undefined
    for (const key of deletions(word)) {
      for (const candidate of this.byDeletion.get(key) ?? []) {
        if (!isOneSlipAway(word, candidate)) continue
        const { token: meant, times } = this.seen.get(candidate)!
        const rank = times + (candidate[0] === word[0] ? 1e6 : 0)
        if (!best || rank > best.rank) best = { token: meant, rank }
      }
    }
    return best?.token
  }
}

/** The word and every form of it that lacks one letter; two words one slip apart share one (Garbe 2012, SymSpell). */
function deletions(word: string): string[] {
  const forms = [word]
  for (let at = 0; at < word.length; at++) forms.push(word.slice(0, at) + word.slice(at + 1))
  return forms
}

/** True at a distance of exactly one in optimal string alignment: one letter added, lost or changed, or two neighbours
 *  swapped (Damerau 1964). */
export function isOneSlipAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  if (a.length !== b.length) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a]
    return short.slice(start) === long.slice(start + 1)
  }
  if (a.slice(start + 1) === b.slice(start + 1)) return true
  return a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2)
}
