import type { MatchTalk } from './listen.ts'
import { questionsId } from './talk-lessons.ts'

/** Words at the start or the end that are looked at; what is written without punctuation is rarely more polite. */
const wordsMax = 5
/** What is left must still be able to be a question. */
const leftMin = 2
/** Taking off a word of the question costs more than leaving a greeting in it. */
const paddingCut = 0.95
/** A longer cut must be better by this; a word more or less moves confidence by hairs. */
const betterBy = 0.03
const opening: readonly string[] = ['hello', 'thanks', 'may-i-ask']
const closing: readonly string[] = ['thanks', 'bye']

/**
 * The text without a greeting in front of it and thanks behind it, where no punctuation divides them: "hi there do you
 * ship to norway thanks". The same text where there is nothing to take off.
 */
export async function withoutPadding(text: string, match: MatchTalk): Promise<string> {
  const words = text.split(/\s+/).filter(Boolean)
  const start = await bestCut(words, opening, match, (count) => [words.slice(0, count), words.slice(count)])
  const question = words.slice(start)
  const end = await bestCut(question, closing, match, (count) => [
    question.slice(-count),
    question.slice(0, -count),
  ])
  return start + end === 0 ? text : question.slice(0, question.length - end).join(' ')
}

/** How many words to take off: so many that both what goes sounds most like talk, and what stays like a question. */
async function bestCut(
  words: string[],
  kinds: readonly string[],
  match: MatchTalk,
  split: (count: number) => [string[], string[]],
): Promise<number> {
  let best = { count: 0, sureness: 0 }
  for (let count = 1; count <= Math.min(wordsMax, words.length - leftMin); count++) {
    const [off, left] = split(count)
    const padding = (await match(off.join(' '))).ranked[0]
    if (!padding || !kinds.includes(padding.id) || padding.confidence < paddingCut) continue
    const question = (await match(left.join(' '))).ranked.find(({ id }) => id === questionsId)
    const sureness = padding.confidence * (question?.confidence ?? 0)
    if (sureness > best.sureness + betterBy) best = { count, sureness }
  }
  return best.count
}
