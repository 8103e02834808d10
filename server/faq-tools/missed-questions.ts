import type { ConversationId, Instant } from '../../protocol/conversation.ts'
import type { WholeConversation } from '../domain/conversation.ts'
import { missedQuestions } from '../domain/missed.ts'
import type { MissedQuestion } from '../domain/missed.ts'

/** One question that was missed, however often and by whomever it was asked. */
export interface AskedQuestion extends Pick<MissedQuestion, 'text' | 'how' | 'given' | 'agentSaid'> {
  times: number
  conversations: ConversationId[]
  /** What the visitor writes. */
  language: string
}

/** Every conversation of the desk, one after the other. */
export type EachConversation = (visit: (conversation: WholeConversation) => void) => Promise<void>

/** What was missed since then, the same words once, and in how many conversations something was said since then. */
export async function gatherMissed(
  each: EachConversation,
  since: Instant,
): Promise<{ conversations: number; questions: AskedQuestion[] }> {
  const questions = new Map<string, AskedQuestion>()
  let conversations = 0
  await each((conversation) => {
    if ((conversation.entries.at(-1)?.at ?? 0) < since) return
    conversations++
    const language = conversation.state.writesIn ?? conversation.state.language
    for (const missed of missedQuestions(conversation)) {
      if (missed.at < since) continue
      const key = `${language}\n${missed.text.trim().toLowerCase()}`
      questions.set(key, counted(questions.get(key), missed, conversation.id, language))
    }
  })
  return { conversations, questions: [...questions.values()] }
}

/** The latest tells what became of it; an agent's words are kept from whenever there were some. */
function counted(
  before: AskedQuestion | undefined,
  { text, how, given, agentSaid }: MissedQuestion,
  id: ConversationId,
  language: string,
): AskedQuestion {
  return {
    ...{ text, how, given, language },
    agentSaid: agentSaid ?? before?.agentSaid ?? null,
    times: (before?.times ?? 0) + 1,
    conversations: [...new Set([...(before?.conversations ?? []), id])],
  }
}
