import type { KernelClassifier, Supports } from './kernel-svm.ts'
import { learnRivals } from './learn-rivals.ts'
import { MeaningCentres } from './meaning-centres.ts'
import { practiseWithMeaning } from './meaning-weight.ts'
import { NearTexts } from './near-texts.ts'
import type { SupportText } from './near-texts.ts'
import { PackedRows } from './packed-rows.ts'
import type { EntryScorer } from './scorer.ts'
import type { LearnedTexts, Study } from './study.ts'

/** Learns from up to a few thousand texts by comparing all with all: by their features, and by how near they are in
 *  meaning, which no weights of features could say. */
export function learnFew(study: Study): LearnedTexts {
  const { comparison, classifier, rehearsed, weight } = practiseWithMeaning(study)
  return {
    scorer: createScorer(study, classifier, weight),
    centres: weight > 0 ? MeaningCentres.learn(study, weight) : null,
    rivals: weight > 0 ? learnRivals(comparison, weight) : null,
    rehearsed,
  }
}

/** Gathers what the examples say: by feature, so that they need not be met one by one, and by meaning. */
function createScorer(
  { examples, classes, vocabulary }: Study,
  classifier: KernelClassifier,
  weight: number,
): EntryScorer {
  const weights = new Float32Array(vocabulary.size * classes)
  const bias = new Float64Array(classes)
  const speaking: SupportText[] = []
  saidByExample(classifier.supports(), examples.length).forEach((said, index) => {
    const { vector, meaning } = examples[index]!
    const { entries: about, amounts } = said
    about.forEach((entry, at) => (bias[entry]! += amounts[at]!))
    for (let feature = 0; feature < vector.ids.length; feature++) {
      const row = vector.ids[feature]! * classes
      const value = vector.values[feature]!
      // A plain loop: there are millions.
      for (let at = 0; at < about.length; at++) weights[row + about[at]!]! += amounts[at]! * value
    }
    if (!meaning || about.length === 0) return
    speaking.push({ meaning, entries: about, amounts: amounts.map((amount) => weight * amount) })
  })
  return { features: PackedRows.pack(weights, classes), bias, meaning: NearTexts.gather(speaking, classes) }
}

/** Per example, what it says about which entries. */
function saidByExample(
  { starts, indices, amounts }: Supports,
  examples: number,
): Omit<SupportText, 'meaning'>[] {
  const said = Array.from({ length: examples }, () => ({
    entries: new Array<number>(),
    amounts: new Array<number>(),
  }))
  for (let entry = 0; entry + 1 < starts.length; entry++) {
    for (let at = starts[entry]!; at < starts[entry + 1]!; at++) {
      const own = said[indices[at]!]!
      own.entries.push(entry)
      own.amounts.push(amounts[at]!)
    }
  }
  return said
}
