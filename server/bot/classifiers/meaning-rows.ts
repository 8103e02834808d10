import { countMeaningFeatures, meaningFeatures } from './meaning-features.ts'
import type { Token } from '../text/normalise.ts'
import { createRowProducts } from '../arithmetic/row-products.ts'
import type { RowProducts } from '../arithmetic/row-products.ts'
import type { MeaningScorer } from './scorer.ts'
import type { WordTable } from '../meaning/word-table.ts'

export interface MeaningRowsParts {
  kind: 'rows'
  /** Of a meaning. */
  dimensions: number
  /** Entry by entry, a weight for each feature of a meaning. */
  weights: Float32Array
}

/** Lets every feature of a meaning speak for or against each entry. */
export class MeaningRows implements MeaningScorer {
  readonly parts: MeaningRowsParts
  private readonly products: RowProducts

  constructor(parts: MeaningRowsParts) {
    this.parts = parts
    this.products = createRowProducts(parts.weights, countMeaningFeatures(parts.dimensions))
  }

  scores(meaning: Float32Array, tokens: Token[], table: WordTable): Float64Array {
    return this.products.ofAll(meaningFeatures(meaning, tokens, table))
  }
}
