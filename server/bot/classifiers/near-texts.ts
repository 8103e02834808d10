import { createDirections } from './directions.ts'
import type { Directions } from './directions.ts'
import { addList } from './entry-lists.ts'
import type { EntryLists } from './entry-lists.ts'
import type { MeaningScorer } from './scorer.ts'
import { closeness, farthest } from '../arithmetic/similarity.ts'

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
  private readonly sums: Float64Array
  private readonly near: Uint32Array

  constructor(parts: NearTextsParts) {
    this.directions = createDirections(parts.meanings, parts.dimensions)
    this.sums = new Float64Array(parts.entries)
    this.near = new Uint32Array(parts.starts.length - 1)
    this.parts = { ...parts, meanings: this.directions.all }
  }

  /** Of the texts those that mean something and have something to say. `weight`: how loud they speak. Those that speak of as many
   *  entries follow one another: so the processor foresees where most lists end. */
  static gather(said: Said, meanings: (Float32Array | null)[], weight: number, entries: number): NearTexts {
    const spokenOf = (text: number) => said.starts[text + 1]! - said.starts[text]!
    const speaking = [...meanings.keys()]
      .filter((text) => meanings[text] && spokenOf(text) > 0)
      .sort((one, other) => spokenOf(one) - spokenOf(other))
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
    const { sums, near } = this
    const cosines = this.directions.cosines(meaning)
    const count = pickNear(cosines, near)
    sums.fill(0)
    for (let at = 0; at < count; at++) addList(sums, this.parts, near[at]!, closeness(cosines[near[at]!]!))
    return sums
  }
}

/** Writes down which texts are near, and returns how many. One in three is, nobody could foresee which: without a branch that
 *  takes half the time. */
function pickNear(cosines: Float32Array, near: Uint32Array): number {
  let count = 0
  for (let text = 0; text < cosines.length; text++) {
    near[count] = text
    count += Number(cosines[text]! >= farthest)
  }
  return count
}
