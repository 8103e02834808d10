import { cluesTo } from './clues.ts'
import type { Learned } from './learning.ts'
import type { Token } from '../text/normalise.ts'
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
  const meant: Token[] = []
  let isMeant = true
  let before: Token | undefined
  // A plain loop, as a text is most often meant as it stands.
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const known = learned.vocabulary.hasWord(token.stem)
    const read = known ? token : correct(token, { before, after: tokens[at + 1] }, learned, typos)
    meant.push(read)
    isMeant &&= read === token
    before = token
  }
  if (isMeant) return [{ tokens, share: 1 }]
  return [
    { tokens, share: 1 - correctedShare },
    { tokens: meant, share: correctedShare },
  ]
}

function correct(
  token: Token,
  neighbours: { before: Token | undefined; after: Token | undefined },
  learned: Learned,
  typos: TypoCorrector,
): Token {
  return typos.correct(token, cluesTo(token, neighbours, learned)) ?? token
}
