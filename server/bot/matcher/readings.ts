import { cluesTo } from './clues.ts'
import type { Learned } from './learning.ts'
import type { Token } from './normalise.ts'
import type { TypoCorrector } from './typo.ts'

/** A way to read a text, and its say. */
export interface Reading {
  tokens: Token[]
  share: number
}

// A word that looks like a typo may be a word the FAQ does not have, so the text as it stands keeps a say.
const correctedShare = 0.8

/** A text as it stands and, where words look mistyped or cut short, as it was probably meant: that comes last. */
export function readingsOf(tokens: Token[], learned: Learned, typos: TypoCorrector): Reading[] {
  const meantAt = (token: Token, at: number): Token => {
    if (learned.vocabulary.hasWord(token.stem)) return token
    const neighbours = { before: tokens[at - 1], after: tokens[at + 1] }
    return typos.correct(token, cluesTo(token, neighbours, learned)) ?? token
  }
  const meant: Token[] = []
  for (let at = 0; at < tokens.length; at++) meant.push(meantAt(tokens[at]!, at))
  if (meant.every((token, at) => token === tokens[at])) return [{ tokens, share: 1 }]
  return [
    { tokens, share: 1 - correctedShare },
    { tokens: meant, share: correctedShare },
  ]
}
