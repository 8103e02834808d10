/** Lists of what things say for (or, below 0, against) entries. */
export interface EntryLists {
  /** Where each list begins, and where the last one ends. */
  starts: Uint32Array
  /** The entries of all lists; in one list no two are the same. */
  entryAt: Uint16Array
  amountAt: Float32Array
}

/** Adds a list, times a factor, to the numbers of its entries. Four at a time: as no two are the same, none need wait for
 *  another. */
export function addList(sums: Float64Array, lists: EntryLists, number: number, factor: number): void {
  const { starts, entryAt, amountAt } = lists
  const end = starts[number + 1]!
  let at = starts[number]!
  for (const fourfold = end - 3; at < fourfold; at += 4) {
    const first = entryAt[at]!
    const second = entryAt[at + 1]!
    const third = entryAt[at + 2]!
    const fourth = entryAt[at + 3]!
    const firstSum = sums[first]! + factor * amountAt[at]!
    const secondSum = sums[second]! + factor * amountAt[at + 1]!
    const thirdSum = sums[third]! + factor * amountAt[at + 2]!
    const fourthSum = sums[fourth]! + factor * amountAt[at + 3]!
    sums[first] = firstSum
    sums[second] = secondSum
    sums[third] = thirdSum
    sums[fourth] = fourthSum
  }
  for (; at < end; at++) sums[entryAt[at]!]! += factor * amountAt[at]!
}
