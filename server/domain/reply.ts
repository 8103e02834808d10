import type { Choice, FaqChoice, Instant, MatchRecord, Message, Miss } from '../../protocol/conversation.ts'
import { change, unchanged } from './conversation.ts'
import type { Change, Conversation, NewEntry } from './conversation.ts'
import type { FaqEntry, FaqMatch } from './faq.ts'
import { requestHandoff } from './handoff.ts'
import type { Cause } from './handoff.ts'
import { offerReason } from './handoff-policy.ts'
import type { HandoffRules } from './handoff-policy.ts'

const choicesMax = 3

/** Id of what the bot says to the entry with this id: it can be said once, whatever dies in between. */
export function replyIdOf(entryId: string): string {
  return `${entryId}:reply`
}

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

/** The bot replies to a question: answers, asks which one is meant, or offers a person. Never a weak guess. */
export function replyToQuestion(
  conversation: Conversation,
  questionId: string,
  match: FaqMatch,
  rules: HandoffRules,
  now: Instant,
): Change {
  if (!owesReply(conversation, questionId)) return unchanged
  const record: MatchRecord = { decision: match.decision, ranked: match.ranked.map(toRanked) }
  const best = match.ranked[0]
  if (match.decision === 'answer' && best)
    return answer(conversation, questionId, best.entry, record, rules, now)
  const choices = match.ranked.slice(0, choicesMax).map(({ entry }) => toChoice(entry))
  if (match.decision === 'choose' && choices.length > 0)
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

interface OfferCause {
  because: Miss
  match: MatchRecord
  /** The answer that did not help. */
  turnsDown?: number
}

/** Appended to the visitor's "None of these" or "No": the bot offers a person. */
export function offerEntry(
  conversation: Conversation,
  entryId: string,
  { because, match, turnsDown }: OfferCause,
  rules: HandoffRules,
  now: Instant,
): NewEntry {
  const reason = offerReason(conversation, rules, because, turnsDown)
  return { ...said(entryId, now), kind: 'offer', because: reason, match }
}

function answer(
  conversation: Conversation,
  entryId: string,
  entry: FaqEntry,
  match: MatchRecord,
  rules: HandoffRules,
  now: Instant,
): Change {
  const line: NewEntry = {
    ...said(entryId, now),
    kind: 'answer',
    faqId: entry.id,
    question: entry.question,
    text: entry.answer,
    html: entry.html,
    ...(entry.followUps.length > 0 && { followUps: entry.followUps }),
    match,
  }
  if (!entry.handoff) return change(conversation, {}, line)
  const offer = {
    ...said(entryId, now),
    id: `${entryId}:offer`,
    kind: 'offer',
    because: 'entry-demands',
    match: null,
  } as const
  if (rules.entry === 'offer') return change(conversation, {}, line, offer)
  return followedBy(
    change(conversation, {}, line),
    handOver(conversation, { id: `${entryId}:handoff`, by: { who: 'bot' }, now }),
  )
}

function handOver(conversation: Conversation, cause: Cause): Change {
  return requestHandoff(conversation, cause, { because: 'entry-demands' })
}

/** One change out of two that were both decided on the same conversation. */
function followedBy(first: Change, second: Change): Change {
  const shift = first.entries.length
  return {
    state: { ...first.state, ...second.state },
    entries: [
      ...first.entries,
      ...second.entries.map((entry) => ({ ...entry, sequence: entry.sequence + shift })),
    ],
    notes: [],
  }
}

function said(entryId: string, now: Instant) {
  return { id: replyIdOf(entryId), at: now, by: { who: 'bot' } } as const
}

function toChoice(entry: FaqEntry): FaqChoice {
  return { faqId: entry.id, question: entry.question }
}

function toRanked({ entry, confidence }: { entry: FaqEntry; confidence: number }) {
  return { ...toChoice(entry), confidence: Math.round(confidence * 1000) / 1000 }
}
