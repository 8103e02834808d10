import { calibrate, openCalibration } from './calibration.ts'
import type { Calibration, CalibrationParts } from './calibration.ts'
import { learnFew } from './learn-few.ts'
import { learnMany } from './learn-many.ts'
import { MeaningCentres } from './meaning-centres.ts'
import type { CentresParts } from './meaning-centres.ts'
import { inMetric, learnMetric, withMetric } from './meaning-metric.ts'
import type { Triangle } from './meaning-metric.ts'
import { FeatureLikelihoods } from './naive-bayes.ts'
import type { LikelihoodParts } from './naive-bayes.ts'
import type { Token } from './normalise.ts'
import { Rivals } from './rivals.ts'
import type { RivalsParts } from './rivals.ts'
import { openScorer, scorerParts } from './scorer.ts'
import type { EntryScorer, ScorerParts } from './scorer.ts'
import { Vocabulary } from './vectors.ts'
import type { Counts, VocabularyParts } from './vectors.ts'
import { meaningsByEntry } from './study.ts'
import type { Example } from './study.ts'
import type { WordTable } from './word-table.ts'

/** A text of the FAQ and the number of its entry. */
export interface EntryText {
  tokens: Token[]
  entry: number
}

/** All that a FAQ says, and what is foreign to it. */
export interface FaqTexts {
  /** Those of one entry follow those of another. */
  phrasings: EntryText[]
  /** Sentences of answers. */
  answers: EntryText[]
  everyday: Token[][]
  /** Questions that no entry answers, as the FAQ lists them. */
  unanswered: Token[][]
  entries: number
}

export interface Learned {
  entries: number
  vocabulary: Vocabulary
  /** The words of the language; with the metric of this FAQ, where it has one. */
  table: WordTable | null
  metric: Triangle | null
  scorer: EntryScorer
  likelihoods: FeatureLikelihoods
  /** What naive Bayes says in the order of entries; never in the confidence. */
  likelihoodWeight: number
  /** What being near the middle of an entry says in the order; no more in the confidence than that. */
  centres: MeaningCentres | null
  /** Tells those that come first from one another, in the order too. */
  rivals: Rivals | null
  calibration: Calibration
}

// Costs of a mistake. A phrasing's own entry has few examples against very many, so they weigh ten times as much;
// where they are many, five times as much; sentences of an answer hint at its entry. Everyday talk and unanswered questions
// are what no entry is. The latter, where there are any, are a class behind the entries; everyday talk hardly says what it is.
const phrasingCost = { own: 5, other: 0.5 }
const oneOfManyCost = { own: 2.5, other: 0.5 }
const answerCost = { own: 0.1, other: 0.005 }
const everydayCost = { own: 0.02, other: 0.5 }
const unansweredCost = { own: 2, other: 0.5 }

/** Above this many texts, comparing all with all costs too much. */
const fewTexts = 3000
/** Above this many phrasings, pairs and n-grams seen once cost more memory than they help. */
const manyPhrasings = 2500
/** Of more phrasings an entry than this, names and forms of words are no longer what it is told by. */
const scarceUpTo = 15

/** A text that was counted. */
type Text = Omit<Example, 'vector' | 'meaning'>

/** Trains the classifiers on the FAQ and measures by rehearsal what their scores mean. */
export function learn(texts: FaqTexts, table: WordTable | null, keep: number): Learned {
  const { phrasings, answers, everyday, unanswered, entries } = texts
  // With one phrasing an entry every word counts: full idf, and naive Bayes helps more.
  const single = phrasings.length < 2 * entries
  const many = phrasings.length > manyPhrasings
  const scarce = (table === null || table.translated) && phrasings.length <= scarceUpTo * entries
  const { vocabulary, counts } = Vocabulary.learn(
    [...phrasings, ...answers].map(({ tokens }) => tokens),
    { letterPairs: scarce, idfPower: single ? 1 : 0.5, minimumSeen: many ? 2 : 1 },
  )
  const exampleOf = (text: Text): Example => ({
    ...text,
    vector: vocabulary.weigh(text.entry === entries ? text.counts : withoutUnseen(text.counts)),
    meaning: table?.embed(text.tokens) ?? null,
  })
  const ofNone = (tokens: Token[], cost: Example['cost']): Text => ({
    tokens,
    entry: entries,
    counts: vocabulary.count(tokens),
    cost,
  })
  const examples = [
    ...phrasings.map((phrasing, at) => ({
      ...phrasing,
      counts: counts[at]!,
      cost: many ? oneOfManyCost : phrasingCost,
    })),
    ...everyday.map((tokens) => ofNone(tokens, everydayCost)),
    ...unanswered.map((tokens) => ofNone(tokens, unansweredCost)),
    ...answers.map((sentence, at) => ({
      ...sentence,
      counts: counts[phrasings.length + at]!,
      cost: answerCost,
    })),
  ].map(exampleOf)
  const areFew = examples.length <= fewTexts
  const metric = areFew ? learnMetric(meaningsByEntry(examples.slice(0, phrasings.length), entries)) : null
  const study = {
    examples: metric
      ? examples.map((example) => ({ ...example, meaning: inMetric(metric, example.meaning) }))
      : examples,
    phrasings: phrasings.length,
    settling: phrasings.length + everyday.length + unanswered.length,
    entries,
    classes: unanswered.length > 0 ? entries + 1 : entries,
    vocabulary,
    table,
    scarce,
  }
  const { scorer, centres, rivals, rehearsed } = areFew ? learnFew(study) : learnMany(study)
  return {
    entries,
    vocabulary,
    table: table && metric ? withMetric(table, metric) : table,
    metric,
    scorer,
    centres,
    rivals,
    likelihoods: FeatureLikelihoods.learn(examples.slice(0, phrasings.length), entries, vocabulary.size),
    likelihoodWeight: single ? 0.1 : 0.015,
    calibration: openCalibration(calibrate(rehearsed, keep)),
  }
}

const nothingUnseen = new Float64Array(3)

/** What the FAQ says only once has no dimension where texts are many, but is not foreign to it. */
function withoutUnseen({ ids, frequencies, ends }: Counts): Counts {
  return { ids, frequencies, ends, unseen: nothingUnseen }
}

export interface LearnedParts {
  entries: number
  vocabulary: VocabularyParts
  metric: Triangle | null
  scorer: ScorerParts
  centres: CentresParts | null
  rivals: RivalsParts | null
  likelihoods: LikelihoodParts
  likelihoodWeight: number
  calibration: CalibrationParts
}

/** What can be written of it: everything but the word table, which has a file of its own. */
export function learnedParts(learned: Learned): LearnedParts {
  return {
    entries: learned.entries,
    vocabulary: learned.vocabulary.parts,
    metric: learned.metric,
    scorer: scorerParts(learned.scorer),
    centres: learned.centres?.parts ?? null,
    rivals: learned.rivals?.parts ?? null,
    likelihoods: learned.likelihoods.parts,
    likelihoodWeight: learned.likelihoodWeight,
    calibration: learned.calibration.parts,
  }
}

/** The same again, with the word table that it was learned with. */
export function openLearned(parts: LearnedParts, table: WordTable | null): Learned {
  return {
    entries: parts.entries,
    vocabulary: Vocabulary.open(parts.vocabulary),
    table: table && parts.metric ? withMetric(table, parts.metric) : table,
    metric: parts.metric,
    scorer: openScorer(parts.scorer),
    centres: parts.centres && new MeaningCentres(parts.centres),
    rivals: parts.rivals && new Rivals(parts.rivals),
    likelihoods: new FeatureLikelihoods(parts.likelihoods),
    likelihoodWeight: parts.likelihoodWeight,
    calibration: openCalibration(parts.calibration),
  }
}
