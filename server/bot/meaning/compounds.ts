import { writtenLanguage } from '../text/natural.ts'
import type { TableRows } from './word-table-format.ts'

// Of those that write several words as one, the languages with a word table.
const compounding = new Set(['da', 'de', 'fi', 'nl', 'no', 'sv'])

const partMinLength = 3
// What stands between two parts: "Rechnungsadresse".
const joints = ['', 's', 'es', 'n', 'en', 'er', 'e']

/** Whether words of a language may be made of words: "Versandkosten" of "Versand" and "Kosten". */
export function writesCompounds(language: string): boolean {
  return compounding.has(writtenLanguage(language))
}

/** The known words that a beginning of a word is made of. */
interface Made {
  rows: number[]
  /** How many of its letters are theirs, and no joints. */
  letters: number
}

/** The rows of the known words that an unknown one is made of from its beginning to its end: as few as possible, of those the
 *  longest, and the longest at the end, which says what it is. None where a part is unknown. */
export function rowsOfParts(word: string, rows: TableRows): number[] {
  const made: (Made | undefined)[] = [{ rows: [], letters: 0 }]
  for (let place = 0; place <= word.length - partMinLength; place++) {
    const before = made[place]
    if (!before) continue
    for (const joint of place === 0 ? [''] : joints) {
      if (!word.startsWith(joint, place)) continue
      const start = place + joint.length
      visitWordsAt(start, word, rows, (row, end) => {
        const now = { rows: [...before.rows, row], letters: before.letters + end - start }
        if (isBetter(now, made[end])) made[end] = now
      })
    }
  }
  return made[word.length]?.rows ?? []
}

function isBetter(one: Made, other: Made | undefined): boolean {
  if (!other) return true
  const fewer = other.rows.length - one.rows.length
  return fewer > 0 || (fewer === 0 && one.letters > other.letters)
}

/** Visits the known words that stand at a place of a word, with where they end. */
function visitWordsAt(
  start: number,
  word: string,
  rows: TableRows,
  visit: (row: number, end: number) => void,
): void {
  for (let end = start + partMinLength; end <= word.length; end++) {
    const piece = word.slice(start, end)
    const row = rows.firstFrom(piece)
    // Where no known word begins like this, none begins like anything longer.
    if (rows.sharedWith(row, piece) < piece.length) return
    if (rows.lengthOf(row) === piece.length) visit(row, end)
  }
}
