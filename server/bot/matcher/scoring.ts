import type { Learned } from './learning.ts'
import type { Token } from './normalise.ts'
import { scoreFeatures } from './scorer.ts'
import type { TypoCorrector } from './typo.ts'

export interface Scores {
  /** Per entry, what the confidence is read from. */
  scores: Float64Array
  /** Per entry, what the order is read from: the scores and a little naive Bayes. */
  ranking: Float64Array
  /** False if the text shares nothing at all with the FAQ. */
  familiar: boolean
}

// A word that looks like a typo may be a word the FAQ does not have, so the text as it stands keeps a say.
const correctedShare = 0.8
const surelyAWord = 4

/** A way to read a text, and its say. */
export interface Reading {
  tokens: Token[]
  share: number
}

/** A text as it stands and, where words look mistyped, as it was probably meant: that comes last. */
export function readingsOf(tokens: Token[], learned: Learned, typos: TypoCorrector): Reading[] {
  const { vocabulary } = learned
  const meant = tokens.map((token, at) => {
    if (vocabulary.hasWord(token.stem) || isShortWord(token, learned)) return token
    const fit = ({ stem }: Token): number => vocabulary.fit(tokens[at - 1]?.stem, stem, tokens[at + 1]?.stem)
    return typos.correct(token, fit) ?? token
  })
  if (meant.every((token, at) => token === tokens[at])) return [{ tokens, share: 1 }]
  return [
    { tokens, share: 1 - correctedShare },
    { tokens: meant, share: correctedShare },
  ]
}

/** Most that is this short is a word one slip away from any other, mistyped only where a table does not know it. */
function isShortWord(token: Token, { table }: Learned): boolean {
  return token.word.length < surelyAWord && (!table || table.embed([token]) !== null)
}

/** Scores a text in all its readings; what it means is that of the last one. */
export function scoreText(readings: Reading[], learned: Learned): Scores {
  const { table, scorer } = learned
  const scored = mix(readings, learned)
  const meaning = table?.embed(readings.at(-1)!.tokens)
  if (!meaning) return scored
  const near = scorer.meaning.scores(meaning)
  for (const list of [scored.scores, scored.ranking]) near.forEach((score, entry) => (list[entry]! += score))
  return scored
}

function scoreTokens(
  tokens: Token[],
  { vocabulary, scorer, likelihoods, likelihoodWeight }: Learned,
): Scores {
  const vector = vocabulary.weigh(vocabulary.count(tokens))
  const scores = scoreFeatures(scorer, vector)
  const ranking = scores.slice()
  likelihoods.addTo(ranking, vector, likelihoodWeight)
  return { scores, ranking, familiar: vector.ids.length > 0 }
}

function mix(readings: Reading[], learned: Learned): Scores {
  const scored = readings.map(({ tokens }) => scoreTokens(tokens, learned))
  if (scored.length === 1) return scored[0]!
  const sum = (list: 'scores' | 'ranking'): Float64Array =>
    scored[0]![list].map((_, entry) =>
      readings.reduce((total, { share }, at) => total + share * scored[at]![list][entry]!, 0),
    )
  return {
    scores: sum('scores'),
    ranking: sum('ranking'),
    familiar: scored.some(({ familiar }) => familiar),
  }
}
