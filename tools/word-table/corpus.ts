import type { Reader } from '../../server/bot/text/normalise.ts'
import { Unusable, linesOf } from './inputs.ts'

/** Texts as numbers of the vocabulary's words, one after the other; -1 ends a line. */
export interface Corpus {
  words: string[]
  /** How often each word occurs in the texts. */
  counts: Int32Array
  numberOf: Map<string, number>
  text: Int32Array
}

const lineEnd = -1
/** Fewer tell nothing of one another. */
const wordsLeast = 100

/** Reads the text files twice: to count the words, then to number those that are frequent enough, most frequent first. */
export async function readCorpus(
  files: string[],
  read: Reader,
  limits: { seen: number; words: number },
): Promise<Corpus> {
  const counted = new Map<string, number>()
  for await (const line of linesOf(files)) {
    for (const { stem } of read(line)) counted.set(stem, (counted.get(stem) ?? 0) + 1)
  }
  const kept = [...counted]
    .filter(([, count]) => count >= limits.seen)
    .sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .slice(0, limits.words)
  if (kept.length < wordsLeast)
    throw new Unusable(
      `${files.join(', ')}: only ${kept.length} words stand there ${limits.seen} times. It takes far more text: five million words.`,
    )
  const numberOf = new Map(kept.map(([word], number) => [word, number]))
  const text = new Growing()
  for await (const line of linesOf(files)) {
    for (const { stem } of read(line)) {
      const number = numberOf.get(stem)
      if (number !== undefined) text.push(number)
    }
    text.push(lineEnd)
  }
  return {
    words: kept.map(([word]) => word),
    counts: Int32Array.from(kept, ([, count]) => count),
    numberOf,
    text: text.shared(),
  }
}

/** A list of numbers whose end is not known yet. */
class Growing {
  private items = new Int32Array(1 << 20)
  private length = 0

  push(item: number): void {
    if (this.length === this.items.length) {
      const longer = new Int32Array(this.items.length * 2)
      longer.set(this.items)
      this.items = longer
    }
    this.items[this.length++] = item
  }

  /** In memory that threads can share. */
  shared(): Int32Array {
    const shared = new Int32Array(new SharedArrayBuffer(this.length * Int32Array.BYTES_PER_ELEMENT))
    shared.set(this.items.subarray(0, this.length))
    return shared
  }
}
