import { bestFirst } from '../arithmetic/best-first.ts'
import { nearnessOf } from './nearness.ts'
import { closeness, dot } from '../arithmetic/similarity.ts'
import { SparseRows } from './sparse-rows.ts'
import type { SparseRowsParts } from './sparse-rows.ts'
import type { Vector } from '../text/vectors.ts'

const contested = 3
/** What a lead counts beside what tells the entries from all the rest. 0.25 to 0.5 do much the same. */
const leadShare = 0.35
/** Whoever is farther behind does not catch up. */
const reach = 0.7

export interface RivalsParts {
  /** Per entry, where its phrasings begin among all; and where the last ones end. */
  starts: Uint32Array
  phrasings: SparseRowsParts
  /** What they mean, one after the other; zeros where no word is known. */
  meanings: Float32Array
  dimensions: number
  /** What being close in meaning weighs beside being alike in words. */
  closenessWeight: number
  /** How like each phrasing is to the most like of its entry. */
  kinship: Float32Array
  /** Per entry, where the list of its rivals of larger numbers begins; and where the last one ends. */
  rivalStarts: Uint32Array
  rivals: Uint16Array
  /** Per two rivals, where it begins what their phrasings say when a text is like them; above 0 for the first of the two. */
  amountStarts: Uint32Array
  amounts: Float32Array
}

/** Entries two by two: what tells one from the other, whatever tells both from the rest (one against one: Kreßel 1999, "Pairwise
 *  Classification and Support Vector Machines"). Asked about the few entries that come first. */
export class Rivals {
  readonly parts: RivalsParts
  private readonly phrasings: SparseRows

  constructor(parts: RivalsParts) {
    this.parts = parts
    this.phrasings = new SparseRows(parts.phrasings)
  }

  /** Exchanges the ranks of the first entries, three at most, where what tells one from another says so. The ranks stay the same
   *  numbers, so that being so far behind means what it did. Returns how near the text is to the entry that comes first then. */
  reorder(ranking: Float64Array, vector: Vector, meaning: Float32Array | null): number {
    const first = contendersOf(ranking)
    const ranks = first.map((entry) => ranking[entry]!)
    const similar = first.map((entry) => this.compare(entry, vector, meaning))
    const sums = new Float64Array(ranks)
    for (let one = 0; one < first.length; one++) {
      for (let other = 0; other < first.length; other++) {
        if (first[one]! >= first[other]!) continue
        const lead = this.leadOf(first[one]!, first[other]!, similar[one]!, similar[other]!)
        sums[one]! += leadShare * lead
        sums[other]! -= leadShare * lead
      }
    }
    const order = bestFirst(sums, contested)
    order.forEach((which, place) => (ranking[first[which]!] = ranks[place]!))
    const { starts, kinship } = this.parts
    const start = starts[first[order[0]!]!]!
    return nearnessOf(similar[order[0]!]!, (at) => kinship[start + at]!)
  }

  /** How like a text is to each phrasing of an entry. */
  private compare(entry: number, vector: Vector, meaning: Float32Array | null): number[] {
    const { starts, meanings, dimensions, closenessWeight } = this.parts
    const start = starts[entry]!
    const similar = this.phrasings.compare(vector, start, starts[entry + 1]!)
    for (let at = 0; at < similar.length; at++) {
      const close = meaning ? closeness(dot(meaning, meanings, (start + at) * dimensions)) : 0
      similar[at]! += closenessWeight * close
    }
    return similar
  }

  /** How much more speaks for an entry than for one of a larger number: about 1 for a phrasing of its own, -1 for one of the
   *  other's; 0 for two that are no rivals. */
  private leadOf(entry: number, other: number, similar: number[], similarOther: number[]): number {
    const { rivalStarts, rivals, amountStarts, amounts } = this.parts
    const from = rivalStarts[entry]!
    const rival = rivals.subarray(from, rivalStarts[entry + 1]).indexOf(other)
    if (rival < 0) return 0
    let at = amountStarts[from + rival]!
    let lead = 0
    // 1 is the bias.
    for (const similarity of similar) lead += amounts[at++]! * (1 + similarity)
    for (const similarity of similarOther) lead += amounts[at++]! * (1 + similarity)
    return lead
  }
}

function contendersOf(ranking: Float64Array): number[] {
  const first = bestFirst(ranking, contested)
  const least = ranking[first[0]!]! - reach
  while (ranking[first.at(-1)!]! <= least) first.pop()
  return first
}
