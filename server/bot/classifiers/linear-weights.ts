import { createMeaningWeights } from './meaning-weights.ts'
import type { MeaningWeights } from './meaning-weights.ts'
import type { Vector } from '../text/vectors.ts'

/** A text as a linear classifier sees it. */
export interface LinearText {
  vector: Vector
  /** The features of its meaning (meaning-features.ts); null where nothing is known of it. */
  meaning: Float32Array | null
}

/** What a linear classifier has learned about so many entries. */
export class LinearWeights {
  readonly entries: number
  readonly bias: Float64Array
  /** Feature by feature, a weight an entry: a text has few of very many, and one pass over them serves all entries. */
  readonly features: Float32Array
  readonly meanings: MeaningWeights
  /** The numbers of all entries. */
  readonly all: Uint16Array

  constructor(bias: Float64Array, features: Float32Array, meanings: Float32Array) {
    this.entries = bias.length
    this.bias = bias
    this.features = features
    this.meanings = createMeaningWeights(meanings, meanings.length / bias.length)
    this.all = Uint16Array.from({ length: bias.length }, (_, entry) => entry)
  }

  static zero(entries: number, features: number, meaningFeatures: number): LinearWeights {
    return new LinearWeights(
      new Float64Array(entries),
      new Float32Array(features * entries),
      new Float32Array(meaningFeatures * entries),
    )
  }

  copy(): LinearWeights {
    return new LinearWeights(this.bias.slice(), this.features.slice(), this.meanings.all)
  }

  /** Of all entries, four features at a time: so a score is loaded and stored a quarter as often. */
  scoreAll({ vector: { ids, values }, meaning }: LinearText, scores: Float64Array): void {
    const { features, bias, entries } = this
    scores.set(bias)
    let feature = 0
    for (const fourfold = ids.length - 3; feature < fourfold; feature += 4) {
      const firstValue = values[feature]!
      const secondValue = values[feature + 1]!
      const thirdValue = values[feature + 2]!
      const fourthValue = values[feature + 3]!
      const first = ids[feature]! * entries
      const second = ids[feature + 1]! * entries
      const third = ids[feature + 2]! * entries
      const fourth = ids[feature + 3]! * entries
      for (let entry = 0; entry < entries; entry++) {
        scores[entry] =
          scores[entry]! +
          firstValue * features[first + entry]! +
          secondValue * features[second + entry]! +
          thirdValue * features[third + entry]! +
          fourthValue * features[fourth + entry]!
      }
    }
    for (; feature < ids.length; feature++) {
      const value = values[feature]!
      const row = ids[feature]! * entries
      for (let entry = 0; entry < entries; entry++) scores[entry]! += value * features[row + entry]!
    }
    if (meaning) this.meanings.addTo(scores, meaning, this.all)
  }

  /** Scores of the named entries, four at a time: so their sums stay in registers. */
  scoreSome({ vector: { ids, values }, meaning }: LinearText, some: Uint16Array, scores: Float64Array): void {
    const { features, bias, entries } = this
    let at = 0
    for (const fourfold = some.length - 3; at < fourfold; at += 4) {
      const first = some[at]!
      const second = some[at + 1]!
      const third = some[at + 2]!
      const fourth = some[at + 3]!
      let firstScore = bias[first]!
      let secondScore = bias[second]!
      let thirdScore = bias[third]!
      let fourthScore = bias[fourth]!
      for (let feature = 0; feature < ids.length; feature++) {
        const value = values[feature]!
        const row = ids[feature]! * entries
        firstScore += value * features[row + first]!
        secondScore += value * features[row + second]!
        thirdScore += value * features[row + third]!
        fourthScore += value * features[row + fourth]!
      }
      scores[at] = firstScore
      scores[at + 1] = secondScore
      scores[at + 2] = thirdScore
      scores[at + 3] = fourthScore
    }
    for (; at < some.length; at++) {
      const entry = some[at]!
      let score = bias[entry]!
      for (let feature = 0; feature < ids.length; feature++)
        score += values[feature]! * features[ids[feature]! * entries + entry]!
      scores[at] = score
    }
    if (meaning) this.meanings.addTo(scores, meaning, some)
  }

  /** Moves the weights of the first `count` entries of `moved` by as many of `steps`, times the text. */
  move(
    { vector: { ids, values }, meaning }: LinearText,
    moved: Uint16Array,
    steps: Float64Array,
    count: number,
  ): void {
    const { features, meanings, bias, entries } = this
    for (let at = 0; at < count; at++) bias[moved[at]!]! += steps[at]!
    for (let feature = 0; feature < ids.length; feature++) {
      const value = values[feature]!
      const row = ids[feature]! * entries
      for (let at = 0; at < count; at++) features[row + moved[at]!]! += value * steps[at]!
    }
    if (meaning) meanings.move(moved, steps, count, meaning)
  }
}
