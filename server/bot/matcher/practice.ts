import type { Comparison } from '../classifiers/comparison.ts'
import { KernelClassifier } from '../classifiers/kernel-svm.ts'
import { rehearseNearness } from './nearness.ts'
import { rehearse } from './rehearsal.ts'
import type { Rehearsed, Trial } from './rehearsal.ts'
import { createSupportScorer } from '../classifiers/supports.ts'
import { trustIn } from '../meaning/table-trust.ts'

/** A classifier that was trained and rehearsed. */
export interface Practised {
  comparison: Comparison
  /** What closeness of meaning weighs in it beside the features of the FAQ. */
  meaningWeight: number
  classifier: KernelClassifier
  rehearsed: Rehearsed[]
}

const passes = 8
const settlingPasses = 2

/** Trains a classifier on examples that were compared, with so much weight on meaning, and rehearses it as long as that is
 *  worthwhile. */
export function practise(
  comparison: Comparison,
  meaningWeight: number,
  isWorthwhile?: (soFar: Rehearsed[]) => boolean,
): Practised {
  const { examples, classes } = comparison.study
  const classifier = KernelClassifier.of(examples, classes, comparison.similarities(meaningWeight))
  classifier.train(passes)
  const rehearsed = rehearse(
    comparison.study,
    createTrial(comparison, meaningWeight, classifier),
    isWorthwhile,
  )
  return { comparison, meaningWeight, classifier, rehearsed }
}

function createTrial(comparison: Comparison, meaningWeight: number, classifier: KernelClassifier): Trial {
  const { inConfidence } = trustIn(comparison.study.table)
  return ({ hidden, hiddenEntries, settling }) => {
    const copy = classifier.without(hidden, hiddenEntries)
    copy.train(settlingPasses, settling)
    const scoresOf = createSupportScorer(copy.supports(), comparison.study.examples.length)
    const nearness = meaningWeight > 0 ? rehearseNearness(comparison, hidden, meaningWeight) : null
    return (asked) => {
      const likeness = comparison.likenessOf(asked)
      const ranking = scoresOf(likeness, meaningWeight)
      const scores = inConfidence === 1 ? ranking : scoresOf(likeness, meaningWeight * inConfidence)
      return nearness
        ? { ranking, scores, nearnessTo: (entry) => nearness(likeness, entry) }
        : { ranking, scores }
    }
  }
}
