import type { MatcherEntry } from './matcher.ts'
import { textMaxLength } from '../text/normalise.ts'
import type { Reader, Token } from '../text/normalise.ts'

const apostrophes = "’'‘ʼ`´"
const writtenWord = new RegExp(`[\\p{L}\\p{M}\\p{N}](?:[${apostrophes}\\p{Cf}]*[\\p{L}\\p{M}\\p{N}])*`, 'gu')

/** Words are compared without accents and case; people should see them as they were written. */
export function createSpelling(entries: MatcherEntry[], read: Reader) {
  let known: Map<string, string> | undefined

  /** What is read of words, with how each stands there: one that is read as two ("l’heure") is whole in both. */
  function spelledIn(words: string[]): { word: string; written: string }[] {
    return words.flatMap((written) => {
      const tokens = read(written)
      const isWord = !tokens.some(({ unspaced }) => unspaced)
      return tokens.map(({ word }) => ({ word, written: isWord ? written : word }))
    })
  }

  function readFaq(): Map<string, string> {
    const spellings = new Map<string, string>()
    for (const { phrasings, question } of entries)
      for (const text of [...phrasings, question ?? ''])
        for (const { word, written } of spelledIn(wordsIn(text)))
          if (!spellings.has(word)) spellings.set(word, written)
    return spellings
  }

  return {
    /** Words of this text, by where they are in what was read of it, as they stand there. */
    ofText(text: string, tokens: Token[]): (at: number) => string {
      const words = wordsIn(text)
      // Most texts are read as they are written; to read each word again takes longer.
      if (areRead(words, tokens)) return (at) => words[at]!
      const spelled = spelledIn(words)
      return (at) => {
        const { word } = tokens[at]!
        const same = spelled[at]?.word === word ? spelled[at] : spelled.find((other) => other.word === word)
        return same?.written ?? word
      }
    },
    /** A word of the FAQ as it stands there first. All are read when the first one is asked for. */
    ofFaq: (word: string): string => (known ??= readFaq()).get(word) ?? word,
  }
}

/** The words of a text as they are written. */
function wordsIn(text: string): string[] {
  return text.slice(0, textMaxLength).match(writtenWord) ?? []
}

function areRead(words: string[], tokens: Token[]): boolean {
  return words.length === tokens.length && words.every((word, at) => word.toLowerCase() === tokens[at]!.word)
}
