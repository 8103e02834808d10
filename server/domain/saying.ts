import type { AgentFace, TranscriptEntry } from '../../protocol/conversation.ts'
import { change, headOf, unchanged } from './conversation.ts'
import type { Change, Conversation } from './conversation.ts'
import type { Cause } from './handoff.ts'
import { requireOwn } from './handoff.ts'
import type { HandoffRules } from './handoff-policy.ts'
import { Refusal } from './refusal.ts'
import { offerEntry } from './bot-lines.ts'

/** The visitor writes. `faqId`: picked from a list instead of typed. Refuses: 'conversation-closed'. */
export function visitorSays(conversation: Conversation, cause: Cause, text: string, faqId?: string): Change {
  requireOpen(conversation)
  return change(conversation, {}, { ...entryOf(cause), kind: 'message', text, ...(faqId && { faqId }) })
}

/** The agent who has the conversation writes. Refuses: 'not-yours', 'conversation-closed', 'move-not-allowed'. */
export function agentSays(conversation: Conversation, cause: Cause, text: string): Change {
  requireOpen(conversation)
  requireOwn(conversation, cause.by)
  return change(conversation, {}, { ...entryOf(cause), kind: 'message', text })
}

/** A private note: any agent, in any status. */
export function addNote(conversation: Conversation, cause: Cause, by: AgentFace, text: string): Change {
  const sequence = conversation.notes.length + 1
  return { state: {}, entries: [], notes: [{ sequence, id: cause.id, at: cause.now, by, text }] }
}

/**
 * The visitor picks one of the choices that stand at `of`; null: none of these, and the bot offers a person.
 * A list answers once. Refuses: 'not-found' for a list or an entry that was not offered.
 */
export function pickChoice(
  conversation: Conversation,
  cause: Cause,
  pick: { of: number; faqId: string | null },
  rules: HandoffRules,
): Change {
  requireOpen(conversation)
  const choices = entryAt(conversation, pick.of, 'choices')
  if (conversation.entries.some((entry) => entry.kind === 'choice' && entry.of === pick.of)) return unchanged
  const chosen = choices.choices.find((choice) => choice.faqId === pick.faqId)
  if (!chosen && pick.faqId !== null) throw new Refusal('not-found')
  const line = {
    ...entryOf(cause),
    kind: 'choice',
    of: pick.of,
    faqId: pick.faqId,
    question: chosen?.question ?? null,
  } as const
  if (chosen || conversation.state.status !== 'bot') return change(conversation, {}, line)
  const why = { because: 'none-of-these', match: choices.match } as const
  return change(conversation, {}, line, offerEntry(conversation, cause.id, why, rules, cause.now))
}

/** "Did this help?" under the answer at `of`. "No" makes the bot offer a person. The first answer stays. */
export function rateAnswer(
  conversation: Conversation,
  cause: Cause,
  feedback: { of: number; helped: boolean },
  rules: HandoffRules,
): Change {
  requireOpen(conversation)
  const answer = entryAt(conversation, feedback.of, 'answer')
  if (conversation.entries.some((entry) => entry.kind === 'feedback' && entry.of === feedback.of))
    return unchanged
  const line = { ...entryOf(cause), kind: 'feedback', ...feedback } as const
  if (feedback.helped || conversation.state.status !== 'bot') return change(conversation, {}, line)
  const why = { because: 'did-not-help', match: answer.match, turnsDown: feedback.of } as const
  return change(conversation, {}, line, offerEntry(conversation, cause.id, why, rules, cause.now))
}

/** 1 to 5 for a closed conversation, once. Refuses: 'move-not-allowed' while it is open. */
export function rateConversation(
  conversation: Conversation,
  cause: Cause,
  rating: number,
  comment: string,
): Change {
  if (conversation.state.status !== 'closed') throw new Refusal('move-not-allowed')
  if (conversation.state.rating !== null) return unchanged
  return change(conversation, { rating }, { ...entryOf(cause), kind: 'rating', rating, comment })
}

function requireOpen(conversation: Conversation): void {
  if (conversation.state.status === 'closed') throw new Refusal('conversation-closed')
}

function entryAt<K extends TranscriptEntry['kind']>(conversation: Conversation, sequence: number, kind: K) {
  const entry = sequence <= headOf(conversation) ? conversation.entries[sequence - 1] : undefined
  if (entry?.kind !== kind) throw new Refusal('not-found')
  return entry as Extract<TranscriptEntry, { kind: K }>
}

function entryOf(cause: Cause) {
  return { id: cause.id, at: cause.now, by: cause.by }
}
