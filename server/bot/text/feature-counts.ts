/** What a text has of each feature that the FAQ has, by number: the words first, then pairs, then grams (features.ts); and how
 *  much it has of what the FAQ has never seen. */
export interface Counts {
  ids: Int32Array
  /** How often, damped: 1 + ln(count). */
  frequencies: Float32Array
  /** Per block: how many of `ids` belong to the blocks up to and with it. */
  ends: number[]
  /** Per block: sum of squared damped frequencies of unseen features. */
  unseen: Float64Array
}

/** 1 + ln(count). */
export function dampenCount(count: number): number {
  // Most are there once, and the logarithm is slow.
  return count === 1 ? 1 : 1 + Math.log(count)
}

const nothingUnseen = new Float64Array(3)

/** What the FAQ says only once has no dimension where texts are many, but is not foreign to it. */
export function withoutUnseen({ ids, frequencies, ends }: Counts): Counts {
  return { ids, frequencies, ends, unseen: nothingUnseen }
}

/** The same text where features that are not alive have never been seen. */
export function withoutDead({ ids, frequencies, ends, unseen }: Counts, alive: Uint8Array): Counts {
  const livingIds = ids.slice()
  const livingFrequencies = frequencies.slice()
  const livingEnds = ends.slice()
  const nowUnseen = unseen.slice()
  let place = 0
  for (let at = 0, block = 0; block < ends.length; block++) {
    for (; at < ends[block]!; at++) {
      if (alive[ids[at]!]) {
        livingIds[place] = ids[at]!
        livingFrequencies[place++] = frequencies[at]!
      } else nowUnseen[block]! += frequencies[at]! ** 2
    }
    livingEnds[block] = place
  }
  return {
    ids: livingIds.subarray(0, place),
    frequencies: livingFrequencies.subarray(0, place),
    ends: livingEnds,
    unseen: nowUnseen,
  }
}
