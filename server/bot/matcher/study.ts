import type { Counts } from '../text/feature-counts.ts'
import type { MeaningCentres } from './meaning-centres.ts'
import type { Triangle } from '../meaning/meaning-metric.ts'
import type { Rehearsed } from './rehearsal.ts'
import type { Rivals } from './rivals.ts'
import type { EntryScorer } from '../classifiers/scorer.ts'
import type { Token } from '../text/normalise.ts'
import type { Vector, Vocabulary } from '../text/vectors.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** A text to learn from. */
export interface Example {
  tokens: Token[]
  /** Its features by number, as they were counted and as they weigh. */
  counts: Counts
  vector: Vector
  /** The direction of its words' meanings; null where no table knows them. */
  meaning: Float32Array | null
  /** Its number, or as many as there are entries if it belongs to none. */
  entry: number
  /** How much a mistake costs on the example's own entry, and on every other one. */
  cost: { own: number; other: number }
}

/** Everything the classifiers learn from: the phrasings first, then everyday talk and unanswered questions, then sentences of answers. */
export interface Study {
  examples: Example[]
  /** So many of the first examples are phrasings; only they are asked in rehearsals. */
  phrasingCount: number
  /** So many of the first are trained again when others are hidden; sentences of answers, long and of little weight,
   *  only hide with their entry. */
  settlingCount: number
  entries: number
  /** The entries, and behind them one more where the FAQ lists unanswered questions: all of those. */
  classes: number
  vocabulary: Vocabulary
  table: WordTable | null
  /** Only few phrasings, and no table, tell what words the entries go by. */
  scarce: boolean
}

/** What came of a study; null what only a FAQ of few texts has. */
export interface LearnedTexts {
  metric: Triangle | null
  scorer: EntryScorer
  centres: MeaningCentres | null
  rivals: Rivals | null
  rehearsed: Rehearsed[]
}

/** Per entry, what the phrasings mean whose words are known. */
export function meaningsByEntry(
  phrasings: Pick<Example, 'meaning' | 'entry'>[],
  entries: number,
): Float32Array[][] {
  const meanings = Array.from({ length: entries }, () => new Array<Float32Array>())
  for (const { meaning, entry } of phrasings) if (meaning) meanings[entry]!.push(meaning)
  return meanings
}
