import type { Instant, Mood, MoveReason } from '../../protocol/conversation.ts'
import { answerLine, followedBy, offerEntry, offerLine, recordOf, said, talkLine } from './bot-lines.ts'
import { change } from './conversation.ts'
import type { Change, Conversation, NewEntry } from './conversation.ts'
import type { FaqEntry, FaqMatch, Heard } from './faq.ts'
import { requestHandoff } from './handoff.ts'
import { handoffReason, isMood } from './handoff-policy.ts'
import type { HandoffRules } from './handoff-policy.ts'

interface Replying {
  rules: HandoffRules
  now: Instant
  promisedMs: number | null
}

/**
 * The reply to what was heard besides a question; null where the FAQ has the word. An entry that fits is always
 * given: instead of small talk, and before the offer to somebody who is upset.
 */
export function replyToTalk(
  conversation: Conversation,
  messageId: string,
  match: FaqMatch,
  replying: Replying,
): Change | null {
  const { heard } = match
  if (!heard) return null
  const best = match.decision === 'answer' ? match.ranked[0] : undefined
  // A question beside the talk keeps its answer. Where all of it is talk, the surer of the two is meant.
  const entry = best && (!heard.alone || best.confidence >= heard.confidence) ? best.entry : null
  if (isMood(heard.kind)) return care(conversation, messageId, match, heard, heard.kind, entry, replying)
  if (heard.kind === 'person' || acceptsOffer(conversation, heard))
    return handOverAsAsked(conversation, messageId, match, best?.entry ?? null, replying)
  if (entry || !heard.alone) return null
  const rejected = heard.kind === 'no' ? lastOfBot(conversation) : undefined
  if (rejected?.kind === 'answer' && rejected.faqId !== null)
    return offerInstead(conversation, messageId, match, rejected.sequence, replying)
  return change(conversation, {}, talkLine(messageId, heard, recordOfTalk(match), replying.now))
}

/** Somebody is upset: a calm sentence and the offer of a person, or the handoff at once where the rules say so. */
function care(
  conversation: Conversation,
  messageId: string,
  match: FaqMatch,
  heard: Heard,
  because: Mood,
  entry: FaqEntry | null,
  replying: Replying,
): Change {
  const { rules, now } = replying
  const record = recordOfTalk(match)
  const answer = entry && answerLine(messageId, entry, recordOf(match), now)
  if (rules.upset === 'make' || (entry?.handoff && rules.entry === 'make')) {
    const first = change(conversation, {}, answer ?? talkLine(messageId, heard, record, now))
    return followedBy(first, handOver(conversation, messageId, 'bot', because, replying))
  }
  const offer = offerLine(messageId, because, now, heard)
  if (answer) return change(conversation, {}, answer, offer)
  return change(conversation, {}, { ...offer, ...said(messageId, now), match: record } as NewEntry)
}

/** As if they had pressed the button; the site owner's words go before, where an entry is about this very wish. */
function handOverAsAsked(
  conversation: Conversation,
  messageId: string,
  match: FaqMatch,
  entry: FaqEntry | null,
  replying: Replying,
): Change {
  const handedOver = handOver(conversation, messageId, 'visitor', handoffReason(conversation), replying)
  if (!entry?.handoff) return handedOver
  const answer = answerLine(messageId, entry, recordOf(match), replying.now)
  return followedBy(change(conversation, {}, answer), handedOver)
}

/** As if they had pressed "No" under the answer. */
function offerInstead(
  conversation: Conversation,
  messageId: string,
  match: FaqMatch,
  turnsDown: number,
  { rules, now }: Replying,
): Change {
  const why = { because: 'did-not-help', match: recordOfTalk(match), turnsDown } as const
  return change(conversation, {}, offerEntry(conversation, messageId, why, rules, now))
}

function handOver(
  conversation: Conversation,
  messageId: string,
  who: 'bot' | 'visitor',
  because: MoveReason,
  { rules, now, promisedMs }: Replying,
): Change {
  const cause = { id: `${messageId}:handoff`, by: { who }, now } as const
  return requestHandoff(conversation, cause, { because, promisedMs, rules })
}

/** "Yes, please" to the offer of a person. */
function acceptsOffer(conversation: Conversation, { kind, alone }: Heard): boolean {
  return kind === 'yes' && alone && lastOfBot(conversation)?.kind === 'offer'
}

function lastOfBot(conversation: Conversation) {
  return conversation.entries.findLast(({ by }) => by.who !== 'visitor')
}

function recordOfTalk(match: FaqMatch) {
  return { ...recordOf(match), decision: 'talk' } as const
}
