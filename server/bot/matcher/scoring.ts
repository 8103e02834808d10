import { extractFeatures } from './features.ts'
import type { Learned } from './learning.ts'
import type { Token } from './normalise.ts'
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
  const raw = scoreTokens(tokens, learned)
  const meant = tokens.map((token) =>
    learned.vocabulary.hasWord(token.stem) ? token : (typos.correct(token) ?? token),
  )
  if (meant.every((token, index) => token === tokens[index])) return raw
  const corrected = scoreTokens(meant, learned)
  return {
    scores: mix(raw.scores, corrected.scores),
    ranking: mix(raw.ranking, corrected.ranking),
    familiar: raw.familiar || corrected.familiar,
  }
}

function scoreTokens(tokens: Token[], learned: Learned): Scores {
  const { vocabulary, classifier, likelihoods, likelihoodWeight } = learned
  const vector = vocabulary.weigh(vocabulary.count(extractFeatures(tokens)))
  const scores = classifier.scores(vector)
  const ranking = scores.slice()
  likelihoods.addTo(ranking, vector, likelihoodWeight)
  return { scores, ranking, familiar: vector.ids.length > 0 }
}

function mix(raw: Float64Array, corrected: Float64Array): Float64Array {
  return raw.map((score, entry) => (1 - correctedShare) * score + correctedShare * corrected[entry]!)
}
