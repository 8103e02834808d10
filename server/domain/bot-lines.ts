import type {
  FaqChoice,
  Instant,
  MatchRecord,
  Miss,
  OfferReason,
  RankedChoice,
} from '../../protocol/conversation.ts'
import type { Change, Conversation, NewEntry } from './conversation.ts'
import type { FaqEntry, FaqMatch, Heard } from './faq.ts'
import { offerReason } from './handoff-policy.ts'
import type { HandoffRules } from './handoff-policy.ts'

// The lines that the bot writes, and their ids: each is made from the id of what it replies to.

/** Id of what the bot says to the entry with this id: it can be said once, whatever dies in between. */
export function replyIdOf(entryId: string): string {
  return `${entryId}:reply`
}

/** What every line of the bot begins with. */
export function said(entryId: string, now: Instant) {
  return { id: replyIdOf(entryId), at: now, by: { who: 'bot' } } as const
}

export function answerLine(entryId: string, entry: FaqEntry, match: MatchRecord, now: Instant): NewEntry {
  return {
    ...said(entryId, now),
    kind: 'answer',
    faqId: entry.id,
    question: entry.question,
    language: entry.language,
    text: entry.answer,
    html: entry.html,
    ...(entry.followUps.length > 0 && { followUps: entry.followUps }),
    match,
  }
}

/** What the bot says to something that no FAQ entry is about. */
export function talkLine(
  entryId: string,
  { language, text, html }: Heard,
  match: MatchRecord,
  now: Instant,
): NewEntry {
  return { ...said(entryId, now), kind: 'answer', faqId: null, question: '', language, text, html, match }
}

interface OfferCause {
  because: Miss
  match: MatchRecord
  /** The answer that did not help. */
  turnsDown?: number
}

/** The bot has no (further) answer and offers a person. */
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

/** An offer under an answer to the same entry. */
export function offerLine(entryId: string, because: OfferReason, now: Instant, heard?: Heard): NewEntry {
  const line = { ...said(entryId, now), id: `${entryId}:offer`, kind: 'offer', because, match: null } as const
  return heard ? { ...line, text: heard.text, language: heard.language } : line
}

/** What the log keeps of a match. */
export function recordOf({ decision, ranked, spoke, heard, after, askedIn }: FaqMatch): MatchRecord {
  const record = {
    ...{ decision, ranked: ranked.map(toRanked) },
    ...(spoke && { spoke }),
    ...(after && { after }),
    ...(askedIn && { askedIn }),
  }
  if (!heard) return record
  return { ...record, heard: { kind: heard.kind, confidence: thousandths(heard.confidence) } }
}

/** One change out of two that were both decided on the same conversation. */
export function followedBy(first: Change, second: Change): Change {
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

export function toChoice(entry: FaqEntry): FaqChoice {
  return { faqId: entry.id, question: entry.question }
}

export function toRanked({ entry, confidence }: { entry: FaqEntry; confidence: number }): RankedChoice {
  return { ...toChoice(entry), confidence: thousandths(confidence) }
}

function thousandths(share: number): number {
  return Math.round(share * 1000) / 1000
}
