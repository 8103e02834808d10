import type { MeaningScores } from './scorer.ts'
import { closeness } from './similarity.ts'

/** A text of the FAQ, and what it says for (or, below 0, against) entries when one of the same meaning is met. */
export interface SupportText {
  meaning: Float32Array
  entries: number[]
  amounts: number[]
}

/** Lets every text speak as loud as it is close. Most texts have something to say about few entries. */
export function nearTexts(texts: SupportText[], entryCount: number): MeaningScores {
  const count = texts.length
  const dimensions = texts[0]?.meaning.length ?? 0
  const meanings = new Float32Array(count * dimensions)
  const starts = new Uint32Array(count + 1)
  texts.forEach(({ meaning, entries }, text) => {
    meanings.set(meaning, text * dimensions)
    starts[text + 1] = starts[text]! + entries.length
  })
  const entryAt = Uint16Array.from(texts.flatMap(({ entries }) => entries))
  const amountAt = Float32Array.from(texts.flatMap(({ amounts }) => amounts))

  /** Two sums at a time: the processor need not wait for one to be finished. Tables have even dimensions. */
  function cosineTo(meaning: Float32Array, start: number): number {
    let even = 0
    let odd = 0
    for (let d = 0; d < dimensions; d += 2) {
      even += meaning[d]! * meanings[start + d]!
      odd += meaning[d + 1]! * meanings[start + d + 1]!
    }
    return even + odd
  }

  return (meaning) => {
    const scores = new Float64Array(entryCount)
    for (let text = 0; text < count; text++) {
      const close = closeness(cosineTo(meaning, text * dimensions))
      if (close === 0) continue
      for (let at = starts[text]!; at < starts[text + 1]!; at++)
        scores[entryAt[at]!]! += close * amountAt[at]!
    }
    return scores
  }
}
