import { Comparison } from './comparison.ts'
import { KernelClassifier } from './kernel-svm.ts'
import { nearTexts } from './near-texts.ts'
import type { SupportText } from './near-texts.ts'
import { rehearse } from './rehearsal.ts'
import type { Rehearsed } from './rehearsal.ts'
import { PackedRows } from './scorer.ts'
import type { EntryScorer } from './scorer.ts'
import { shuffled } from './shuffle.ts'
import type { Study } from './study.ts'

const passes = 8
const settlingPasses = 2

/** What meaning may weigh beside the features, the usual weight first. */
const meaningWeights = [1, 0.5, 0]
/** Enough phrasings to see whether meaning helps. */
const sampledPhrasings = 300

/** Learns from up to a few thousand texts by comparing all with all: by their features, and by how near they are in
 *  meaning, which no weights of features could say. */
export function learnFew(study: Study): { scorer: EntryScorer; rehearsed: Rehearsed[] } {
  const weight = chooseMeaningWeight(study)
  const { classifier, rehearsed } = practise(new Comparison(study), weight)
  return { scorer: createScorer(study, classifier, weight), rehearsed }
}

function practise(comparison: Comparison, weight: number): Practised {
  const { study } = comparison
  const classifier = new KernelClassifier(study.examples, study.entries, comparison.similarities(weight))
  classifier.train(passes)
  const rehearsed = rehearse(study, (hidden, settling, asked) => {
    const trial = classifier.without(hidden)
    trial.train(settlingPasses, settling)
    const supports = Array.from({ length: study.entries }, (_, entry) => trial.supportOf(entry))
    return asked.map((question) => {
      const similarities = comparison.similaritiesOf(question, weight)
      return Float64Array.from(supports, (support) =>
        support.reduce((score, { index, amount }) => score + amount * similarities[index]!, 0),
      )
    })
  })
  return { classifier, rehearsed }
}

interface Practised {
  classifier: KernelClassifier
  rehearsed: Rehearsed[]
}

/** The usual weight, unless another one finds clearly more of the phrasings that were hidden: by more than two
 *  standard deviations of those that only one of the two finds (McNemar 1947). */
function chooseMeaningWeight(study: Study): number {
  if (study.examples.every(({ meaning }) => meaning === null)) return 0
  const comparison = new Comparison(sampleOf(study))
  const found = meaningWeights.map((weight) =>
    practise(comparison, weight).rehearsed.map(({ place }) => place === 0),
  )
  const usual = found[0] ?? []
  const gains = found.map((other) => {
    const won = other.filter((right, at) => right && !usual[at]).length
    const lost = usual.filter((right, at) => right && !other[at]).length
    return won - lost - 2 * Math.sqrt(won + lost)
  })
  return meaningWeights[gains.indexOf(Math.max(...gains))] ?? 1
}

/** Some entries with all their texts, and what belongs to none. */
function sampleOf(study: Study): Study {
  const share = sampledPhrasings / study.phrasings
  if (share >= 1) return study
  const picked = shuffled([...Array(study.entries).keys()], 1).slice(0, Math.ceil(study.entries * share))
  const newNumber = new Map(picked.map((entry, number) => [entry, number]))
  const isPicked = (index: number): boolean => {
    const { entry } = study.examples[index]!
    return entry < 0 || newNumber.has(entry)
  }
  const kept = [...study.examples.keys()].filter(isPicked)
  return {
    examples: kept.map((index) => {
      const example = study.examples[index]!
      return { ...example, entry: newNumber.get(example.entry) ?? example.entry }
    }),
    phrasings: kept.filter((index) => index < study.phrasings).length,
    settling: kept.filter((index) => index < study.settling).length,
    entries: picked.length,
    vocabulary: study.vocabulary,
  }
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
  return { features: new PackedRows(weights, entries), bias, meaningScores: nearTexts(speaking, entries) }
}
