import { MeaningRows } from './meaning-rows.ts'
import type { MeaningRowsParts } from './meaning-rows.ts'
import { NearTexts } from './near-texts.ts'
import type { NearTextsParts } from './near-texts.ts'
import type { Token } from '../text/normalise.ts'
import { PackedRows } from './packed-rows.ts'
import type { PackedRowsParts } from './packed-rows.ts'
import type { Vector } from '../text/vectors.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** What the meaning of a text adds to the score of each entry. */
export interface MeaningScorer {
  readonly parts: MeaningParts
  /** `meaning`: of the tokens, as the table has it. What is returned is used again by the next call. */
  scores(meaning: Float32Array, tokens: Token[], table: WordTable): Float64Array
}

export type MeaningParts = NearTextsParts | MeaningRowsParts

/** What was learned, as fast as it can be asked: per feature a number an entry, and what meaning adds. */
export interface EntryScorer {
  features: PackedRows
  bias: Float64Array
  meaning: MeaningScorer
}

export interface ScorerParts {
  features: PackedRowsParts
  bias: Float64Array
  meaning: MeaningParts
}

export function scorerParts({ features, bias, meaning }: EntryScorer): ScorerParts {
  return { features: features.parts, bias, meaning: meaning.parts }
}

export function openScorer(parts: ScorerParts): EntryScorer {
  const { features, bias, meaning } = parts
  return {
    features: new PackedRows(features),
    bias,
    meaning: meaning.kind === 'texts' ? new NearTexts(meaning) : new MeaningRows(meaning),
  }
}

/** The score of every entry by features alone: about 1 for one of its own phrasings, -1 for anything else. What is returned is
 *  used again by the next call, and may be longer. */
export function scoreFeatures({ features, bias }: EntryScorer, text: Vector): Float64Array {
  return features.addUp(bias, text)
}
