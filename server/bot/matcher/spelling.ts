import type { MatcherEntry } from './matcher.ts'
import { textMaxLength } from './normalise.ts'
import type { Reader } from './normalise.ts'

/** Words are compared without accents and case; people should see them as they were written. */
export function createSpelling(entries: MatcherEntry[], read: Reader) {
  let known: Map<string, string> | undefined

  function addWords(text: string, spellings: Map<string, string>): void {
    for (const [written] of text.slice(0, textMaxLength).matchAll(/[\p{L}\p{M}\p{N}’']+/gu)) {
      const [token, ...others] = read(written)
      if (token && others.length === 0 && !spellings.has(token.word)) spellings.set(token.word, written)
    }
  }

  function readFaq(): Map<string, string> {
    const spellings = new Map<string, string>()
    for (const { phrasings, question } of entries)
      for (const text of [...phrasings, question ?? '']) addWords(text, spellings)
    return spellings
  }

  return {
    /** A word of this text as it stands there. */
    ofText(text: string): (word: string) => string {
      const spellings = new Map<string, string>()
      addWords(text, spellings)
      return (word) => spellings.get(word) ?? word
    },
    /** A word of the FAQ as it stands there first. All are read when the first one is asked for. */
    ofFaq: (word: string): string => (known ??= readFaq()).get(word) ?? word,
  }
}
