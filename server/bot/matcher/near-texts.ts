import { createRowProducts } from './row-products.ts'
import type { RowProducts } from './row-products.ts'
import type { MeaningScorer } from './scorer.ts'
import { closeness, farthest } from './similarity.ts'

/** A text of the FAQ, and what it says for (or, below 0, against) entries when one of the same meaning is met. */
export interface SupportText {
  meaning: Float32Array
  entries: number[]
  amounts: number[]
}

export interface NearTextsParts {
  kind: 'texts'
  entries: number
  dimensions: number
  /** The directions, one after the other. */
  meanings: Float32Array
  /** Where the list of what a text says begins, and where the last one ends. */
  starts: Uint32Array
  entryAt: Uint16Array
  amountAt: Float32Array
}

/** Lets every text speak as loud as it is close. Most texts have something to say about few entries. */
export class NearTexts implements MeaningScorer {
  readonly parts: NearTextsParts
  private readonly cosines: RowProducts

  constructor(parts: NearTextsParts) {
    this.parts = parts
    this.cosines = createRowProducts(parts.meanings, parts.dimensions)
  }

  static gather(texts: SupportText[], entries: number): NearTexts {
    const dimensions = texts[0]?.meaning.length ?? 0
    const meanings = new Float32Array(texts.length * dimensions)
    const starts = new Uint32Array(texts.length + 1)
    texts.forEach((text, at) => {
      meanings.set(text.meaning, at * dimensions)
      starts[at + 1] = starts[at]! + text.entries.length
    })
    const entryAt = Uint16Array.from(texts.flatMap((text) => text.entries))
    const amountAt = Float32Array.from(texts.flatMap(({ amounts }) => amounts))
    return new NearTexts({ kind: 'texts', entries, dimensions, meanings, starts, entryAt, amountAt })
  }

  scores(meaning: Float32Array): Float64Array {
    const { entries, starts, entryAt, amountAt } = this.parts
    const cosines = this.cosines.ofAll(meaning)
    const scores = new Float64Array(entries)
    for (let text = 0; text < cosines.length; text++) {
      const cosine = cosines[text]!
      if (cosine < farthest) continue
      const close = closeness(cosine)
      const end = starts[text + 1]!
      for (let at = starts[text]!; at < end; at++) scores[entryAt[at]!]! += close * amountAt[at]!
    }
    return scores
  }
}
