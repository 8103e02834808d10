import { NearTexts } from './near-texts.ts'
import type { NearTextsParts } from './near-texts.ts'
import { PackedRows } from './packed-rows.ts'
import type { RowsParts } from './packed-rows.ts'
import { meaningShare } from './vectors.ts'
import type { Vector } from './vectors.ts'

/** What the meaning of a text adds to the score of each entry. */
export interface MeaningScorer {
  readonly parts: MeaningParts
  scores(meaning: Float32Array): Float64Array
}

export type MeaningParts = NearTextsParts | MeaningRowsParts

/** What was learned, as fast as it can be asked: per feature a number an entry, and what meaning adds. */
export interface EntryScorer {
  features: PackedRows
  bias: Float64Array
  meaning: MeaningScorer
}

export interface ScorerParts {
  features: RowsParts
  bias: Float64Array
  meaning: MeaningParts
}

export function scorerParts({ features, bias, meaning }: EntryScorer): ScorerParts {
  return { features: features.parts, bias, meaning: meaning.parts }
}

export function openScorer(parts: ScorerParts): EntryScorer {
  const features = new PackedRows(parts.features)
  const meaning =
    parts.meaning.kind === 'texts' ? new NearTexts(parts.meaning) : new MeaningRows(parts.meaning, features)
  return { features, bias: parts.bias, meaning }
}

export interface MeaningRowsParts {
  kind: 'rows'
  /** The row of the meaning's first number. */
  from: number
}

/** Each number of a meaning has a row among those of the features. */
export class MeaningRows implements MeaningScorer {
  readonly parts: MeaningRowsParts
  private readonly rows: PackedRows

  constructor(parts: MeaningRowsParts, rows: PackedRows) {
    this.parts = parts
    this.rows = rows
  }

  scores(meaning: Float32Array): Float64Array {
    const scores = new Float64Array(this.rows.parts.columns)
    meaning.forEach((value, d) => this.rows.addTo(scores, this.parts.from + d, meaningShare * value))
    return scores
  }
}

/** The score of every entry by features alone: about 1 for one of its own phrasings, -1 for anything else. */
export function scoreFeatures({ features, bias }: EntryScorer, { ids, values }: Vector): Float64Array {
  const scores = bias.slice()
  for (let at = 0; at < ids.length; at++) features.addTo(scores, ids[at]!, values[at]!)
  return scores
}
