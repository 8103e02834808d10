import type { Miss, Mood, MoveReason, Offer, OfferReason, TalkKind } from '../../protocol/conversation.ts'
import type { Conversation } from './conversation.ts'

/** What a site owner decides about handing over, from site.json. */
export interface HandoffRules {
  /** So many questions in a row without a useful answer, and the bot offers a person by itself. */
  misses: number
  /** An entry that demands a person: hand over at once ('make'), or offer it under the answer ('offer'). */
  entry: 'make' | 'offer'
  /** A visitor who is angry or distressed: the same two ways. */
  upset: 'make' | 'offer'
  /** Who is handed over for this stands in line as if they had joined so many minutes earlier. */
  aheadMinutes: Record<Mood, number>
}

export function isMood(kind: TalkKind | MoveReason): kind is Mood {
  return kind === 'angry' || kind === 'distressed'
}

/** So much earlier than it did joins a conversation that is handed over for this reason, as the line sees it. */
export function headStartMs(because: MoveReason, rules: HandoffRules): number {
  return isMood(because) ? rules.aheadMinutes[because] * 60_000 : 0
}

/**
 * Misses in a row at the end of the log. Each leaves one offer behind; an answer that the visitor did not turn
 * down, a handoff, or a return to the bot ends the row. Small talk neither lengthens nor ends it. `turnsDown`: the
 * answer that is turned down just now.
 */
export function missesInARow(conversation: Conversation, turnsDown?: number): number {
  let misses = 0
  const turnedDown = new Set([turnsDown])
  for (let i = conversation.entries.length - 1; i >= 0; i--) {
    const entry = conversation.entries[i]
    if (entry?.kind === 'feedback' && !entry.helped) turnedDown.add(entry.of)
    else if (entry?.kind === 'offer') misses += isMiss(entry) ? 1 : 0
    else if (entry?.kind === 'answer' && entry.faqId !== null && !turnedDown.has(entry.sequence))
      return misses
    else if (entry?.kind === 'move') return misses
  }
  return misses
}

/** Why a person is offered now: the plain reason, or the row of misses once it is as long as the rules say. */
export function offerReason(
  conversation: Conversation,
  rules: HandoffRules,
  plain: Miss,
  turnsDown?: number,
): OfferReason {
  return missesInARow(conversation, turnsDown) + 1 >= rules.misses ? 'misses' : plain
}

/** What the agent will read as the reason: the bot's last offer if it still stands, else that it was asked for. */
export function handoffReason(conversation: Conversation): MoveReason {
  for (let i = conversation.entries.length - 1; i >= 0; i--) {
    const entry = conversation.entries[i]
    if (entry?.kind === 'offer') return entry.because
    if (entry?.kind === 'answer' && entry.faqId === null) continue
    if (entry?.kind === 'answer' || entry?.kind === 'choices' || entry?.kind === 'move') return 'asked'
  }
  return 'asked'
}

/** A sentence about languages may also stand under an answer: then it has no match of its own, and is none. */
function isMiss({ because, match }: Offer): boolean {
  if (because === 'other-language') return match !== null
  return because !== 'entry-demands' && !isMood(because)
}
