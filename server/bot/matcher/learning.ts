import { calibrate, openCalibration } from './calibration.ts'
import type { Calibration, CalibrationParts } from './calibration.ts'
import { learnFew } from './learn-few.ts'
import { learnMany } from './learn-many.ts'
import { MeaningCentres } from './meaning-centres.ts'
import type { CentresParts } from './meaning-centres.ts'
import { withMetric } from '../meaning/meaning-metric.ts'
import type { Triangle } from '../meaning/meaning-metric.ts'
import { FeatureLikelihoods } from './naive-bayes.ts'
import type { LikelihoodParts } from './naive-bayes.ts'
import { haveOnePhrasing, prepareStudy } from './prepare-study.ts'
import type { FaqTexts } from './prepare-study.ts'
import { Rivals } from './rivals.ts'
import type { RivalsParts } from './rivals.ts'
import { openScorer, scorerParts } from '../classifiers/scorer.ts'
import type { EntryScorer, ScorerParts } from '../classifiers/scorer.ts'
import { Vocabulary } from '../text/vectors.ts'
import type { VocabularyParts } from '../text/vectors.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** What a FAQ taught. */
export interface Learned {
  /** How many there are. */
  entries: number
  vocabulary: Vocabulary
  /** The words of the language; with the metric of this FAQ, where it has one. */
  table: WordTable | null
  metric: Triangle | null
  scorer: EntryScorer
  likelihoods: FeatureLikelihoods
  /** How loud naive Bayes is. It speaks in the order of entries, never in the confidence. */
  likelihoodWeight: number
  /** How near a text is in meaning to the middle of an entry: in the order only, too. */
  centres: MeaningCentres | null
  /** Tells those that come first from one another: their order, and how near the first of them is. */
  rivals: Rivals | null
  calibration: Calibration
}

/** Above this many texts, comparing all with all costs too much. */
const fewTexts = 3000

const likelihoodWeight = { usual: 0.015, ofOnePhrasing: 0.1 }

/** Trains the classifiers on the FAQ and measures by rehearsal what their scores mean. */
export function learn(texts: FaqTexts, table: WordTable | null, keep: number): Learned {
  const study = prepareStudy(texts, table)
  const { examples, phrasingCount, entries, vocabulary } = study
  const learned = examples.length <= fewTexts ? learnFew(study) : learnMany(study)
  const { metric, scorer, centres, rivals, rehearsed } = learned
  return {
    entries,
    vocabulary,
    table: table && metric ? withMetric(table, metric) : table,
    metric,
    scorer,
    centres,
    rivals,
    likelihoods: FeatureLikelihoods.learn(examples.slice(0, phrasingCount), entries, vocabulary.size),
    likelihoodWeight: haveOnePhrasing(texts) ? likelihoodWeight.ofOnePhrasing : likelihoodWeight.usual,
    calibration: openCalibration(calibrate(rehearsed, entries, keep)),
  }
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
