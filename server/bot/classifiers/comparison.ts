import { createFeatureIndex } from './feature-index.ts'
import type { FeatureIndex } from './feature-index.ts'
import type { Asked } from '../matcher/rehearsal.ts'
import { createRowProducts } from '../arithmetic/row-products.ts'
import type { RowProducts } from '../arithmetic/row-products.ts'
import { addTimes, closeness, farthest } from '../arithmetic/similarity.ts'
import type { Study } from '../matcher/study.ts'

/** How like a text is to each example. */
export interface Likeness {
  /** The inner product of their features. */
  alike: Float32Array
  /** The closeness of their meanings, 0 to 1. */
  close: Float32Array
}

// 0.3 to 0.7 do much the same.
const learnedByHeart = 0.5

/** How alike all examples are to one another, by their features and by their meanings. */
export class Comparison {
  readonly study: Study
  readonly index: FeatureIndex
  readonly phrasingsByEntry: number[][]
  /** Squares, row after row. The features' one has 1 in it for the bias: classifiers without meaning read it as it is. */
  private readonly alike: Float32Array
  private readonly close: Float32Array
  /** By features alone: what was asked is asked again with other weights of meaning. */
  private readonly asked = new WeakMap<Asked, Float32Array>()

  constructor(study: Study) {
    this.study = study
    const vectors = study.examples.map(({ vector }) => vector)
    this.index = createFeatureIndex(vectors, study.vocabulary.size)
    this.alike = this.index.compareAll()
    if (study.scarce) takeFromThemselves(this.alike, study)
    this.close = compareMeanings(study)
    this.phrasingsByEntry = Array.from({ length: study.entries }, () => new Array<number>())
    for (let number = 0; number < study.phrasingCount; number++)
      this.phrasingsByEntry[study.examples[number]!.entry]!.push(number)
  }

  /** Between all examples: the inner product of their features, 1 for the bias, and a share of how close they are. */
  similarities(meaningWeight: number): Float32Array {
    if (meaningWeight === 0) return this.alike
    const { alike, close } = this
    const sums = alike.slice()
    const count = this.study.examples.length
    for (let at = 0; at < sums.length; at += count)
      addTimes(meaningWeight, close.subarray(at, at + count), sums, at)
    return sums
  }

  /** How like all examples one of them is, as it would be met if the texts that are hidden had never been. */
  likenessOf(asked: Asked): Likeness {
    const alike = this.asked.get(asked) ?? this.index.compare(asked.vector)
    this.asked.set(asked, alike)
    return { alike, close: this.close.subarray(asked.index * alike.length, (asked.index + 1) * alike.length) }
  }

  /** How like two examples are, without the bias. */
  likenessBetween(one: number, other: number, meaningWeight: number): number {
    const at = one * this.study.examples.length + other
    return this.alike[at]! - 1 + meaningWeight * this.close[at]!
  }
}

/** Makes phrasings less like themselves by a share of what only they have, which no question will have. They can learn less
 *  by heart then, and lean more on what others of their entry have too (Weston & Herbrich 2000, "Adaptive Margin Support
 *  Vector Machines"); hardly where the entry has few phrasings, which show little in common. */
function takeFromThemselves(
  alike: Float32Array,
  { examples, phrasingCount, entries, vocabulary }: Study,
): void {
  const texts = new Uint16Array(vocabulary.size)
  for (const { vector } of examples) for (const id of vector.ids) texts[id]!++
  const ofEntry = new Uint32Array(entries)
  for (let number = 0; number < phrasingCount; number++) ofEntry[examples[number]!.entry]!++
  for (let number = 0; number < phrasingCount; number++) {
    const { ids, values } = examples[number]!.vector
    let alone = 0
    for (let at = 0; at < ids.length; at++) if (texts[ids[at]!] === 1) alone += values[at]! ** 2
    const share = Math.max(0, 1 - 2 / ofEntry[examples[number]!.entry]!)
    alike[number * (examples.length + 1)]! -= learnedByHeart * share * alone
  }
}

function compareMeanings({ examples }: Study): Float32Array {
  const count = examples.length
  const close = new Float32Array(count * count)
  const products = productsOf(examples)
  examples.forEach(({ meaning }, number) => {
    if (meaning) placeBoth(products.ofAll(meaning), number, close, count)
  })
  return close
}

/** How close the meaning of this number is to those up to it, which are as close to it. */
function placeBoth(cosines: Float64Array, number: number, close: Float32Array, count: number): void {
  const row = number * count
  for (let at = 0; at <= number; at++) {
    if (cosines[at]! >= farthest) close[row + at] = close[at * count + number] = closeness(cosines[at]!)
  }
}

/** Compares a meaning with those of all examples; of what has none with zeros, so that nothing is close to it. */
function productsOf(examples: Study['examples']): RowProducts {
  const dimensions = examples.find(({ meaning }) => meaning)?.meaning?.length ?? 0
  const meanings = new Float32Array(examples.length * dimensions)
  examples.forEach(({ meaning }, number) => meaning && meanings.set(meaning, number * dimensions))
  return createRowProducts(meanings, dimensions)
}
