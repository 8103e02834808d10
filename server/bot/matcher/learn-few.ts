import type { Comparison } from '../classifiers/comparison.ts'
import type { KernelClassifier } from '../classifiers/kernel-svm.ts'
import { learnRivals } from './learn-rivals.ts'
import { MeaningCentres } from './meaning-centres.ts'
import { inMetric, learnMetric } from '../meaning/meaning-metric.ts'
import type { Triangle } from '../meaning/meaning-metric.ts'
import { practiseWithMeaning } from './meaning-weight.ts'
import { NearTexts } from '../classifiers/near-texts.ts'
import type { Said } from '../classifiers/near-texts.ts'
import { packFeatures } from '../classifiers/packed-features.ts'
import type { EntryScorer } from '../classifiers/scorer.ts'
import { meaningsByEntry } from './study.ts'
import type { LearnedTexts, Study } from './study.ts'
import type { Supports } from '../classifiers/supports.ts'

/** Learns from up to a few thousand texts by comparing all with all: by their features, and by how near they are in
 *  meaning, which no weights of features could say. */
export function learnFew(given: Study): LearnedTexts {
  const metric = learnMetric(meaningsByEntry(given.examples.slice(0, given.phrasingCount), given.entries))
  const study = metric ? studyIn(metric, given) : given
  const { comparison, classifier, rehearsed, meaningWeight } = practiseWithMeaning(study)
  return {
    metric,
    scorer: createScorer(comparison, classifier, meaningWeight),
    centres: meaningWeight > 0 ? MeaningCentres.learn(study, meaningWeight) : null,
    rivals: meaningWeight > 0 ? learnRivals(comparison, meaningWeight) : null,
    rehearsed,
  }
}

/** The same study, whose meanings are those of the metric. */
function studyIn(metric: Triangle, study: Study): Study {
  const examples = study.examples.map((example) => ({
    ...example,
    meaning: inMetric(metric, example.meaning),
  }))
  return { ...study, examples }
}

/** Gathers what the examples say: by feature, so that they need not be met one by one, and by meaning. */
function createScorer(
  comparison: Comparison,
  classifier: KernelClassifier,
  meaningWeight: number,
): EntryScorer {
  const { examples, classes } = comparison.study
  const said = saidByExample(classifier.supports(), examples.length)
  const bias = new Float64Array(classes)
  said.entryAt.forEach((entry, at) => (bias[entry]! += said.amountAt[at]!))
  const features = packFeatures(comparison.index.lists, said, classes)
  const meanings = examples.map(({ meaning }) => meaning)
  return { features, bias, meaning: NearTexts.gather(said, meanings, meaningWeight, classes) }
}

/** The same example after example. */
function saidByExample({ starts: entryStarts, indices, amounts }: Supports, examples: number): Said {
  const starts = new Uint32Array(examples + 1)
  for (const index of indices) starts[index + 1]!++
  for (let index = 0; index < examples; index++) starts[index + 1]! += starts[index]!
  const entryAt = new Uint16Array(indices.length)
  const amountAt = new Float32Array(indices.length)
  const next = starts.slice()
  for (let entry = 0; entry + 1 < entryStarts.length; entry++) {
    for (let at = entryStarts[entry]!; at < entryStarts[entry + 1]!; at++) {
      const place = next[indices[at]!]!++
      entryAt[place] = entry
      amountAt[place] = amounts[at]!
    }
  }
  return { starts, entryAt, amountAt }
}
