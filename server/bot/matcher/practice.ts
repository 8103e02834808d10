import { similaritiesOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { KernelClassifier, scoreBySimilarity } from './kernel-svm.ts'
import { rehearseNearness } from './nearness.ts'
import { rehearse } from './rehearsal.ts'
import type { Rehearsed, Trial } from './rehearsal.ts'
import { trustIn } from './table-trust.ts'

export interface Practised {
  comparison: Comparison
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
  const { examples, classes, table } = comparison.study
  const { inConfidence } = trustIn(table)
  const classifier = KernelClassifier.of(examples, classes, comparison.similarities(meaningWeight))
  classifier.train(passes)
  const trial: Trial = ({ hidden, hiddenEntries, settling }) => {
    const copy = classifier.without(hidden, hiddenEntries)
    copy.train(settlingPasses, settling)
    const supports = copy.supports()
    const nearness = meaningWeight > 0 ? rehearseNearness(comparison, hidden, meaningWeight) : null
    return (question) => {
      const likeness = comparison.likenessOf(question)
      const scoresAt = (weight: number): Float64Array =>
        scoreBySimilarity(supports, similaritiesOf(likeness, weight))
      const ranking = scoresAt(meaningWeight)
      const scores = inConfidence === 1 ? ranking : scoresAt(meaningWeight * inConfidence)
      return nearness
        ? { ranking, scores, nearnessTo: (entry) => nearness(likeness, entry) }
        : { ranking, scores }
    }
  }
  const rehearsed = rehearse(comparison.study, trial, isWorthwhile)
  return { comparison, classifier, rehearsed }
}
