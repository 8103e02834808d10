import { Comparison } from './comparison.ts'
import type { KernelClassifier } from './kernel-svm.ts'
import { chooseMeaningWeight } from './meaning-weight.ts'
import { NearTexts } from './near-texts.ts'
import type { SupportText } from './near-texts.ts'
import { practise } from './practice.ts'
import type { Rehearsed } from './rehearsal.ts'
import { PackedRows } from './scorer.ts'
import type { EntryScorer } from './scorer.ts'
import type { Study } from './study.ts'

/** Learns from up to a few thousand texts by comparing all with all: by their features, and by how near they are in
 *  meaning, which no weights of features could say. */
export function learnFew(study: Study): { scorer: EntryScorer; rehearsed: Rehearsed[] } {
  const weight = chooseMeaningWeight(study)
  const { classifier, rehearsed } = practise(new Comparison(study), weight)
  return { scorer: createScorer(study, classifier, weight), rehearsed }
}

/** Gathers what the examples say: by feature, so that they need not be met one by one, and by meaning. */
function createScorer(
  { examples, entries, vocabulary }: Study,
  classifier: KernelClassifier,
  weight: number,
): EntryScorer {
  const weights = new Float32Array(vocabulary.size * entries)
  const bias = new Float64Array(entries)
  const texts = examples.map(({ meaning }) => ({
    meaning,
    entries: new Array<number>(),
    amounts: new Array<number>(),
  }))
  for (let entry = 0; entry < entries; entry++) {
    for (const { index, amount } of classifier.supportOf(entry)) {
      const { ids, values } = examples[index]!.vector
      for (let at = 0; at < ids.length; at++) weights[ids[at]! * entries + entry]! += amount * values[at]!
      bias[entry]! += amount
      texts[index]!.entries.push(entry)
      texts[index]!.amounts.push(weight * amount)
    }
  }
  const speaking = texts.filter(
    (text): text is SupportText => text.meaning !== null && text.entries.length > 0,
  )
  return { features: PackedRows.pack(weights, entries), bias, meaning: NearTexts.gather(speaking, entries) }
}
