import type { Comparison } from './comparison.ts'
import { KernelClassifier } from './kernel-svm.ts'
import { rehearse } from './rehearsal.ts'
import type { Rehearsed } from './rehearsal.ts'

export interface Practised {
  classifier: KernelClassifier
  rehearsed: Rehearsed[]
}

const passes = 8
const settlingPasses = 2

/** Trains a classifier on examples that were compared, with so much weight on meaning, and rehearses it. */
export function practise(comparison: Comparison, meaningWeight: number): Practised {
  const { examples, entries } = comparison.study
  const classifier = new KernelClassifier(examples, entries, comparison.similarities(meaningWeight))
  classifier.train(passes)
  const rehearsed = rehearse(comparison.study, (hidden, settling, asked) => {
    const trial = classifier.without(hidden)
    trial.train(settlingPasses, settling)
    const supports = Array.from({ length: entries }, (_, entry) => trial.supportOf(entry))
    return asked.map((question) => {
      const similarities = comparison.similaritiesOf(question, meaningWeight)
      return Float64Array.from(supports, (support) =>
        support.reduce((score, { index, amount }) => score + amount * similarities[index]!, 0),
      )
    })
  })
  return { classifier, rehearsed }
}
