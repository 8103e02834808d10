import { createDirections } from './directions.ts'
import type { Directions } from './directions.ts'
import { addList } from './entry-lists.ts'
import type { EntryLists } from './entry-lists.ts'
import type { MeaningScorer } from './scorer.ts'
import { closeness, farthest } from './similarity.ts'

/** What texts say for (or, below 0, against) entries when one that is like them is met: a list a text. */
export type Said = EntryLists

export interface NearTextsParts extends Said {
  kind: 'texts'
  entries: number
  dimensions: number
  /** The directions, one after the other. */
  meanings: Float32Array
}

/** Lets every text speak as loud as it is close. Most texts have something to say about few entries. */
export class NearTexts implements MeaningScorer {
  readonly parts: NearTextsParts
  private readonly directions: Directions

  constructor(parts: NearTextsParts) {
    this.directions = createDirections(parts.meanings, parts.dimensions)
    this.parts = { ...parts, meanings: this.directions.all }
  }

  /** Of the texts those that mean something and have something to say. `weight`: how loud they speak. */
  static gather(said: Said, meanings: (Float32Array | null)[], weight: number, entries: number): NearTexts {
    const speaking = [...meanings.keys()].filter(
      (text) => meanings[text] && said.starts[text]! < said.starts[text + 1]!,
    )
    const dimensions = meanings[speaking[0]!]?.length ?? 0
    const directions = new Float32Array(speaking.length * dimensions)
    const starts = new Uint32Array(speaking.length + 1)
    const entryAt = new Uint16Array(said.entryAt.length)
    const amountAt = new Float32Array(said.amountAt.length)
    let size = 0
    speaking.forEach((text, at) => {
      directions.set(meanings[text]!, at * dimensions)
      for (let place = said.starts[text]!; place < said.starts[text + 1]!; place++) {
        entryAt[size] = said.entryAt[place]!
        amountAt[size++] = weight * said.amountAt[place]!
      }
      starts[at + 1] = size
    })
    return new NearTexts({
      kind: 'texts',
      entries,
      dimensions,
      meanings: directions,
      starts,
      entryAt: entryAt.slice(0, size),
      amountAt: amountAt.slice(0, size),
    })
  }

  scores(meaning: Float32Array): Float64Array {
    const cosines = this.directions.cosines(meaning)
    const scores = new Float64Array(this.parts.entries)
    for (let text = 0; text < cosines.length; text++) {
      const cosine = cosines[text]!
      if (cosine >= farthest) addList(scores, this.parts, text, closeness(cosine))
    }
    return scores
  }
}
