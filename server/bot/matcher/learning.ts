import { calibrate } from './calibration.ts'
import type { Calibration } from './calibration.ts'
import { extractFeatures } from './features.ts'
import { FeatureLikelihoods } from './naive-bayes.ts'
import type { Token } from './normalise.ts'
import { rehearse } from './rehearsal.ts'
import { EntryClassifier } from './svm.ts'
import type { Example } from './svm.ts'
import { Vocabulary } from './vectors.ts'

/** A text of the FAQ and the number of its entry. */
export interface Lesson {
  tokens: Token[]
  entry: number
}

export interface Lessons {
  phrasings: Lesson[]
  answers: Lesson[]
  everyday: Token[][]
  entries: number
}

export interface Learned {
  vocabulary: Vocabulary
  classifier: EntryClassifier
  likelihoods: FeatureLikelihoods
  /** What naive Bayes says in the order of entries; never in the confidence. */
  likelihoodWeight: number
  calibration: Calibration
}

// Costs of a mistake. A phrasing's own entry has few examples against very many, so they weigh ten times as much;
// sentences of an answer hint at its entry, everyday talk belongs to none.
const phrasingCost = { own: 5, other: 0.5 }
const answerCost = { own: 0.1, other: 0.005 }
const everydayCost = { own: 0, other: 0.5 }
const noEntry = -1

// Above this many phrasings, pairs and n-grams seen once cost more memory than they help, and five passes are enough.
const manyPhrasings = 2500
const passes = 8
const passesWhenMany = 5

/** Trains the classifiers on the FAQ and measures by rehearsal what their scores mean. */
export function learn(lessons: Lessons, keep: number): Learned {
  const { phrasings, answers, everyday, entries } = lessons
  const many = phrasings.length > manyPhrasings
  // With one phrasing an entry every word counts: full idf, and naive Bayes helps more.
  const single = phrasings.length < 2 * entries
  const asked = phrasings.map(({ tokens }) => extractFeatures(tokens))
  const answered = answers.map(({ tokens }) => extractFeatures(tokens))
  const vocabulary = new Vocabulary([...asked, ...answered], {
    idfPower: single ? 1 : 0.5,
    minimumSeen: many ? 2 : 1,
  })
  const texts = [...asked, ...everyday.map(extractFeatures), ...answered]
  const counts = texts.map((features) => vocabulary.count(features))
  const roles = [
    ...phrasings.map(({ entry }) => ({ entry, cost: phrasingCost })),
    ...everyday.map(() => ({ entry: noEntry, cost: everydayCost })),
    ...answers.map(({ entry }) => ({ entry, cost: answerCost })),
  ]
  const examples: Example[] = roles.map((role, index) => ({
    ...role,
    vector: vocabulary.weigh(counts[index]!),
  }))
  const classifier = new EntryClassifier(examples, entries, vocabulary.size)
  classifier.train(many ? passesWhenMany : passes)
  const sizes = { phrasings: phrasings.length, settling: phrasings.length + everyday.length }
  const rehearsed = rehearse({ classifier, examples, counts, vocabulary, ...sizes })
  return {
    vocabulary,
    classifier,
    likelihoods: new FeatureLikelihoods(examples.slice(0, phrasings.length), entries, vocabulary.size),
    likelihoodWeight: single ? 0.1 : 0.03,
    calibration: calibrate(rehearsed, keep),
  }
}
