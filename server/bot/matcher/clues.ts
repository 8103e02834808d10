import type { Learned } from './learning.ts'
import type { Token } from '../text/normalise.ts'
import { isEasySlip } from './slips.ts'

/** What tells whether a word of the FAQ was meant where another was written. */
export interface Clues {
  /** How many of its two neighbours the FAQ has beside the word too. */
  fit: (meant: Token) => number
  /** Whether it may be a slip of that word, one letter away. */
  maySlip: (meant: Token) => boolean
  /** Whether it may be short for that word, which begins with it. */
  mayShorten: (meant: Token) => boolean
}

/** Most that is this short is a word one slip away from any other. */
const surelyAWord = 4

/** As alike as this in meaning, two words are mostly forms of one, and it does no harm to take one for the other. */
const sameMeaning = 0.6
/** As alike as this, a short form that has become a word itself ("acc", "info") still means the long one. */
const shortForMeaning = 0.25

/** What a translated table knows tells less: there only a word of so many letters, whose first is another too, is surely meant so. */
const surelyAnother = 5

/** Of a word that the FAQ does not have, between its neighbours. What the language has as it stands is probably meant so: it is
 *  another word only where that one fits in and is easily slipped on, or where both mean much the same. */
export function cluesTo(
  token: Token,
  { before, after }: { before: Token | undefined; after: Token | undefined },
  { vocabulary, table }: Learned,
): Clues {
  const { word } = token
  const isWord = table ? table.knows(token) : word.length < surelyAWord
  const isSurelyNone = !isWord && table?.translated === false
  const isPerhapsNone = table?.translated === true && word.length >= surelyAWord
  const fit = (meant: Token): number => vocabulary.fit(before?.stem, meant.stem, after?.stem)
  const isLike = (meant: Token, least: number): boolean => (table?.likeness(token, meant) ?? -1) > least
  return {
    fit,
    maySlip(meant) {
      if (!isWord) return true
      const isEasy = isEasySlip(word, meant.word)
      if (isEasy && fit(meant) > 0) return true
      if (isPerhapsNone && (isEasy || word[0] === meant.word[0] || word.length < surelyAnother)) return true
      return isLike(meant, sameMeaning)
    },
    mayShorten(meant) {
      if (isSurelyNone) return true
      if (fit(meant) === 0) return false
      return !isWord || (table?.translated === false && isLike(meant, shortForMeaning))
    },
  }
}
