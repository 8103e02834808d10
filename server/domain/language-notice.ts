import type { Instant, Offer } from '../../protocol/conversation.ts'
import { headOf } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'
import { isSameLanguage } from './language.ts'
import type { LanguageChoice, Sentence } from './language.ts'

/**
 * A reply together with what its question decided about languages: the conversation goes on in it, and the bot says
 * once, with the offer of a person, that it has no answers in the visitor's own.
 */
export function inLanguage(
  conversation: Conversation,
  questionId: string,
  reply: Change,
  { language, writesIn, notice }: LanguageChoice,
  now: Instant,
): Change {
  if (reply.entries.length === 0) return reply
  const before = conversation.state
  const state = {
    ...reply.state,
    ...(language !== before.language && { language }),
    ...(writesIn !== (before.writesIn ?? null) && { writesIn }),
  }
  const noted =
    notice && !wasSaid(conversation, notice)
      ? withNotice(conversation, questionId, reply, notice, now)
      : reply
  return { ...noted, state }
}

function wasSaid(conversation: Conversation, notice: Sentence): boolean {
  return conversation.entries.some(
    (entry) =>
      entry.kind === 'offer' &&
      entry.because === 'other-language' &&
      isSameLanguage(entry.language ?? '', notice.language),
  )
}

/** In place of "I have no answer"; under an answer or a choice as a line of its own. */
function withNotice(
  conversation: Conversation,
  questionId: string,
  reply: Change,
  { text, language }: Sentence,
  now: Instant,
): Change {
  const last = reply.entries.at(-1)
  const said = { because: 'other-language', text, language } as const
  if (last?.kind === 'offer' && (last.because === 'nothing-matched' || last.because === 'misses'))
    return { ...reply, entries: [...reply.entries.slice(0, -1), { ...last, ...said }] }
  // Small talk needs no FAQ, and who is in line or offered a person for another reason needs no second offer.
  const isFromFaq = last?.kind === 'choices' || (last?.kind === 'answer' && last.faqId !== null)
  if (!isFromFaq) return reply
  const offer: Omit<Offer, 'sequence'> = {
    ...{ id: `${questionId}:language`, at: now, by: { who: 'bot' }, kind: 'offer', match: null },
    ...said,
  }
  const sequence = headOf(conversation) + reply.entries.length + 1
  return { ...reply, entries: [...reply.entries, { ...offer, sequence }] }
}
