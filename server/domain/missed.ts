import type { Answer, Choices, Instant, Message, Miss, TranscriptEntry } from '../../protocol/conversation.ts'
import { replyIdOf } from './bot-lines.ts'
import type { WholeConversation } from './conversation.ts'

/** A question of a visitor that the bot had no useful answer to. */
export interface MissedQuestion {
  text: string
  at: Instant
  how: Miss | 'none-chosen'
  /** What the visitor was given: an answer that did not help, or choices that were not it. */
  given: string[]
  /** What an agent wrote first after it, if one did. */
  agentSaid: string | null
}

/** Questions in a conversation that ended without a useful answer, in order; what the visitor left open among them. */
export function missedQuestions({ entries }: Pick<WholeConversation, 'entries'>): MissedQuestion[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const turnedDown = answersTurnedDown(entries)
  return entries.flatMap((entry): MissedQuestion[] => {
    if (!isQuestion(entry)) return []
    const missed = howMissed(byId.get(replyIdOf(entry.id)), entries, byId, turnedDown)
    return missed
      ? [{ text: entry.text, at: entry.at, ...missed, agentSaid: agentAfter(entry, entries) }]
      : []
  })
}

function isQuestion(entry: TranscriptEntry): entry is Message {
  return entry.kind === 'message' && entry.by.who === 'visitor' && entry.faqId === undefined
}

type How = Pick<MissedQuestion, 'how' | 'given'>

function howMissed(
  reply: TranscriptEntry | undefined,
  entries: readonly TranscriptEntry[],
  byId: ReadonlyMap<string, TranscriptEntry>,
  turnedDown: ReadonlySet<number>,
): How | null {
  if (reply?.kind === 'offer')
    return reply.match?.decision === 'unknown' ? { how: 'nothing-matched', given: [] } : null
  if (reply?.kind === 'answer') return helpedLittle(reply, turnedDown)
  if (reply?.kind !== 'choices') return null
  const choice = entries.find((entry) => entry.kind === 'choice' && entry.of === reply.sequence)
  if (choice?.kind !== 'choice') return { how: 'none-chosen', given: offered(reply) }
  if (choice.faqId === null) return { how: 'none-of-these', given: offered(reply) }
  const answer = byId.get(replyIdOf(choice.id))
  return answer?.kind === 'answer' ? helpedLittle(answer, turnedDown) : null
}

function helpedLittle({ faqId, sequence }: Answer, turnedDown: ReadonlySet<number>): How | null {
  return faqId !== null && turnedDown.has(sequence) ? { how: 'did-not-help', given: [faqId] } : null
}

function offered({ choices }: Choices): string[] {
  return choices.map(({ faqId }) => faqId)
}

/** By the "No" under them, or by a "no" that was written. */
function answersTurnedDown(entries: readonly TranscriptEntry[]): Set<number> {
  const turnedDown = new Set<number>()
  let lastAnswer = 0
  for (const entry of entries) {
    if (entry.kind === 'answer' && entry.faqId !== null) lastAnswer = entry.sequence
    if (entry.kind === 'feedback' && !entry.helped) turnedDown.add(entry.of)
    if (entry.kind === 'offer' && entry.match?.heard?.kind === 'no') turnedDown.add(lastAnswer)
  }
  return turnedDown
}

function agentAfter({ sequence }: Message, entries: readonly TranscriptEntry[]): string | null {
  const said = entries.find(
    (entry) => entry.sequence > sequence && entry.kind === 'message' && entry.by.who === 'agent',
  )
  return said?.kind === 'message' ? said.text : null
}
