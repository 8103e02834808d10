import type { Comparison } from './comparison.ts'
import type { KernelClassifier, Supports } from './kernel-svm.ts'
import { learnRivals } from './learn-rivals.ts'
import { MeaningCentres } from './meaning-centres.ts'
import { practiseWithMeaning } from './meaning-weight.ts'
import { NearTexts } from './near-texts.ts'
import type { Said } from './near-texts.ts'
import { RowPacker } from './packed-rows.ts'
import type { EntryScorer } from './scorer.ts'
import type { LearnedTexts, Study } from './study.ts'

/** Learns from up to a few thousand texts by comparing all with all: by their features, and by how near they are in
 *  meaning, which no weights of features could say. */
export function learnFew(study: Study): LearnedTexts {
  const { comparison, classifier, rehearsed, weight } = practiseWithMeaning(study)
  return {
    scorer: createScorer(comparison, classifier, weight),
    centres: weight > 0 ? MeaningCentres.learn(study, weight) : null,
    rivals: weight > 0 ? learnRivals(comparison, weight) : null,
    rehearsed,
  }
}

/** Gathers what the examples say: by feature, so that they need not be met one by one, and by meaning. */
function createScorer(comparison: Comparison, classifier: KernelClassifier, weight: number): EntryScorer {
  const { examples, classes, vocabulary } = comparison.study
  const said = saidByExample(classifier.supports(), examples.length)
  const bias = new Float64Array(classes)
  said.entryAt.forEach((entry, at) => (bias[entry]! += said.amountAt[at]!))
  const rows = new RowPacker(vocabulary.size, classes)
  const row = new Float32Array(classes)
  for (let feature = 0; feature < vocabulary.size; feature++) {
    comparison.index.addSaid(feature, said, row.fill(0))
    rows.add(row)
  }
  const meanings = examples.map(({ meaning }) => meaning)
  return { features: rows.finish(), bias, meaning: NearTexts.gather(said, meanings, weight, classes) }
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
