import type { Spoke } from '../../protocol/conversation.ts'
import type { Why } from './matcher/explain.ts'

const wordsMost = 4
/** Less than this part of the strongest word says nothing worth showing. */
const leastPart = 0.2
/** Closeness of meaning that counts: a tenth of the way from "anything else" to "one of its phrasings". */
const leastNear = 0.2

/** What spoke for the best entry, short enough for a line in the console. */
export function spokeFor({ candidates: [best] }: Why): Spoke {
  if (!best) return { words: [] }
  const words = best.reasons.filter(({ kind, amount }) => kind === 'word' && amount > 0)
  const least = leastPart * (words[0]?.amount ?? 0)
  const near = best.reasons.find(({ kind, amount }) => kind === 'meaning' && amount >= leastNear)
  return {
    words: words
      .filter(({ amount }) => amount >= least)
      .slice(0, wordsMost)
      .map(({ text }) => text),
    ...(near?.text && { near: near.text }),
  }
}
