import type { MatcherEntry } from './matcher.ts'
import type { Reader } from '../text/normalise.ts'
import { dot } from '../arithmetic/similarity.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** A megabyte. A few entries are asked for again and again. */
const remembered = 4000

/** What an entry's texts mean; null of one in which no word is known. */
interface Meant {
  texts: string[]
  meanings: (Float32Array | null)[]
}

/** Finds the phrasing of an entry, or its question, that means most nearly what a text means. */
export function createNearestPhrasing(entries: MatcherEntry[], read: Reader, table: WordTable | null) {
  const known = new Map<number, Meant>()
  let size = 0

  function meantBy(entry: number): Meant {
    const { phrasings = [], question } = entries[entry] ?? {}
    const texts = question ? [question, ...phrasings] : phrasings
    return { texts, meanings: texts.map((text) => table?.embed(read(text)) ?? null) }
  }

  function recall(entry: number): Meant {
    const before = known.get(entry)
    if (before) return before
    const meant = meantBy(entry)
    size += meant.texts.length
    if (size > remembered) {
      known.clear()
      size = meant.texts.length
    }
    known.set(entry, meant)
    return meant
  }

  return (entry: number, meaning: Float32Array): string => {
    const { texts, meanings } = recall(entry)
    const closeness = meanings.map((own) => (own ? dot(own, meaning) : -1))
    return texts[closeness.indexOf(Math.max(...closeness))] ?? ''
  }
}
