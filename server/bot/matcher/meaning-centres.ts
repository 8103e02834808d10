import { middleOf } from '../meaning/meaning-metric.ts'
import { createRowProducts } from '../arithmetic/row-products.ts'
import type { RowProducts } from '../arithmetic/row-products.ts'
import { meaningsByEntry } from './study.ts'
import type { Example, Study } from './study.ts'

export interface CentresParts {
  /** Per entry a point, times its weight, one after the other. */
  centres: Float32Array
  /** Per entry, half the square of how far the point is from nothing, times the weight. */
  halfSquares: Float64Array
}

/** Of a study, what is looked at. */
interface Studied extends Pick<Study, 'phrasingCount' | 'entries'> {
  examples: Pick<Example, 'meaning' | 'entry'>[]
}

/** Entries as the middles of what their phrasings mean: a text is about the one that it is nearest to (Rocchio 1971,
 *  "Relevance Feedback in Information Retrieval"). Each middle is drawn to that of all as if one phrasing more were there,
 *  as a few say little of where it is (Tibshirani, Hastie, Narasimhan & Chu 2002, "nearest shrunken centroids"). */
export class MeaningCentres {
  readonly parts: CentresParts
  private readonly products: RowProducts

  constructor(parts: CentresParts) {
    this.parts = parts
    this.products = createRowProducts(parts.centres, parts.centres.length / parts.halfSquares.length)
  }

  /** `weight`: how loud they speak. */
  static learn({ examples, phrasingCount, entries }: Studied, weight: number): MeaningCentres {
    const byEntry = meaningsByEntry(examples.slice(0, phrasingCount), entries)
    const dimensions = byEntry.flat()[0]?.length ?? 0
    const middle = middleOf(byEntry.flat(), dimensions)
    const centres = new Float32Array(entries * dimensions)
    const halfSquares = new Float64Array(entries)
    byEntry.forEach((meanings, entry) => {
      const own = middleOf(meanings, dimensions)
      for (let d = 0; d < dimensions; d++) {
        const value = (middle[d]! + meanings.length * own[d]!) / (1 + meanings.length)
        centres[entry * dimensions + d] = weight * value
        halfSquares[entry]! += (weight / 2) * value * value
      }
    })
    return new MeaningCentres({ centres, halfSquares })
  }

  /** Adds how near a text is to each entry: less half the square of the distance, but for what is the same for all. */
  addTo(sums: Float64Array, meaning: Float32Array): void {
    const products = this.products.ofAll(meaning)
    const { halfSquares } = this.parts
    for (let entry = 0; entry < halfSquares.length; entry++)
      sums[entry]! += products[entry]! - halfSquares[entry]!
  }
}
