import { LinearClassifier } from './linear-svm.ts'
import { rehearse } from './rehearsal.ts'
import { PackedRows } from './packed-rows.ts'
import { MeaningRows } from './scorer.ts'
import type { EntryScorer } from './scorer.ts'
import type { LearnedTexts, Study } from './study.ts'
import { withMeaning } from './vectors.ts'

const passes = 8
const settlingPasses = 2

/** Learns from many texts: one weight a feature and entry, and the meaning as so many more features. */
export function learnMany(study: Study): LearnedTexts {
  const { examples, classes, vocabulary } = study
  const dimensions = examples.find(({ meaning }) => meaning)?.meaning?.length ?? 0
  const whole = examples.map(({ vector, meaning, entry, cost }) => ({
    vector: withMeaning(vector, meaning, vocabulary.size),
    entry,
    cost,
  }))
  const classifier = new LinearClassifier(whole, classes, vocabulary.size + dimensions)
  classifier.train(passes)
  const rehearsed = rehearse(study, (hidden, settling, asked) => {
    const trial = classifier.without(hidden)
    trial.train(settlingPasses, settling)
    return asked.map(({ index, vector }) =>
      trial.scores(withMeaning(vector, examples[index]!.meaning, vocabulary.size)),
    )
  })
  return { scorer: createScorer(classifier, vocabulary.size), centres: null, rehearsed }
}

/** In a function of its own: what it returns must not hold on to all that was needed to learn. */
function createScorer({ weights, bias, entries }: LinearClassifier, meaningsFrom: number): EntryScorer {
  const features = PackedRows.pack(weights, entries)
  return { features, bias, meaning: new MeaningRows({ kind: 'rows', from: meaningsFrom }, features) }
}
