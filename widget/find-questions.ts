import type { FaqChoice } from '../protocol/conversation.ts'

const resultsMax = 6

/** A piece of a question; `found`: it is what was typed. */
export interface Piece {
  text: string
  found: boolean
}

export interface Found extends FaqChoice {
  pieces: Piece[]
}

/** The questions in which every typed word begins a word. Case and accents do not count. */
export function findQuestions(questions: FaqChoice[], typed: string): Found[] {
  const wanted = words(typed).map(({ text }) => fold(text))
  if (wanted.length === 0) return []
  const found: Found[] = []
  for (const question of questions) {
    const pieces = mark(question.question, wanted)
    if (pieces) found.push({ ...question, pieces })
    if (found.length === resultsMax) break
  }
  return found
}

function mark(question: string, wanted: string[]): Piece[] | null {
  const missing = new Set(wanted)
  const pieces: Piece[] = []
  let at = 0
  for (const word of words(question)) {
    const folded = fold(word.text)
    const hit = wanted.find((each) => folded.startsWith(each) || (each.length > 2 && folded.includes(each)))
    if (hit === undefined) continue
    missing.delete(hit)
    const start = word.at + folded.indexOf(hit)
    pieces.push({ text: question.slice(at, start), found: false })
    at = start + hit.length
    pieces.push({ text: question.slice(start, at), found: true })
  }
  pieces.push({ text: question.slice(at), found: false })
  return missing.size === 0 ? pieces : null
}

// Chinese and Japanese put no spaces between words: there each sign is one.
const wordOrSign = /[\u3041-\u9fff]|(?:(?![\u3041-\u9fff])[\p{L}\p{N}\p{M}])+/gu

function words(text: string): { text: string; at: number }[] {
  return [...text.normalize('NFC').matchAll(wordOrSign)].map((match) => ({
    text: match[0],
    at: match.index,
  }))
}

/** One letter in, one letter out, so that places in the folded word are places in the word. */
function fold(word: string): string {
  return [...word].map((letter) => letter.normalize('NFD').charAt(0).toLowerCase()).join('')
}
