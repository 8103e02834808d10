import type { Conversation } from './conversation.ts'
import type { FaqEntry, FaqMatch } from './faq.ts'

// "And for express?" says too little alone. With the topic of the last answer in front of it, it often says enough.
// The figures are measured by tests/bot/follow-up.test.ts: docs/matcher.md.

/** Whoever begins anew writes more. In UTF-16 units. */
const shortMaxLength = 30
/** So much surer than by the topic alone: what the words add nothing to is the topic's own favourite. */
const wordsAddMin = 0.1
/** By so much it must be surer together with the topic than anything was without. */
const leadMin = 0.3
/** By so much it must be surer than an answer that the words alone have: about as sure is no reason to doubt that. */
const surerMin = 0.05
/** An answer to more than three words or so stands, and one as sure as this: whoever goes on says less. */
const sayingLittleMaxLength = 16
const standsAlone = 0.95

/** A short question that no entry is sure to answer, or hardly a word, is tried with what was just talked about. */
export function mayFollowUp(text: string, fresh: FaqMatch): boolean {
  if (fresh.heard?.alone) return false
  const { length } = text.trim()
  if (fresh.decision !== 'answer') return length <= shortMaxLength
  return length <= sayingLittleMaxLength && (fresh.ranked[0]?.confidence ?? 0) < standsAlone
}

/** The FAQ entry that was answered last before a question, if nothing else was asked or happened since. */
export function talkedAbout(conversation: Conversation, questionId: string): string | null {
  const asked = conversation.sequences.get(questionId) ?? 0
  for (let i = asked - 2; i >= 0; i--) {
    const entry = conversation.entries[i]
    if (entry?.kind === 'answer' && entry.faqId !== null) return entry.faqId
    const isPassing = entry?.kind === 'feedback' || (entry?.kind === 'offer' && !entry.match)
    if (!isPassing) return null
  }
  return null
}

/**
 * The match of topic and question together, where it is the better one: sure, by `leadMin` surer than the question
 * alone (`fresh`), and about an entry next to the last one that the topic alone does not lead to as surely. Where the
 * question alone has another answer, of which it is clearly less sure, the visitor may choose between the two.
 */
export function followUp(
  fresh: FaqMatch,
  together: FaqMatch,
  topicAlone: FaqMatch,
  about: FaqEntry,
): FaqMatch | null {
  const best = together.ranked[0]
  const alone = fresh.ranked[0]
  if (together.decision !== 'answer' || !best || !isNextTo(best.entry, about)) return null
  const after = { faqId: about.id, question: about.question }
  if (fresh.decision === 'answer' && alone) {
    if (alone.entry.id === best.entry.id || alone.confidence > best.confidence - surerMin) return null
    return { ...fresh, decision: 'choose', ranked: [best, alone].map(halved), after }
  }
  const anyway = topicAlone.ranked.find(({ entry }) => entry.id === best.entry.id)?.confidence ?? 0
  if (best.confidence - anyway < wordsAddMin) return null
  if (best.confidence - (alone?.confidence ?? 0) < leadMin) return null
  return { ...fresh, ...together, after }
}

/** Each was believed as if there were no other; together they may not be surer than one. */
function halved({ entry, confidence }: FaqMatch['ranked'][number]): FaqMatch['ranked'][number] {
  return { entry, confidence: confidence / 2 }
}

/** Of the same topic, or named by it as what people ask next; to say the same again is no answer. */
function isNextTo(entry: FaqEntry, about: FaqEntry): boolean {
  if (entry.id === about.id) return false
  return entry.topic === about.topic || about.followUps.some(({ faqId }) => faqId === entry.id)
}
