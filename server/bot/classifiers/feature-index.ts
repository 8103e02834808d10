import type { Vector } from '../text/vectors.ts'
import { compareModule, placeModule } from './wasm-compare.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'

/** Texts by feature, to compare one text with all of them in one pass over its own features. */
export interface FeatureIndex {
  readonly lists: FeatureLists
  /** The inner product with every text. */
  compare(vector: Vector): Float32Array
  /** Between all texts, and 1 for the bias: a square, row after row. */
  compareAll(): Float32Array
}

/** Feature after feature the texts that have it, and what it is worth in them. */
export interface FeatureLists {
  /** Where the list of each feature begins, and where the last one ends. */
  starts: Int32Array
  textAt: Int32Array
  valueAt: Float32Array
}

/** In a process that has only just started loops take many times as long as when they are compiled: so these are, beforehand,
 *  where that is possible. They give the same to the last bit. */
export function createFeatureIndex(vectors: Vector[], features: number): FeatureIndex {
  const lists = listByFeature(vectors, features)
  return indexInWasm(vectors, lists) ?? indexPlainly(vectors, lists)
}

export function listByFeature(vectors: Vector[], features: number): FeatureLists {
  const starts = new Int32Array(features + 1)
  for (const { ids } of vectors) countAll(ids, starts)
  for (let id = 0; id < features; id++) starts[id + 1]! += starts[id]!
  const textAt = new Int32Array(starts[features]!)
  const valueAt = new Float32Array(starts[features]!)
  const next = starts.slice()
  const place = ({ ids, values }: Vector, text: number): void => {
    const count = ids.length
    for (let at = 0; at < count; at++) {
      const place = next[ids[at]!]!++
      textAt[place] = text
      valueAt[place] = values[at]!
    }
  }
  vectors.forEach(place)
  return { starts, textAt, valueAt }
}

/** Counts each number one place behind its own. */
function countAll(ids: Int32Array, counts: Int32Array): void {
  const { length } = ids
  for (let at = 0; at < length; at++) counts[ids[at]! + 1]!++
}

export function indexPlainly(vectors: Vector[], lists: FeatureLists): FeatureIndex {
  const { starts, textAt, valueAt } = lists
  const count = vectors.length
  /** With so many of the first texts. */
  const compare = ({ ids, values }: Vector, texts: number): Float32Array => {
    const products = new Float32Array(texts)
    for (let at = 0; at < ids.length; at++) {
      const value = values[at]!
      const end = starts[ids[at]! + 1]!
      for (let place = starts[ids[at]!]!; place < end; place++) {
        const text = textAt[place]!
        if (text >= texts) break
        products[text]! += value * valueAt[place]!
      }
    }
    return products
  }
  return {
    lists,
    compare: (vector) => compare(vector, count),
    compareAll() {
      const square = new Float32Array(count * count)
      vectors.forEach((vector, number) => {
        const products = compare(vector, number + 1)
        const row = number * count
        for (let at = 0; at <= number; at++)
          square[row + at] = square[at * count + number] = 1 + products[at]!
      })
      return square
    },
  }
}

/** Null where this process may not compile, or where there is no room. */
function indexInWasm(vectors: Vector[], lists: FeatureLists): FeatureIndex | null {
  const [compareIn, placeIn] = [compareModule(), placeModule()]
  const count = vectors.length
  const longest = vectors.reduce((most, { ids }) => Math.max(most, ids.length), 0)
  const room =
    compareIn &&
    placeIn &&
    reserveArrays({
      ids: [Int32Array, longest],
      values: [Float32Array, longest],
      starts: [Int32Array, lists.starts.length],
      textAt: [Int32Array, lists.textAt.length],
      valueAt: [Float32Array, lists.textAt.length],
      sums: [Float32Array, count],
      square: [Float32Array, count * count],
    })
  if (!room) return null
  const { ids, values, starts, textAt, valueAt, sums, square } = room.arrays
  starts.set(lists.starts)
  textAt.set(lists.textAt)
  valueAt.set(lists.valueAt)
  const [compareTexts, place] = [compareIn(room), placeIn(room)]
  const compare = (vector: Vector, texts: number): void => {
    sums.fill(0)
    ids.set(vector.ids)
    values.set(vector.values)
    compareTexts(vector.ids.length, texts)
  }
  return {
    lists: { starts, textAt, valueAt },
    compare(vector) {
      compare(vector, count)
      return sums.slice()
    },
    compareAll() {
      vectors.forEach((vector, number) => {
        compare(vector, number + 1)
        place(number)
      })
      return square
    },
  }
}
