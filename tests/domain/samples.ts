import type { AgentFace, Instant, Party, Status } from '../../protocol/conversation.ts'
import { applyChange, change, emptyConversation, stateAtFirst } from '../../server/domain/conversation.ts'
import type { Change, Conversation, ConversationState, NewEntry } from '../../server/domain/conversation.ts'
import type { FaqMatch } from '../../server/domain/faq.ts'
import type { Cause } from '../../server/domain/handoff.ts'
import type { HandoffRules } from '../../server/domain/handoff-policy.ts'
import { Refusal } from '../../server/domain/refusal.ts'

export const ada: AgentFace = { id: 'ada-1', name: 'Ada' }
export const ben: AgentFace = { id: 'ben-1', name: 'Ben' }
export const visitor: Party = { who: 'visitor' }
export const bot: Party = { who: 'bot' }
export const system: Party = { who: 'system' }
export const agent = (face: AgentFace): Party => ({ who: 'agent', agent: face })

export const begunAt: Instant = 1_000_000
export const joinedLineAt: Instant = 1_060_000
export const takenAt: Instant = 1_120_000
export const now: Instant = 1_180_000

export const rules: HandoffRules = {
  misses: 2,
  entry: 'make',
  upset: 'offer',
  aheadMinutes: { angry: 0, distressed: 0 },
}
export const nothing: FaqMatch = { decision: 'unknown', ranked: [] }

/** A conversation of Vera's with these entries, and with this instead of what a new one has. */
export function conversationWith(
  state: Partial<ConversationState> = {},
  ...entries: NewEntry[]
): Conversation {
  const page = { url: 'https://shop.example/', title: 'Shop' }
  const known = { visitorId: 'vera', language: 'en', page, timeZone: 'Europe/Stockholm' }
  const empty = emptyConversation('conversation-1', { ...stateAtFirst(known, begunAt), ...state })
  return following(empty, change(empty, {}, ...entries))
}

/** In that status, as it gets there: Ada has it, or had it, where an agent does. */
export function conversationIn(status: Status): Conversation {
  const handedOver = { handedOverAt: joinedLineAt, waitedMs: takenAt - joinedLineAt, lastAgent: ada }
  switch (status) {
    case 'bot':
      return conversationWith()
    case 'waiting':
      return conversationWith({
        status,
        since: joinedLineAt,
        waitingSince: joinedLineAt,
        handedOverAt: joinedLineAt,
      })
    case 'agent':
      return conversationWith({
        ...handedOver,
        status,
        since: takenAt,
        waitingSince: joinedLineAt,
        agent: ada,
      })
    case 'closed':
      return conversationWith({ ...handedOver, status, since: takenAt })
  }
}

export function cause(by: Party, id = 'request-1', at: Instant = now): Cause {
  return { id, by, now: at }
}

/** What the conversation is after the change. The one before stays as it was. */
export function following(before: Conversation, change: Change): Conversation {
  const after: Conversation = {
    ...before,
    state: { ...before.state },
    entries: [...before.entries],
    notes: [...before.notes],
    sequences: new Map(before.sequences),
    noteSequences: new Map(before.noteSequences),
  }
  applyChange(after, change)
  return after
}

/** Lets one rule follow the other, each on what the one before left. */
export function story(
  first: Conversation,
  ...rules: ((conversation: Conversation) => Change)[]
): Conversation {
  return rules.reduce((conversation, rule) => following(conversation, rule(conversation)), first)
}

/** What a rule was refused with; anything else it throws, or no refusal at all, fails the test. */
export function refusalOf(rule: () => unknown): Refusal {
  try {
    rule()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('it was not refused')
}
