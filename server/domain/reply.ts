import type { Choice, Instant, MatchRecord, Message } from '../../protocol/conversation.ts'
import {
  answerLine,
  followedBy,
  offerEntry,
  offerLine,
  recordOf,
  replyIdOf,
  said,
  toChoice,
  toRanked,
} from './bot-lines.ts'
import { choicesOf } from './choices.ts'
import { change, unchanged } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'
import type { FaqEntry, FaqMatch } from './faq.ts'
import { requestHandoff } from './handoff.ts'
import type { HandoffRules } from './handoff-policy.ts'
import { keepOpinion } from './opinions.ts'
import { replyToTalk } from './talk-reply.ts'

/** Whether the bot still owes this entry a reply. */
export function owesReply(conversation: Conversation, entryId: string): boolean {
  return conversation.state.status === 'bot' && !conversation.sequences.has(replyIdOf(entryId))
}

/**
 * What the visitor said or picked since the last move and the bot has not replied to, in order: several at once, or
 * what a restart has to make good.
 */
export function unanswered(conversation: Conversation): (Message | Choice)[] {
  const owed: (Message | Choice)[] = []
  for (let i = conversation.entries.length - 1; i >= 0; i--) {
    const entry = conversation.entries[i]
    if (!entry || entry.kind === 'move') break
    if (entry.kind !== 'message' && entry.kind !== 'choice') continue
    if (entry.by.who === 'visitor' && owesReply(conversation, entry.id)) owed.unshift(entry)
  }
  return owed
}

/**
 * The bot replies to what was written: to small talk, a mood or the wish for a person where one was heard, else to the
 * question. `promisedMs`: the usual wait, in case it hands over.
 */
export function replyToQuestion(
  conversation: Conversation,
  questionId: string,
  match: FaqMatch,
  rules: HandoffRules,
  now: Instant,
  promisedMs: number | null = null,
): Change {
  if (!owesReply(conversation, questionId)) return unchanged
  const reply =
    replyToTalk(conversation, questionId, match, { rules, now, promisedMs }) ??
    replyFromFaq(conversation, questionId, match, rules, now)
  return keepOpinion(conversation, questionId, match.heard, reply)
}

/** Answers, asks which entry is meant, or offers a person. Never a weak guess. */
function replyFromFaq(
  conversation: Conversation,
  questionId: string,
  match: FaqMatch,
  rules: HandoffRules,
  now: Instant,
): Change {
  const record = recordOf(match)
  const best = match.ranked[0]
  if (match.decision === 'answer' && best)
    return answer(conversation, questionId, best.entry, record, rules, now)
  const choices = choicesOf(match).map(({ entry }) => toChoice(entry))
  if (choices.length > 0)
    return change(conversation, {}, { ...said(questionId, now), kind: 'choices', choices, match: record })
  const why = { because: 'nothing-matched', match: record } as const
  return change(conversation, {}, offerEntry(conversation, questionId, why, rules, now))
}

/** The visitor picked an entry from a list: its answer, with no doubt to record. */
export function replyToPick(
  conversation: Conversation,
  pickId: string,
  entry: FaqEntry,
  rules: HandoffRules,
  now: Instant,
): Change {
  if (!owesReply(conversation, pickId)) return unchanged
  const record: MatchRecord = { decision: 'picked', ranked: [toRanked({ entry, confidence: 1 })] }
  return answer(conversation, pickId, entry, record, rules, now)
}

function answer(
  conversation: Conversation,
  entryId: string,
  entry: FaqEntry,
  match: MatchRecord,
  rules: HandoffRules,
  now: Instant,
): Change {
  const answered = change(conversation, {}, answerLine(entryId, entry, match, now))
  if (!entry.handoff) return answered
  if (rules.entry === 'offer')
    return followedBy(answered, change(conversation, {}, offerLine(entryId, 'entry-demands', now)))
  const cause = { id: `${entryId}:handoff`, by: { who: 'bot' }, now } as const
  return followedBy(answered, requestHandoff(conversation, cause, { because: 'entry-demands' }))
}
