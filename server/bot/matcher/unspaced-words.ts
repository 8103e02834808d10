/** A word, and the part of something that comes from it, 0 to 1. */
export interface WordPart {
  text: string
  part: number
}

/**
 * Tells which words of a run without spaces a piece of it comes from: each character of the piece counts for the word that
 * it is in there. The parts add up to 1. A piece may have a space where the run begins or ends.
 */
export function createWordsHolding(run: string): (piece: string) => WordPart[] {
  const wordAt = wordsByPlace(run)
  const padded = ` ${run} `
  const startsByLength = new Map<number, Map<string, number[]>>()

  function startsOf(piece: string): number[] {
    const known = startsByLength.get(piece.length) ?? startsOfAll(padded, piece.length)
    startsByLength.set(piece.length, known)
    return known.get(piece) ?? []
  }

  return (piece) => {
    const starts = startsOf(piece)
    const places = starts.flatMap((start) => Array.from({ length: piece.length }, (_, at) => start + at - 1))
    const words = places.flatMap((place) => wordAt[place] ?? [])
    const parts = new Map<string, number>()
    for (const word of words) parts.set(word, (parts.get(word) ?? 0) + 1 / words.length)
    return Array.from(parts, ([text, part]) => ({ text, part }))
  }
}

// Making one takes a while, and most sites have no such language.
let segmenter: Intl.Segmenter | undefined

/** The words of a run without spaces, by a dictionary. These are told apart by script, so no language need be named. */
export function wordsOfRun(run: string): string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' })
  return Array.from(segmenter.segment(run), ({ segment }) => segment)
}

/** For each place of the run the word there. */
function wordsByPlace(run: string): string[] {
  return wordsOfRun(run).flatMap((word) => Array.from({ length: word.length }, () => word))
}

/** Where each piece of this length begins in a text. */
function startsOfAll(text: string, length: number): Map<string, number[]> {
  const starts = new Map<string, number[]>()
  for (let start = 0; start + length <= text.length; start++) {
    const piece = text.slice(start, start + length)
    const known = starts.get(piece)
    if (known) known.push(start)
    else starts.set(piece, [start])
  }
  return starts
}
