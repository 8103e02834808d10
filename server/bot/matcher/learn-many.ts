import { LinearClassifier } from '../classifiers/linear-svm.ts'
import { LinearWeights } from '../classifiers/linear-weights.ts'
import { countMeaningFeatures, meaningFeatures } from '../classifiers/meaning-features.ts'
import { rehearse } from './rehearsal.ts'
import { packRows } from '../classifiers/row-packer.ts'
import { MeaningRows } from '../classifiers/meaning-rows.ts'
import type { EntryScorer } from '../classifiers/scorer.ts'
import type { LearnedTexts, Study } from './study.ts'
import { trustIn } from '../meaning/table-trust.ts'

const passes = 8
const settlingPasses = 3

/** Learns from many texts: one weight a feature and entry, and the meaning as some hundred more features. */
export function learnMany(study: Study): LearnedTexts {
  const { examples, classes, vocabulary, table } = study
  const dimensions = table?.dimensions ?? 0
  const { inConfidence } = trustIn(table)
  const meanings = examples.map(
    ({ meaning, tokens }) => table && meaning && meaningFeatures(meaning, tokens, table),
  )
  const texts = examples.map(({ vector, entry, cost }, index) => ({
    vector,
    meaning: meanings[index]!,
    entry,
    cost,
  }))
  const classifier = new LinearClassifier(
    texts,
    LinearWeights.zero(classes, vocabulary.size, countMeaningFeatures(dimensions)),
  )
  classifier.train(passes)
  const rehearsed = rehearse(study, ({ hidden, settling }) => {
    const copy = classifier.without(hidden)
    copy.train(settlingPasses, settling)
    return ({ index, vector }) => {
      const meaning = meanings[index]!
      const ranking = copy.scores({ vector, meaning })
      if (!meaning || inConfidence === 1) return { ranking, scores: ranking }
      const less = meaning.map((value) => value * inConfidence)
      return { ranking, scores: copy.scores({ vector, meaning: less }) }
    }
  })
  return {
    metric: null,
    scorer: createScorer(classifier.weights, dimensions),
    centres: null,
    rivals: null,
    rehearsed,
  }
}

/** In a function of its own: what it returns must not hold on to all that was needed to learn. */
function createScorer({ features, meanings, bias, entries }: LinearWeights, dimensions: number): EntryScorer {
  return {
    features: packRows(features, entries),
    bias,
    meaning: new MeaningRows({ kind: 'rows', dimensions, weights: meanings.all.slice() }),
  }
}
