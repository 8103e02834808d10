import { bestFirst } from '../arithmetic/best-first.ts'
import type { Comparison } from '../classifiers/comparison.ts'
import { fitTargets } from './least-squares.ts'
import { closenessShare, kinshipOf } from './nearness.ts'
import { Rivals } from './rivals.ts'
import { SparseRows } from './sparse-rows.ts'

// 0.1 to 1 do much the same.
const ridge = 0.3
/** Entries that come first together are hardly ever farther apart. */
const nearestRivals = 20

/** Learns what tells each entry from those that are nearest to it. */
export function learnRivals(comparison: Comparison, meaningWeight: number): Rivals {
  const { examples, phrasingCount: count, entries, vocabulary } = comparison.study
  const phrasings = examples.slice(0, count)
  const ranges = rangesOf(
    phrasings.map(({ entry }) => entry),
    entries,
  )
  const closenessWeight = closenessShare * meaningWeight
  const similarities = { values: comparison.similarities(closenessWeight), size: examples.length }
  const rivals = nearestTo(ranges, similarities)
  const pairs = rivals.flatMap((others, entry) =>
    others.map((other) => [ranges[entry]!, ranges[other]!] as const),
  )
  const amountStarts = startsOf(pairs.map(([own, other]) => sizeOf(own) + sizeOf(other)))
  const amounts = new Float32Array(amountStarts[pairs.length]!)
  pairs.forEach(([own, other], at) => amounts.set(tellApart(own, other, similarities), amountStarts[at]))
  const dimensions = phrasings.find(({ meaning }) => meaning)?.meaning?.length ?? 0
  const meanings = new Float32Array(count * dimensions)
  phrasings.forEach(({ meaning }, at) => meaning && meanings.set(meaning, at * dimensions))
  return new Rivals({
    starts: startsOf(ranges.map(sizeOf)),
    phrasings: SparseRows.gather(
      phrasings.map(({ vector }) => vector),
      vocabulary.size,
    ).parts,
    meanings,
    dimensions,
    closenessWeight,
    kinship: Float32Array.from(phrasings, ({ entry }, at) =>
      kinshipOf(at, comparison.phrasingsByEntry[entry]!, comparison, closenessWeight),
    ),
    rivalStarts: startsOf(rivals.map(({ length }) => length)),
    rivals: Uint16Array.from(rivals.flat()),
    amountStarts,
    amounts,
  })
}

/** How alike all examples are, row after row. */
interface Square {
  values: Float32Array
  size: number
}

/** The phrasings of an entry, among all. */
interface Range {
  start: number
  end: number
}

/** The phrasings of one entry follow those of another. */
function rangesOf(entryOf: number[], entries: number): Range[] {
  const counts = new Uint32Array(entries)
  for (const entry of entryOf) counts[entry]!++
  const starts = startsOf([...counts])
  return Array.from({ length: entries }, (_, entry) => ({ start: starts[entry]!, end: starts[entry + 1]! }))
}

/** Per entry its rivals of larger numbers: those that are nearest to it, and those that it is among the nearest of. */
function nearestTo(ranges: Range[], similarities: Square): number[][] {
  const rivals = ranges.map(() => new Set<number>())
  ranges.forEach((range, entry) => {
    if (sizeOf(range) === 0) return
    const alike = Float64Array.from(ranges, (other) => meanSimilarity(range, other, similarities))
    alike[entry] = -1
    for (const other of bestFirst(alike, nearestRivals))
      if (alike[other]! > 0) rivals[Math.min(entry, other)]!.add(Math.max(entry, other))
  })
  return rivals.map((others) => [...others])
}

/** How alike the phrasings of two entries are on average; 0 where there are none. */
function meanSimilarity(own: Range, other: Range, { values, size }: Square): number {
  let sum = 0
  for (let row = own.start; row < own.end; row++)
    for (let column = other.start; column < other.end; column++) sum += values[row * size + column]!
  return sum / Math.max(1, sizeOf(own) * sizeOf(other))
}

/** What each phrasing of two entries says when a text is like it, so that those of the first get 1 and those of the other -1,
 *  or nearly. */
function tellApart(own: Range, other: Range, similarities: Square): Float64Array {
  const size = sizeOf(own) + sizeOf(other)
  const among = new Float32Array(size * size)
  const next = copyRows(similarities, own, own, other, among, 0)
  copyRows(similarities, other, own, other, among, next)
  const targets = new Float64Array(size).fill(1, 0, sizeOf(own)).fill(-1, sizeOf(own))
  return fitTargets(among, targets, ridge)
}

/** Copies what the rows of some phrasings have in the columns of two entries to a place, and returns the next place. */
function copyRows(
  { values, size }: Square,
  rows: Range,
  own: Range,
  other: Range,
  to: Float32Array,
  at: number,
): number {
  for (let row = rows.start; row < rows.end; row++) {
    for (let column = own.start; column < own.end; column++) to[at++] = values[row * size + column]!
    for (let column = other.start; column < other.end; column++) to[at++] = values[row * size + column]!
  }
  return at
}

function sizeOf({ start, end }: Range): number {
  return end - start
}

/** Where each begins that is so long, one after the other; and where the last one ends. */
function startsOf(lengths: number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1)
  lengths.forEach((length, at) => (starts[at + 1] = starts[at]! + length))
  return starts
}
