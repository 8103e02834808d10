import { extractFeatures } from './features.ts'
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

/** Scores a text as it stands and, where words look mistyped, as it was probably meant. */
export function scoreText(tokens: Token[], learned: Learned, typos: TypoCorrector): Scores {
  const { vocabulary, table, scorer } = learned
  const meant = tokens.map((token) =>
    vocabulary.hasWord(token.stem) ? token : (typos.correct(token) ?? token),
  )
  const written = scoreTokens(tokens, learned)
  const isMistyped = meant.some((token, at) => token !== tokens[at])
  const scored = isMistyped ? mix(written, scoreTokens(meant, learned)) : written
  const meaning = table?.embed(meant)
  if (!meaning) return scored
  const near = scorer.meaning.scores(meaning)
  for (const list of [scored.scores, scored.ranking]) near.forEach((score, entry) => (list[entry]! += score))
  return scored
}

function scoreTokens(
  tokens: Token[],
  { vocabulary, scorer, likelihoods, likelihoodWeight }: Learned,
): Scores {
  const vector = vocabulary.weigh(vocabulary.count(extractFeatures(tokens)))
  const scores = scoreFeatures(scorer, vector)
  const ranking = scores.slice()
  likelihoods.addTo(ranking, vector, likelihoodWeight)
  return { scores, ranking, familiar: vector.ids.length > 0 }
}

function mix(written: Scores, meant: Scores): Scores {
  const between = (one: Float64Array, other: Float64Array): Float64Array =>
    one.map((score, entry) => (1 - correctedShare) * score + correctedShare * other[entry]!)
  return {
    scores: between(written.scores, meant.scores),
    ranking: between(written.ranking, meant.ranking),
    familiar: written.familiar || meant.familiar,
  }
}
